import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { MemberReport, ServerStep } from "@grampus/planner";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { sendCanary } from "../mysql/canary.ts";
import { logIn } from "../mysql/login.ts";
import { connectMember, type MemberConnection } from "../mysql/member-connection.ts";
import { performServerStep } from "../mysql/server-step.ts";
import type { SecretContents } from "../secrets/secret-cache.ts";
import {
  askWithClient,
  hasMysqld,
  PASSWORDS,
  ROOT,
  startServers,
  type TestServer,
  type TestServers,
} from "../testing/mysqld.ts";
import { secretsOf } from "../testing/secrets.ts";
import { Logins } from "./logins.ts";
import { MemberSessions } from "./member-sessions.ts";

const OPERATOR = "'grampus_operator'@'%'";

describe.skipIf(!hasMysqld)("the operator's way in to a primary", () => {
  let directory: string;
  let running: TestServers;
  let server: TestServer;
  let person: MemberConnection;
  let serverUuid: string;
  let logins: Logins;
  let sessions: MemberSessions;
  let contents: SecretContents;

  let withAdmin = false;

  const address = () => ({
    serverName: "member.test",
    host: "127.0.0.1",
    port: server.port,
    ...(withAdmin ? { adminPort: server.adminPort } : {}),
  });
  /** The options of the probe, as a member's pod writes them. */
  function optionFile(port: number): string {
    const file = join(directory, `${port}.cnf`);
    const ca = join(directory, "ca.crt");
    writeFileSync(ca, server.ca);
    const password = PASSWORDS.operator.replaceAll("\\", "\\\\").replaceAll("'", "\\'");
    const lines = [
      "[client]",
      "user=grampus_operator",
      `password='${password}'`,
      "host=127.0.0.1",
      `port=${port}`,
      "protocol=TCP",
      "ssl-mode=VERIFY_CA",
      `ssl-ca=${ca}`,
    ];
    writeFileSync(file, `${lines.join("\n")}\n`);
    return file;
  }
  const sql = (statement: string) => person.query({ sql: statement, timeout: 5_000 });

  /** A process of the operator that knows nothing yet. */
  function newProcess(): void {
    sessions?.close();
    logins = new Logins();
    sessions = new MemberSessions(connectMember, () => undefined);
  }
  async function look(): Promise<MemberReport | undefined> {
    const members = [{ name: "m0", pod: { uid: "pod", address: address() } }];
    return (await sessions.ask(members, logins.with(contents), [], Date.now())).m0;
  }
  async function perform(
    action: Pick<Extract<ServerStep, { readonly kind: "mend-accounts" }>, "passwords" | "rootOnly">,
  ): Promise<void> {
    const ways = logins.with(contents);
    const choices = ways.loginsFor("pod");
    const rootFirst = [...choices.filter(({ kind }) => kind === "root"), ...choices];
    const { connection, login } = await logIn(connectMember, address(), rootFirst, ways.denied("pod"));
    const target = { member: "m0", podUid: "pod", serverUuid };
    const step = { kind: "mend-accounts", target, because: "the test says so", ...action } as const;
    const { passwords } = ways;
    const asRoot = login.kind === "root";
    await performServerStep(step, {
      connection,
      connectAgain: () => connectMember(address(), login.credentials),
      passwords,
      asRoot,
      spared: [],
      onLateEnd: () => undefined,
    }).finally(() => connection.destroy());
    sessions.preferFirstLogin();
  }
  /** A machine under load answers late: it is asked again. */
  const sees = (expected: object) =>
    vi.waitFor(async () => expect(await look()).toMatchObject(expected), { timeout: 15_000, interval: 200 });
  const WELL = { kind: "answered", login: "operator", accountFlaws: [] };
  const flaws = (...what: readonly string[]) => what.map((one) => expect.objectContaining({ what: one }));

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "grampus-way-in-"));
    running = await startServers(1);
    [server] = running.servers as readonly [TestServer];
    contents = secretsOf(server.ca);
    person = await connectMember(address(), { ...ROOT, ca: server.ca });
    const source = `SOURCE_USER='grampus_replication', SOURCE_PASSWORD='${PASSWORDS.replication}'`;
    await sql(`CHANGE REPLICATION SOURCE TO ${source} FOR CHANNEL 'group_replication_recovery'`);
    await sql("SET GLOBAL group_replication_bootstrap_group=ON");
    await sql("START GROUP_REPLICATION");
    const [row] = await sql("SELECT @@server_uuid AS server_uuid");
    serverUuid = String(row?.server_uuid);
  });
  afterAll(async () => {
    rmSync(directory, { recursive: true, force: true });
    sessions?.close();
    person?.destroy();
    await running.stop();
  });
  beforeEach(() => {
    contents = secretsOf(server.ca);
    newProcess();
  });

  it("a new volume's accounts are without a flaw", async () => {
    await sees(WELL);
  });

  it.each([
    ["may expire", [`ALTER USER ${OPERATOR} PASSWORD EXPIRE DEFAULT`], ["grampus_operator may expire"]],
    [
      "are locked, or lock themselves",
      [
        "ALTER USER 'grampus_local'@'localhost' ACCOUNT LOCK",
        "ALTER USER 'grampus_replication'@'%' FAILED_LOGIN_ATTEMPTS 3 PASSWORD_LOCK_TIME 1",
      ],
      ["grampus_replication locks itself after failed logins", "grampus_local is locked"],
    ],
    [
      "have an expired password, where old ones cannot be used again",
      ["SET GLOBAL password_history=5", "ALTER USER 'grampus_local'@'localhost' PASSWORD EXPIRE"],
      ["grampus_local has an expired password"],
    ],
    ["are gone", ["DROP USER 'grampus_replication'@'%'"], ["grampus_replication is gone"]],
    [
      "are of an operator before this one",
      [
        `REVOKE SERVICE_CONNECTION_ADMIN ON *.* FROM ${OPERATOR}`,
        `REVOKE SELECT (user, host, account_locked, password_expired, password_last_changed, password_lifetime, user_attributes) ON mysql.user FROM ${OPERATOR}`,
        `ALTER USER ${OPERATOR} PASSWORD EXPIRE DEFAULT`,
      ],
      [
        "grampus_operator may expire",
        "grampus_operator lacks SERVICE_CONNECTION_ADMIN, SELECT on mysql.user",
      ],
    ],
  ])("accounts that %s are seen and mended", async (_, statements, seen) => {
    for (const statement of statements) await sql(statement);
    await sees({ login: "operator", accountFlaws: flaws(...seen) });
    await perform({ passwords: seen.some((one) => one.includes("expired")), rootOnly: false });
    await sql("SET GLOBAL password_history=DEFAULT");
    await sees(WELL);
  });

  it.each([
    ["is dropped", [`DROP USER ${OPERATOR}`]],
    ["is locked", [`ALTER USER ${OPERATOR} ACCOUNT LOCK`]],
    [
      "has another password",
      [`ALTER USER ${OPERATOR} IDENTIFIED BY 'another'`, `ALTER USER ${OPERATOR} DISCARD OLD PASSWORD`],
    ],
    ["may not look any more", [`REVOKE SELECT ON performance_schema.* FROM ${OPERATOR}`]],
    [
      "is older than default_password_lifetime",
      [
        `ALTER USER ${OPERATOR} PASSWORD EXPIRE DEFAULT`,
        "SET GLOBAL default_password_lifetime=90",
        "UPDATE mysql.user SET password_last_changed=NOW()-INTERVAL 91 DAY WHERE user LIKE 'grampus%'",
        "FLUSH PRIVILEGES",
      ],
    ],
  ])("with its account, which %s, it goes on as root, and mends it", async (_, statements) => {
    for (const statement of statements) await sql(statement);
    await sees({ kind: "answered", login: "root", state: "ONLINE" });
    await perform({ passwords: true, rootOnly: false });
    await sees(WELL);
    await sql("SET GLOBAL default_password_lifetime=0");
  });

  it("a Secret that is gone is done without: the session that is open goes on, and new ones are by what it said", async () => {
    await look();
    const { root: _, accounts: __, ...rest } = contents;
    contents = rest;
    await sees({ kind: "answered", login: "former" });
    contents = {};
    const ways = logins.with(contents);
    const { connection, login } = await logIn(
      connectMember,
      address(),
      ways.loginsFor("pod"),
      ways.denied("pod"),
    );
    connection.destroy();
    expect(login.kind).toBe("former");
  });

  it("an open session whose account is gone is left for root's", async () => {
    await look();
    await sql(`DROP USER ${OPERATOR}`);
    await sees({ kind: "answered", login: "root" });
    await perform({ passwords: true, rootOnly: false });
    await sees(WELL);
  });

  it("a Secret that says another password gets it, by the operator itself; the one before opens the account still", async () => {
    await look();
    contents = secretsOf(server.ca, { operator: "New-1", root: "not root's" });
    await sees({ kind: "answered", login: "former" });
    await perform({ passwords: true, rootOnly: false });
    await sees(WELL);
    contents = secretsOf(server.ca);
    newProcess();
    await sees(WELL);
    await perform({ passwords: true, rootOnly: false });
  });

  it("with neither its account nor root it says of both, and does not try root's password again", async () => {
    contents = secretsOf(server.ca, { operator: "wrong", root: "wrong" });
    const denied = { kind: "unreachable", reason: "denied" };
    await sees({ ...denied, denials: { operator: "refused", root: "refused" } });
    await sees({ ...denied, denials: { operator: "refused", root: "refused" } });
    expect(logins.with(contents).rootRefused()).toBe(true);
    expect(
      logins
        .with(contents)
        .loginsFor("pod")
        .map(({ kind }) => kind),
    ).toEqual(["operator"]);
    contents = secretsOf(server.ca, { operator: "wrong" });
    expect(logins.with(contents).rootRefused()).toBe(false);
    await sees({ kind: "answered", login: "root" });
  });

  it("a server whose connections are all root's lets the operator in, and the probe, and nobody else", async () => {
    await sql("SET GLOBAL max_connections=8");
    const held: MemberConnection[] = [];
    const asRoot = () => connectMember(address(), { ...ROOT, ca: server.ca });
    const full = { errorNumber: 1040 };
    try {
      for (let isFull = false; !isFull; ) {
        await asRoot().then(
          (connection) => held.push(connection),
          (fault) => {
            expect(fault).toMatchObject(full);
            isFull = true;
          },
        );
      }
      await sees({ kind: "unreachable" });
      withAdmin = true;
      await sees(WELL);
      const [operator] = logins.with(contents).loginsFor("pod");
      const session = await connectMember(address(), operator?.credentials ?? { ...ROOT, ca: "" });
      expect(await sendCanary(session).finally(() => session.destroy())).toEqual({ outcome: "written" });
      const replication = { user: "grampus_replication", password: PASSWORDS.replication, ca: server.ca };
      await expect(connectMember(address(), replication)).rejects.toMatchObject(full);
      expect(askWithClient(optionFile(server.port), "SELECT 1")).toMatch(/^ERROR 1040 /);
      expect(askWithClient(optionFile(server.adminPort), "SELECT 'in'")).toBe("in");
    } finally {
      withAdmin = false;
      for (const connection of held) connection.destroy();
      await sql("SET GLOBAL max_connections=DEFAULT");
    }
  });

  it("root's password that was changed by hand is found out, and found right when the Secret has it", async () => {
    await look();
    await vi.waitFor(() => expect(logins.with(contents).rootRefused()).toBe(false));
    await delay(1_100);
    await sql("ALTER USER 'root'@'%' IDENTIFIED BY 'by hand'");
    await look();
    await vi.waitFor(() => expect(logins.with(contents).rootRefused()).toBe(true), 5_000);
    contents = secretsOf(server.ca, { root: "by hand" });
    await look();
    expect(logins.with(contents).rootRefused()).toBe(false);
    await sql(
      `ALTER USER 'root'@'%' IDENTIFIED BY '${PASSWORDS.root.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`,
    );
  });

  it("what only root can mend is refused without root", async () => {
    contents = secretsOf(server.ca, { root: "wrong" });
    await expect(perform({ passwords: false, rootOnly: true })).rejects.toMatchObject({
      code: "mysql-access-denied",
    });
    expect(logins.with(contents).rootRefused()).toBe(true);
  });
});

import type { ServerStep } from "@grampus/planner";
import { ACCOUNTS } from "@grampus/resources";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { hasMysqld, OPERATOR, PASSWORDS, ROOT, startServers, type TestServers } from "../testing/mysqld.ts";
import { sendCanary } from "./canary.ts";
import { cutClientSessions } from "./client-sessions.ts";
import { askMember } from "./member-answer.ts";
import { connectMember, type MemberConnection } from "./member-connection.ts";
import { performServerStep } from "./server-step.ts";

type Action = ServerStep extends infer Step
  ? Step extends ServerStep
    ? Omit<Step, "target" | "because">
    : never
  : never;

const IDENTITY = { name: "orders-identity", uid: "u", resourceVersion: "1" };

describe.skipIf(!hasMysqld)("steps on the servers of a group", () => {
  let running: TestServers;
  const open: MemberConnection[] = [];

  beforeAll(async () => {
    running = await startServers(3);
  });
  afterAll(async () => {
    for (const connection of open) connection.destroy();
    await running.stop();
  });

  async function connect(
    index: number,
    account: typeof OPERATOR | typeof ROOT = OPERATOR,
  ): Promise<MemberConnection> {
    const server = running.servers[index];
    if (server === undefined) throw new Error(`there is no server ${index}`);
    const address = { serverName: "member.test", host: "127.0.0.1", port: server.port };
    const connection = await connectMember(address, { ...account, ca: server.ca });
    open.push(connection);
    return connection;
  }
  async function look(index: number, variables: readonly string[] = []) {
    const connection = await connect(index);
    const answer = await askMember(connection, `pod-${index}`, variables);
    connection.destroy();
    return answer;
  }
  async function perform(
    index: number,
    action: Action,
    serverUuid?: string,
    account: typeof OPERATOR | typeof ROOT = OPERATOR,
  ) {
    const target = {
      member: `m${index}`,
      podUid: `pod-${index}`,
      serverUuid: serverUuid ?? (await look(index)).serverUuid,
    };
    const step: ServerStep = { ...action, target, because: "the test says so" };
    const context = {
      connection: await connect(index, account),
      connectAgain: () => connect(index, account),
      passwords: PASSWORDS,
      asRoot: account === ROOT,
      spared: Object.values(ACCOUNTS).map(({ user }) => user),
      onLateEnd: () => undefined,
    };
    return performServerStep(step, context);
  }
  const bootstrap = async (index: number) =>
    perform(index, { kind: "bootstrap", identity: IDENTITY, executed: (await look(index)).executed });
  const online = async (index: number) =>
    vi.waitFor(async () => expect(await look(index)).toMatchObject({ state: "ONLINE" }), {
      timeout: 40_000,
      interval: 300,
    });
  const sql = async (index: number, statement: string) =>
    (await connect(index, ROOT)).query({ sql: statement, timeout: 5000 });

  it("a step for another server is refused", async () => {
    const other = "00000000-0000-0000-0000-000000000000";
    await expect(perform(0, { kind: "leave" }, other)).rejects.toMatchObject({ code: "mysql-changed" });
  });

  it("configure-recovery stores the replication account", async () => {
    expect(await look(0)).toMatchObject({ recoveryConfigured: false });
    for (const index of [0, 1, 2]) await perform(index, { kind: "configure-recovery" });
    expect(await look(0)).toMatchObject({ recoveryConfigured: true });
  });

  it("bootstrap refuses a server whose transactions changed", async () => {
    const executed = "8f2a7c1e-0b1d-4c55-9a51-000000000001:1-5";
    await expect(perform(0, { kind: "bootstrap", identity: IDENTITY, executed })).rejects.toMatchObject({
      code: "mysql-changed",
    });
    expect(await look(0)).toMatchObject({ state: "OFFLINE", bootstrapArmed: false });
  });

  it("bootstrap makes a group of one, and the switch for it is off again", async () => {
    await bootstrap(0);
    const answer = await look(0, ["group_replication_bootstrap_group"]);
    expect(answer).toMatchObject({
      state: "ONLINE",
      superReadOnly: false,
      viewId: expect.stringMatching(/:1$/),
      view: [{ serverUuid: answer.serverUuid, state: "ONLINE", role: "PRIMARY" }],
      applier: { configured: true, running: true },
      variables: { group_replication_bootstrap_group: "OFF" },
    });
  });

  it("a bootstrap that comes late, of an operator that is no more, finds the trace of the first", async () => {
    await perform(0, { kind: "leave" });
    await vi.waitFor(async () => expect(await look(0)).toMatchObject({ state: "OFFLINE" }), 20_000);
    await expect(bootstrap(0)).rejects.toMatchObject({
      code: "mysql-changed",
      message: expect.stringContaining("group_replication_applier"),
    });
    await perform(0, { kind: "reset-applier" });
    await bootstrap(0);
  });

  it("a server that was left armed is disarmed, and says so", async () => {
    await sql(1, "SET GLOBAL group_replication_bootstrap_group=ON");
    expect(await look(1)).toMatchObject({ bootstrapArmed: true });
    await perform(1, { kind: "disarm-bootstrap" });
    expect(await look(1)).toMatchObject({ bootstrapArmed: false });
  });

  it("a canary is written again and again into one row", async () => {
    expect(await sendCanary(await connect(0))).toEqual({ outcome: "written" });
    expect(await sendCanary(await connect(0))).toEqual({ outcome: "written" });
    expect(await sql(0, "SELECT COUNT(*) AS rows_there FROM grampus.canary")).toEqual([{ rows_there: "1" }]);
  });

  it("a canary on a read-only server is refused, on one that hangs it hangs", async () => {
    expect(await sendCanary(await connect(1))).toMatchObject({
      outcome: "refused",
      refusal: { about: "server", message: expect.stringContaining("--super-read-only") },
    });
    const lock = await connect(0);
    await lock.query({ sql: "FLUSH TABLES WITH READ LOCK", timeout: 5000 });
    expect(await sendCanary(await connect(0))).toEqual({ outcome: "hung" });
    lock.destroy();
  });

  it.each([
    ["the schema is gone", "DROP DATABASE grampus"],
    ["its table is gone", "DROP TABLE grampus.canary"],
    ["its table has other columns", "ALTER TABLE grampus.canary DROP COLUMN written_at"],
    ["its table has more columns", "ALTER TABLE grampus.canary ADD COLUMN more INT NOT NULL"],
  ])("%s: the canary says so, and restore-schema makes it again", async (_, statement) => {
    await sql(0, statement);
    expect(await sendCanary(await connect(0))).toMatchObject({
      outcome: "refused",
      refusal: { about: "schema" },
    });
    await perform(0, { kind: "restore-schema" });
    expect(await sendCanary(await connect(0))).toEqual({ outcome: "written" });
  });

  it("an account without the privilege is what the canary was refused for", async () => {
    await sql(0, "CREATE USER poor@'%' IDENTIFIED BY 'poor' REQUIRE SSL");
    const server = running.servers[0];
    const address = { serverName: "member.test", host: "127.0.0.1", port: server?.port ?? 0 };
    const poor = await connectMember(address, { user: "poor", password: "poor", ca: server?.ca ?? "" });
    open.push(poor);
    expect(await sendCanary(poor)).toMatchObject({ outcome: "refused", refusal: { about: "account" } });
  });

  it("join returns while START goes on, and the member says that it is starting", async () => {
    await sql(1, "SET GLOBAL group_replication_bootstrap_group=ON");
    expect(await perform(1, { kind: "join" })).toBe("going on");
    expect((await look(1)).busy ?? (await look(1)).state).toMatch(/^(starting|RECOVERING|ONLINE)$/);
    await perform(2, { kind: "join" });
    await online(1);
    await online(2);
    expect((await look(0)).view).toHaveLength(3);
  });

  it("mend-accounts makes them the same on a secondary that has none of them", async () => {
    const secondary = await connect(1, ROOT);
    const run = (statement: string) => secondary.query({ sql: statement, timeout: 5000 });
    await run("SET SESSION sql_log_bin=0");
    await run("SET GLOBAL super_read_only=OFF");
    await run("DROP USER 'grampus_operator'@'%', 'grampus_replication'@'%', 'grampus_local'@'localhost'");
    await run("SET GLOBAL super_read_only=ON");
    await expect(connect(1)).rejects.toMatchObject({ code: "mysql-access-denied" });
    await expect(perform(0, { kind: "mend-accounts", passwords: true, rootOnly: false })).resolves.toBe(
      "ended",
    );
    await expect(connect(1)).rejects.toMatchObject({ code: "mysql-access-denied" });
    const asRoot = { kind: "mend-accounts", passwords: true, rootOnly: false } as const;
    await perform(0, asRoot, undefined, ROOT);
    await vi.waitFor(
      async () => expect(await look(1)).toMatchObject({ state: "ONLINE", accountFlaws: [] }),
      10_000,
    );
  });

  it("switch-primary moves the primary", async () => {
    const { serverUuid } = await look(1);
    await perform(0, { kind: "switch-primary", to: "m1", toServerUuid: serverUuid });
    const primary = (await look(2)).view.find(({ role }) => role === "PRIMARY");
    expect(primary).toMatchObject({ serverUuid });
    expect(await look(0)).toMatchObject({ superReadOnly: true });
  });

  it("client sessions are cut, replication's and the operator's stay", async () => {
    await sql(1, "CREATE USER IF NOT EXISTS app@'%' IDENTIFIED BY 'app' REQUIRE SSL");
    const server = running.servers[1];
    const address = { serverName: "member.test", host: "127.0.0.1", port: server?.port ?? 0 };
    const grant = "GRANT SYSTEM_VARIABLES_ADMIN ON *.* TO app@'%'";
    await sql(1, grant);
    const client = await connectMember(address, { user: "app", password: "app", ca: server?.ca ?? "" });
    expect(
      await cutClientSessions(await connect(1), ["grampus_operator", "grampus_replication", "root"]),
    ).toBe(1);
    await client.closed;
    await online(1);
  });

  it("end-sessions ends those of clients, and no others", async () => {
    const { port = 0, ca = "" } = running.servers[1] ?? {};
    const address = { serverName: "member.test", host: "127.0.0.1", port };
    const client = await connectMember(address, { user: "app", password: "app", ca });
    const own = await connect(1);
    await perform(1, { kind: "end-sessions", pod: IDENTITY });
    await client.closed;
    expect(own.isOpen()).toBe(true);
  });

  it("forget-expelled changes the configuration of the group, and nothing that shows", async () => {
    const { viewId, view } = await look(1);
    await perform(1, { kind: "forget-expelled", pod: IDENTITY, viewId });
    expect(await look(1)).toMatchObject({ viewId, view });
    expect(await sendCanary(await connect(1))).toEqual({ outcome: "written" });
  });

  it("set-variables sets numbers, switches, texts of digits too, and defaults", async () => {
    const assignments = [
      { name: "max_connections", value: "123" },
      { name: "max_allowed_packet", value: "33554432" },
      { name: "init_connect", value: "1" },
      { name: "general_log", value: "OFF" },
      { name: "sql_mode", value: "STRICT_ALL_TABLES" },
      { name: "long_query_time", value: "2.5" },
      { name: "wait_timeout", value: null },
    ];
    await perform(0, { kind: "set-variables", pod: IDENTITY, assignments });
    const names = assignments.map(({ name }) => name);
    expect((await look(0, names)).variables).toEqual({
      max_connections: "123",
      max_allowed_packet: "33554432",
      init_connect: "1",
      general_log: "OFF",
      sql_mode: "STRICT_ALL_TABLES",
      long_query_time: "2.500000",
      wait_timeout: "28800",
    });
  });

  it("reload-tls and set-read-only", async () => {
    await perform(2, { kind: "reload-tls" });
    await perform(2, { kind: "set-read-only" });
    expect(await look(2)).toMatchObject({ superReadOnly: true });
  });

  it("set-read-only closes a secondary that takes writes, and leaves the primary as it is", async () => {
    await sql(2, "SET GLOBAL super_read_only=OFF");
    await sql(2, "SET GLOBAL read_only=OFF");
    expect(await look(2)).toMatchObject({ superReadOnly: false, readOnly: false });
    await perform(2, { kind: "set-read-only" });
    expect(await look(2)).toMatchObject({ superReadOnly: true, readOnly: true });
    await expect(perform(1, { kind: "set-read-only" })).rejects.toMatchObject({ code: "mysql-changed" });
    expect(await look(1)).toMatchObject({ superReadOnly: false, readOnly: false });
  });

  it("leave takes a member out, read-only", async () => {
    await perform(2, { kind: "leave" });
    await vi.waitFor(async () => expect(await look(2)).toMatchObject({ state: "OFFLINE", view: [] }), 20_000);
    expect(await look(2)).toMatchObject({ superReadOnly: true, applier: { configured: true } });
    await vi.waitFor(async () => expect((await look(1)).view).toHaveLength(2), 10_000);
  });

  it("after a full outage the applier's channel is drained, dropped, and the group bootstrapped", async () => {
    await sql(1, "CREATE DATABASE app");
    await sql(1, "CREATE TABLE app.t (i INT PRIMARY KEY)");
    for (let i = 0; i < 20; i += 1) await sql(1, `INSERT INTO app.t VALUES (${i})`);
    await Promise.all(running.servers.map((server) => server.kill()));
    await Promise.all(running.servers.map((server) => server.start()));
    expect(await look(1)).toMatchObject({ state: "OFFLINE", superReadOnly: true, recoveryConfigured: true });
    expect(await look(0)).toMatchObject({ applier: { configured: true, running: false } });
    await perform(1, { kind: "start-applier" });
    await perform(1, { kind: "stop-applier" });
    await perform(1, { kind: "reset-applier" });
    expect(await look(1)).toMatchObject({ applier: { configured: false } });
    await bootstrap(1);
    await perform(0, { kind: "join" });
    await online(0);
    expect(await sql(0, "SELECT COUNT(*) AS n FROM app.t")).toEqual([{ n: "20" }]);
    expect(await sendCanary(await connect(1))).toEqual({ outcome: "written" });
  });
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ACCOUNTS, PRE_STOP_SCRIPT } from "@grampus/resources";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { CLIENT_COMMAND, hasMysqld, OPERATOR, PASSWORDS, ROOT } from "../testing/mysqld.ts";
import { LONG_ALTER, startTestGroup, type TestGroup } from "../testing/test-group.ts";
import type { MemberConnection } from "./member-connection.ts";

const { local } = ACCOUNTS;
const CLIENT_FILE = "/run/mysqld/client.cnf";
const ADMIN_FILE = "/run/mysqld/admin.cnf";
const WAITS = "SECONDS + 30";

describe.skipIf(!hasMysqld)("a member whose pod is deleted", () => {
  let group: TestGroup;
  const directory = mkdtempSync(join(tmpdir(), "pre-stop-"));
  const output = join(directory, "output");

  beforeAll(async () => {
    group = await startTestGroup();
  }, 120_000);
  afterAll(async () => {
    await group.stop();
    rmSync(directory, { recursive: true });
  });

  /** Runs the script as the pod of the member would; what it writes to the log. `seconds` are left to what runs. */
  async function preStop(index: number, seconds = 30): Promise<string> {
    const client = join(directory, "client.cnf");
    const admin = join(directory, "admin.cnf");
    const { socket = "", adminPort = 0 } = group.servers[index] ?? {};
    writeFileSync(client, `[client]\nuser=${local.user}\npassword=${PASSWORDS.local}\nsocket=${socket}\n`);
    const password = OPERATOR.password.replaceAll("\\", "\\\\").replaceAll("'", "\\'");
    writeFileSync(
      admin,
      `[client]\nuser=${OPERATOR.user}\npassword='${password}'\nhost=127.0.0.1\nport=${adminPort}\nprotocol=TCP\n`,
    );
    writeFileSync(join(directory, "mysql"), `#!/bin/bash\nexec ${CLIENT_COMMAND} "$@"\n`);
    chmodSync(join(directory, "mysql"), 0o755);
    writeFileSync(output, "");
    expect(PRE_STOP_SCRIPT).toContain(WAITS);
    const script = PRE_STOP_SCRIPT.replaceAll(CLIENT_FILE, client)
      .replaceAll(ADMIN_FILE, admin)
      .replaceAll("/proc/1/fd/1", `>${output}`)
      .replace(WAITS, `SECONDS + ${seconds}`);
    const env = { PATH: `${directory}:${process.env.PATH}` };
    await once(spawn("bash", ["-c", script], { env, stdio: "ignore" }), "exit");
    return readFileSync(output, "utf8").replaceAll(/^\S+ preStop: /gm, "");
  }

  it("leaves a schema change its time, hands over, and leaves the group", async () => {
    const { end } = await group.begin(0, LONG_ALTER);
    const [{ session = 0 } = {}] = await group.operationsOf(0);
    const isOver = new Promise((resolve) => setTimeout(resolve, 2_500)).then(() =>
      group.sql(0, `KILL QUERY ${session}`),
    );
    const stop = group.writer();
    const said = await preStop(0);
    await isOver;
    await end;
    expect(await stop()).toBeLessThan(5_000);
    expect(said).toMatch(
      /^I am ONLINE\/PRIMARY\nthe switch waits for ALTER in session \d+ of app\nswitch to [-0-9a-f]+: 0\nread only: 0\nstop: 0\n$/,
    );
    await group.rejoin(0);
  });

  it("ends what is not done in time, and no client waits for it", async () => {
    const index = await group.primary();
    const { end } = await group.begin(index, LONG_ALTER);
    const stop = group.writer();
    const said = await preStop(index, 2);
    expect(await end).toContain("interrupted");
    expect(await stop()).toBeLessThan(5_000);
    expect(said).toMatch(/\nends ALTER in session \d+ of app\nswitch to [-0-9a-f]+: 0\n/);
    await group.rejoin(index);
  });

  it("hands over a server that is full", async () => {
    const index = await group.primary();
    await group.sql(index, "SET GLOBAL max_connections=8");
    const held: MemberConnection[] = [];
    for (let isFull = false; !isFull; ) {
      await group.connect(index, ROOT).then(
        (connection) => held.push(connection),
        (fault) => {
          expect(fault).toMatchObject({ errorNumber: 1040 });
          isFull = true;
        },
      );
    }
    const said = await preStop(index);
    expect(said).toMatch(/^I am ONLINE\/PRIMARY\nswitch to [-0-9a-f]+: 0\nread only: 0\nstop: 0\n$/);
    for (const connection of held) connection.destroy();
    await group.rejoin(index);
  });

  it("ends sessions that hold up the switch, those of root too", async () => {
    const index = await group.primary();
    const stop = group.writer();
    const locker = await group.locked(index, ROOT);
    const said = await preStop(index);
    await locker.closed;
    await stop();
    expect(said).toMatch(/\nthe switch is held up: sessions of clients are ended\nswitch to [-0-9a-f]+: 0\n/);
    await vi.waitFor(async () => expect(await group.primary()).not.toBe(index), { timeout: 10_000 });
  });
});

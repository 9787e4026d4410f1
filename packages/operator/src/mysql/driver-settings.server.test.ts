import { setTimeout as delay } from "node:timers/promises";
import { createPool, type Pool } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasMysqld, ROOT, startServers, type TestServer, type TestServers } from "../testing/mysqld.ts";
import { connectMember } from "./member-connection.ts";

const CONNECT_TIMEOUT = 2_000;
const QUERY_TIMEOUT = 3_000;
/** What a loaded machine may add. */
const MARGIN = 2_000;

/** What docs/operator/connect.md asks of an application on Node. */
describe.skipIf(!hasMysqld)("the settings for mysql2 that the page about connecting asks for", () => {
  let running: TestServers;
  let server: TestServer;
  let pool: Pool;

  async function asRoot(...statements: readonly string[]): Promise<void> {
    const address = { serverName: "member.test", host: "127.0.0.1", port: server.port };
    const connection = await connectMember(address, { ...ROOT, ca: server.ca });
    for (const sql of statements) await connection.query({ sql, timeout: 5_000 });
    connection.destroy();
  }
  const demote = () => asRoot("SET GLOBAL super_read_only=ON");
  const promote = () => asRoot("SET GLOBAL super_read_only=OFF", "SET GLOBAL read_only=OFF");

  async function write(): Promise<void> {
    const connection = await pool.getConnection();
    try {
      await connection.query({ sql: "REPLACE INTO app.written VALUES (1)", timeout: QUERY_TIMEOUT });
      connection.release();
    } catch (error) {
      connection.destroy();
      throw error;
    }
  }
  async function failed(): Promise<{ readonly error: unknown; readonly ms: number }> {
    const startedAt = performance.now();
    const error = await write().then(
      () => undefined,
      (fault: unknown) => fault,
    );
    return { error, ms: performance.now() - startedAt };
  }

  beforeAll(async () => {
    running = await startServers(1);
    [server] = running.servers as readonly [TestServer];
    await promote();
    await asRoot("CREATE DATABASE app", "CREATE TABLE app.written (id INT PRIMARY KEY)");
    await asRoot("CREATE USER app@'%' IDENTIFIED BY 'app' REQUIRE SSL", "GRANT ALL ON app.* TO app@'%'");
    pool = createPool({
      host: "127.0.0.1",
      port: server.port,
      user: "app",
      password: "app",
      ssl: { ca: server.ca },
      connectTimeout: CONNECT_TIMEOUT,
      connectionLimit: 1,
    });
  });
  afterAll(async () => {
    await pool.end();
    await running.stop();
  });

  it("end a statement, and a connect, to a server that stands still", async () => {
    await write();
    server.freeze();
    const statement = await failed();
    const connect = await failed();
    server.thaw();
    expect(statement.error).toMatchObject({ code: "PROTOCOL_SEQUENCE_TIMEOUT" });
    expect(statement.ms).toBeLessThan(QUERY_TIMEOUT + MARGIN);
    expect(connect.error).toMatchObject({ code: "ETIMEDOUT" });
    expect(connect.ms).toBeLessThan(CONNECT_TIMEOUT + MARGIN);
    await delay(500);
    await write();
  });

  it("do not keep a session with a server that is no primary any more", async () => {
    await demote();
    expect((await failed()).error).toMatchObject({ errno: 1290 });
    await promote();
    await write();
  });
});

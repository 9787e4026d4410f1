import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAuthority } from "../secrets/certificate-authority.ts";
import { hasMysqld, OPERATOR, startServers, type TestServer, type TestServers } from "../testing/mysqld.ts";
import { askMember } from "./member-answer.ts";
import { connectMember, type MemberConnection } from "./member-connection.ts";
import { sqlString } from "./sql-text.ts";

describe.skipIf(!hasMysqld)("a connection to a member", () => {
  let running: TestServers;
  let server: TestServer;
  const open: MemberConnection[] = [];

  beforeAll(async () => {
    running = await startServers(1);
    [server] = running.servers as readonly [TestServer];
  });
  afterAll(async () => {
    for (const connection of open) connection.destroy();
    await running.stop();
  });

  const addressOf = (serverName: string) => ({ serverName, host: "127.0.0.1", port: server.port });
  async function connect(): Promise<MemberConnection> {
    const connection = await connectMember(addressOf("member.test"), { ...OPERATOR, ca: server.ca });
    open.push(connection);
    return connection;
  }

  it("refuses a server whose certificate is for another name", async () => {
    await expect(
      connectMember(addressOf("other.test"), { ...OPERATOR, ca: server.ca }),
    ).rejects.toMatchObject({ code: "mysql-tls", message: expect.stringContaining("altnames") });
  });

  it("refuses a server whose certificate is from another CA", async () => {
    const { certificate } = await createAuthority("other", new Date());
    await expect(
      connectMember(addressOf("member.test"), { ...OPERATOR, ca: certificate }),
    ).rejects.toMatchObject({ code: "mysql-tls" });
  });

  it("says when the password is wrong, and does not repeat it", async () => {
    const wrong = { user: "operator", password: "secret-guess", ca: server.ca };
    await expect(connectMember(addressOf("member.test"), wrong)).rejects.toMatchObject({
      code: "mysql-access-denied",
      message: expect.not.stringContaining("secret-guess"),
    });
  });

  it("gives the view of a member that is in no group", async () => {
    const answer = await askMember(await connect(), "pod-uid", ["max_connections", "server_uuid"]);
    expect(answer).toEqual({
      kind: "answered",
      accountFlaws: [],
      podUid: "pod-uid",
      serverUuid: answer.variables.server_uuid,
      version: expect.stringMatching(/^9\.7\.\d+$/),
      superReadOnly: true,
      readOnly: true,
      state: "OFFLINE",
      viewId: "",
      view: [],
      executed: "",
      applier: { configured: false, running: false, received: "", stuckWorkers: 0 },
      recoveryConfigured: false,
      bootstrapArmed: false,
      operations: [],
      rootChangedAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/),
      variables: { max_connections: "151", server_uuid: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      certificateNotAfter: expect.any(Number),
    });
  });

  it("reads any text back as it was quoted", async () => {
    const connection = await connect();
    const texts = fc.string({ unit: "grapheme-composite", maxLength: 40 });
    const printable = texts.filter((text) => !/\p{Cc}/u.test(text) && text.isWellFormed());
    await fc.assert(
      fc.asyncProperty(printable, async (text) => {
        const rows = await connection.query({ sql: `SELECT ${sqlString(text)} AS value`, timeout: 1000 });
        expect(rows).toEqual([{ value: text }]);
      }),
      { numRuns: 300 },
    );
  });

  it("ends a statement that takes too long, and its session with it", async () => {
    const connection = await connect();
    await expect(connection.query({ sql: "SELECT SLEEP(5)", timeout: 200 })).rejects.toMatchObject({
      code: "mysql-timeout",
    });
    expect(connection.isOpen()).toBe(false);
  });

  it("tells of a crash at once", async () => {
    const connection = await connect();
    await askMember(connection, "pod-uid", []);
    const killedAt = performance.now();
    await server.kill();
    await connection.closed;
    expect(performance.now() - killedAt).toBeLessThan(500);
    expect(connection.isOpen()).toBe(false);
    await expect(connect()).rejects.toMatchObject({ code: "mysql-connection-refused" });
  });
});

import { setTimeout as delay } from "node:timers/promises";
import { ACCOUNTS } from "@grampus/resources";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { connectMember } from "../mysql/member-connection.ts";
import {
  hasMysqld,
  PASSWORDS,
  ROOT,
  startServers,
  type TestServer,
  type TestServers,
} from "../testing/mysqld.ts";
import { secretsOf } from "../testing/secrets.ts";
import { Logins } from "./logins.ts";
import { MemberSessions, type MemberToAsk } from "./member-sessions.ts";

describe.skipIf(!hasMysqld)("sessions with members", () => {
  let running: TestServers;
  let server: TestServer;
  const onNews = vi.fn();
  const sessions = new MemberSessions(connectMember, onNews);

  beforeAll(async () => {
    running = await startServers(1);
    [server] = running.servers as readonly [TestServer];
  });
  afterAll(async () => {
    sessions.close();
    await running.stop();
  });

  async function look(podUid = "pod") {
    const address = { serverName: "member.test", host: "127.0.0.1", port: server.port };
    const members: readonly MemberToAsk[] = [{ name: "m0", pod: { uid: podUid, address } }, { name: "m1" }];
    const startedAt = performance.now();
    const reports = await sessions.ask(members, new Logins().with(secretsOf(server.ca)), [], Date.now());
    return { m0: reports.m0, m1: reports.m1, took: performance.now() - startedAt };
  }

  it("asks who has an address, and says so of who has none", async () => {
    const { m0, m1 } = await look();
    expect(m0).toMatchObject({ kind: "answered", podUid: "pod", state: "OFFLINE" });
    expect(m1).toMatchObject({ kind: "unreachable", reason: "address" });
  });

  it("asks a new pod on a new session, without taking the old one's end for news", async () => {
    onNews.mockClear();
    expect((await look("next")).m0).toMatchObject({ kind: "answered", podUid: "next" });
    expect(onNews).not.toHaveBeenCalled();
  });

  it("a member is polled for whether it takes writes once it is in a group", async () => {
    await look();
    onNews.mockClear();
    const address = { serverName: "member.test", host: "127.0.0.1", port: server.port };
    const person = await connectMember(address, { ...ROOT, ca: server.ca });
    const run = (sql: string) => person.query({ sql, timeout: 30_000 });
    await run(
      `CHANGE REPLICATION SOURCE TO SOURCE_USER='${ACCOUNTS.replication.user}', SOURCE_PASSWORD='${PASSWORDS.replication}' FOR CHANNEL 'group_replication_recovery'`,
    );
    await run("SET GLOBAL group_replication_bootstrap_group=ON");
    await run("START GROUP_REPLICATION");
    await run("SET GLOBAL group_replication_bootstrap_group=OFF");
    expect((await look()).m0).toMatchObject({ state: "ONLINE", superReadOnly: false });
    onNews.mockClear();
    await run("SET GLOBAL read_only=ON");
    await vi.waitFor(() => expect(onNews).toHaveBeenCalled(), 5000);
    expect((await look()).m0).toMatchObject({ readOnly: true, misfitSince: expect.any(Number) });
    await run("STOP GROUP_REPLICATION");
    person.destroy();
  });

  it("a silent member is news, is unreachable in time, and keeps its since", async () => {
    await look();
    onNews.mockClear();
    server.freeze();
    await vi.waitFor(() => expect(onNews).toHaveBeenCalled(), 5000);
    const first = await look();
    expect(first.m0).toMatchObject({ kind: "unreachable", reason: "timeout" });
    expect(first.took).toBeLessThan(2000);
    for (let round = 0; round < 8; round += 1) {
      const next = await look();
      expect(next.m0).toEqual(first.m0);
      expect(next.took).toBeLessThan(1000);
      await delay(500);
    }
    onNews.mockClear();
    server.thaw();
    await vi.waitFor(() => expect(onNews).toHaveBeenCalled(), 5000);
    await vi.waitFor(async () => expect((await look()).m0).toMatchObject({ kind: "answered" }), 10_000);
  });

  it("a crash is news at once, and the next look is refused", async () => {
    await look();
    onNews.mockClear();
    const killedAt = performance.now();
    await server.kill();
    await vi.waitFor(() => expect(onNews).toHaveBeenCalled(), 1000);
    expect(performance.now() - killedAt).toBeLessThan(1000);
    expect((await look()).m0).toMatchObject({ kind: "unreachable", reason: "refused" });
  });

  it("a member that comes back is asked again", async () => {
    await server.start();
    await vi.waitFor(async () => expect((await look()).m0).toMatchObject({ kind: "answered" }), 10_000);
  });
});

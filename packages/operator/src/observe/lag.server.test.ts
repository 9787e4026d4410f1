import { setTimeout as delay } from "node:timers/promises";
import { isBehind } from "@grampus/planner";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { sendCanary } from "../mysql/canary.ts";
import { connectMember } from "../mysql/member-connection.ts";
import { connectTo, formGroup } from "../testing/group.ts";
import { hasMysqld, startServers, type TestServer, type TestServers } from "../testing/mysqld.ts";
import { secretsOf } from "../testing/secrets.ts";
import { Logins } from "./logins.ts";
import { MemberSessions } from "./member-sessions.ts";

describe.skipIf(!hasMysqld)("a secondary that stands still", () => {
  let running: TestServers;
  let primary: TestServer;
  let secondary: TestServer;
  const onNews = vi.fn();
  const sessions = new MemberSessions(connectMember, onNews);

  beforeAll(async () => {
    running = await startServers(2);
    [primary, secondary] = running.servers as readonly [TestServer, TestServer];
    await formGroup(running.servers);
  }, 120_000);
  afterAll(async () => {
    sessions.close();
    await running.stop();
  });

  async function look() {
    const members = [primary, secondary].map(({ port }, index) => ({
      name: `m${index}`,
      pod: { uid: "pod", address: { serverName: "member.test", host: "127.0.0.1", port } },
    }));
    const reports = await sessions.ask(members, new Logins().with(secretsOf(primary.ca)), [], Date.now());
    const { m0, m1 } = reports;
    if (m0?.kind !== "answered" || m1?.kind !== "answered") throw new Error("a server does not answer");
    return { m0, m1 };
  }
  async function write(times: number) {
    const connection = await connectTo(primary);
    for (let index = 0; index < times; index += 1)
      expect(await sendCanary(connection)).toMatchObject({ outcome: "written" });
    connection.destroy();
  }

  it("keeps up while nothing holds it up", async () => {
    await write(20);
    await delay(1_000);
    const { m0, m1 } = await look();
    expect([isBehind(m0.behindSince, Date.now()), isBehind(m1.behindSince, Date.now())]).toEqual([
      false,
      false,
    ]);
  });

  it("is news within seconds, and says what holds it up", async () => {
    const lock = await connectTo(secondary);
    await lock.query({ sql: "FLUSH TABLES WITH READ LOCK", timeout: 5_000 });
    const lockedAt = Date.now();
    await write(50);
    await look();
    onNews.mockClear();
    await vi.waitFor(() => expect(onNews).toHaveBeenCalled(), 15_000);
    expect(Date.now() - lockedAt).toBeLessThan(12_000);
    const { m0, m1 } = await look();
    expect(m0.behindSince).toBeUndefined();
    expect(isBehind(m1.behindSince, Date.now())).toBe(true);
    expect(m1).toMatchObject({ state: "ONLINE", applier: { waitsFor: "Waiting for global read lock" } });
    lock.destroy();
  }, 40_000);

  it("is behind no more once it has caught up", async () => {
    await vi.waitFor(async () => expect((await look()).m1.behindSince).toBeUndefined(), 20_000);
    expect((await look()).m1.applier).not.toHaveProperty("waitsFor");
  }, 30_000);
});

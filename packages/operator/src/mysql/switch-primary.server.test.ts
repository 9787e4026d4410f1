import { setTimeout as delay } from "node:timers/promises";
import type { Operation, ServerStep } from "@grampus/planner";
import { ACCOUNTS } from "@grampus/resources";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { hasMysqld, PASSWORDS } from "../testing/mysqld.ts";
import { APPLICATION, LONG_ALTER, startTestGroup, type TestGroup } from "../testing/test-group.ts";
import { performServerStep } from "./server-step.ts";

type Action =
  | { readonly kind: "end-operations"; readonly operations: readonly Operation[] }
  | { readonly kind: "switch-primary"; readonly to: string; readonly toServerUuid: string };

const HELD_UP = expect.stringMatching(/held up: \d+ client sessions were ended/);

describe.skipIf(!hasMysqld)("a planned switch of the primary of a group", () => {
  let group: TestGroup;
  let primary = 0;

  beforeAll(async () => {
    group = await startTestGroup();
  }, 120_000);
  afterAll(() => group.stop());

  const operationsOf = () => group.operationsOf(primary);
  async function perform(action: Action): Promise<readonly string[]> {
    const target = { member: `m${primary}`, podUid: "pod", serverUuid: await group.uuidOf(primary) };
    const step: ServerStep = { ...action, target, because: "the test says so" };
    const late: string[] = [];
    await performServerStep(step, {
      connection: await group.connect(primary),
      connectAgain: () => group.connect(primary),
      passwords: PASSWORDS,
      asRoot: false,
      spared: [ACCOUNTS.operator.user, ACCOUNTS.replication.user],
      onLateEnd: (text) => late.push(text),
    });
    return late;
  }
  async function switchToNext(): Promise<readonly string[]> {
    const next = (primary + 1) % 3;
    const toServerUuid = await group.uuidOf(next);
    const late = await perform({ kind: "switch-primary", to: `m${next}`, toServerUuid });
    primary = next;
    return late;
  }

  it("a schema change is seen with its session, and without its text; ended, it leaves the way free", async () => {
    const { client, end } = await group.begin(primary, LONG_ALTER);
    const operations = await operationsOf();
    expect(operations).toEqual([
      { kind: "ALTER TABLE", session: expect.any(Number), user: "app", since: expect.any(Number) },
    ]);
    await perform({ kind: "end-operations", operations });
    expect(await end).toContain("interrupted");
    expect(client.isOpen()).toBe(true);
    await vi.waitFor(async () => expect(await operationsOf()).toEqual([]), { timeout: 10_000 });
    const stop = group.writer();
    expect(await switchToNext()).toEqual([]);
    expect(await stop()).toBeLessThan(5_000);
  });

  it("an open transaction counts once it is older than a switch lets it be", async () => {
    const client = await group.connect(primary, APPLICATION);
    await client.query({ sql: "BEGIN", timeout: 5_000 });
    await client.query({ sql: "REPLACE INTO app.written VALUES (2)", timeout: 5_000 });
    expect(await operationsOf()).toEqual([]);
    await vi.waitFor(
      async () => expect(await operationsOf()).toMatchObject([{ kind: "transaction", user: "app" }]),
      { timeout: 10_000 },
    );
    await perform({ kind: "end-operations", operations: await operationsOf() });
    await client.closed;
  });

  it("what is ended is what was seen, and not what its session does later", async () => {
    const { end } = await group.begin(primary, LONG_ALTER);
    const [{ session = 0 } = {}] = await operationsOf();
    const before = { kind: "OPTIMIZE TABLE", session, user: "app", since: 0 };
    await perform({ kind: "end-operations", operations: [before] });
    expect(await operationsOf()).toHaveLength(1);
    await perform({ kind: "end-operations", operations: await operationsOf() });
    await end;
  });

  it("a schema change that nobody saw holds up writes for less than 5 s", async () => {
    const { end } = await group.begin(primary, LONG_ALTER);
    const stop = group.writer();
    await delay(300);
    expect(await switchToNext()).toEqual([HELD_UP]);
    expect(await end).not.toBe("done");
    expect(await stop()).toBeLessThan(5_000);
  });

  it("a global lock holds up writes for less than 5 s", async () => {
    const stop = group.writer();
    const locker = await group.locked(primary, APPLICATION);
    expect(await switchToNext()).toEqual([HELD_UP]);
    await locker.closed;
    expect(await stop()).toBeLessThan(5_000);
  });
});

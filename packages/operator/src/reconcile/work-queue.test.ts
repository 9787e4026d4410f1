import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WorkQueue, type WorkResult } from "./work-queue.ts";

function queueOf(work: (key: string) => Promise<WorkResult>, workers = 2) {
  const started: string[] = [];
  const pauses: number[] = [];
  const queue = new WorkQueue({
    workers,
    spacing: 10,
    firstPause: 100,
    longestPause: 1000,
    now: Date.now,
    random: () => 1,
    onFailure: (_key, _error, pause) => pauses.push(pause),
    work: (key) => {
      started.push(key);
      return work(key);
    },
  });
  return { queue, started, pauses };
}

/** Work that lasts until it is let go. */
function heldWork() {
  const releases: (() => void)[] = [];
  const work = () =>
    new Promise<WorkResult>((resolve) => {
      releases.push(() => resolve({}));
    });
  return { work, release: () => releases.shift()?.() };
}

describe("the work queue", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("works on a key once however often it was asked for", async () => {
    const { queue, started } = queueOf(async () => ({}), 1);
    const held = heldWork();
    const busy = queueOf(held.work, 1);
    busy.queue.add("a");
    for (let i = 0; i < 5; i += 1) busy.queue.add("b");
    expect(busy.started).toEqual(["a"]);
    held.release();
    await vi.advanceTimersByTimeAsync(1);
    expect(busy.started).toEqual(["a", "b"]);
    queue.add("x");
    await vi.advanceTimersByTimeAsync(100);
    expect(started).toEqual(["x"]);
    expect(queue.size).toBe(0);
  });

  it("never works on one key twice at the same time, and once more when asked meanwhile", async () => {
    const held = heldWork();
    const { queue, started } = queueOf(held.work);
    queue.add("a");
    queue.add("a");
    await vi.advanceTimersByTimeAsync(1000);
    expect(started).toEqual(["a"]);
    held.release();
    await vi.advanceTimersByTimeAsync(10);
    expect(started).toEqual(["a", "a"]);
  });

  it("keeps starts of one key apart, others go on", async () => {
    const { queue, started } = queueOf(async () => ({ again: 60_000 }));
    queue.add("a");
    await vi.advanceTimersByTimeAsync(1);
    queue.add("a");
    queue.add("b");
    await vi.advanceTimersByTimeAsync(0);
    expect(started).toEqual(["a", "b"]);
    await vi.advanceTimersByTimeAsync(10);
    expect(started).toEqual(["a", "b", "a"]);
  });

  it("looks again when the work says so, earlier when asked to", async () => {
    const { queue, started } = queueOf(async () => ({ again: 500 }));
    queue.add("a");
    await vi.advanceTimersByTimeAsync(499);
    expect(started).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(started).toHaveLength(2);
    queue.add("a", 50);
    await vi.advanceTimersByTimeAsync(50);
    expect(started).toHaveLength(3);
  });

  it("waits longer after each failure, up to a limit, and starts small again after success", async () => {
    let failing = true;
    const { queue, pauses } = queueOf(async () => {
      if (failing) throw new Error("no");
      return {};
    });
    queue.add("a");
    await vi.advanceTimersByTimeAsync(4000);
    expect(pauses).toEqual([100, 200, 400, 800, 1000, 1000, 1000]);
    failing = false;
    await vi.advanceTimersByTimeAsync(1000);
    failing = true;
    queue.add("a");
    await vi.advanceTimersByTimeAsync(20);
    expect(pauses.at(-1)).toBe(100);
  });

  it("works on no more keys than it has workers", async () => {
    const held = heldWork();
    const { queue, started } = queueOf(held.work, 2);
    for (const key of ["a", "b", "c"]) queue.add(key);
    expect(started).toEqual(["a", "b"]);
    expect(queue.running).toBe(2);
    held.release();
    await vi.advanceTimersByTimeAsync(1);
    expect(started).toEqual(["a", "b", "c"]);
  });

  it("ends when what goes on has ended, and starts nothing more", async () => {
    const held = heldWork();
    const { queue, started } = queueOf(held.work);
    queue.add("a");
    let stopped = false;
    const stopping = queue.stop().then(() => {
      stopped = true;
    });
    queue.add("b");
    await vi.advanceTimersByTimeAsync(100);
    expect(stopped).toBe(false);
    held.release();
    await stopping;
    expect(started).toEqual(["a"]);
  });
});

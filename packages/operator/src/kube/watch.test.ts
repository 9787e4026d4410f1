import { memoryUsage } from "node:process";
import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import type { KubeConnection } from "./connection.ts";
import { PODS } from "./kinds.ts";
import { watchEvents } from "./watch.ts";

function connectionWith(stream: Readable): KubeConnection {
  return {
    namespace: "default",
    send: () => Promise.reject(new Error("a watch sends nothing")),
    open: () => Promise.resolve(stream),
    close: () => undefined,
  };
}

function eventsOf(stream: Readable, silence = 1000) {
  const { signal } = new AbortController();
  return watchEvents(connectionWith(stream), PODS, {}, "1", { signal, silence });
}

async function collected<T>(events: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const event of events) all.push(event);
  return all;
}

async function collectGarbage(): Promise<void> {
  setFlagsFromString("--expose-gc");
  await delay(0);
  runInNewContext("gc")();
  setFlagsFromString("--no-expose-gc");
}

const line = (type: string, object: unknown) => `${JSON.stringify({ type, object })}\n`;
const pod = (name: string) => ({ metadata: { name, resourceVersion: "7" } });

describe("a watch", () => {
  it("gives events however the bytes arrive, and ends with the stream", async () => {
    const text = line("ADDED", pod("a")) + line("BOOKMARK", pod("")) + line("DELETED", pod("a"));
    const pieces = text.match(/.{1,7}/gs) ?? [];
    const events = await collected(eventsOf(Readable.from(pieces)));
    expect(events.map(({ type }) => type)).toEqual(["ADDED", "BOOKMARK", "DELETED"]);
  });

  it.each([
    { code: 410, fault: "kube-gone" },
    { code: 500, fault: "kube-unavailable" },
  ])("throws $fault for an error event with code $code", async ({ code, fault }) => {
    const stream = Readable.from([line("ERROR", { code, message: "too old" })]);
    await expect(collected(eventsOf(stream))).rejects.toMatchObject({
      code: fault,
      message: `the watch of pods ended: ${code} too old`,
    });
  });

  it("holds no event of the past while it goes on", async () => {
    const stream = new Readable({ read: () => undefined });
    const events = eventsOf(stream, 60_000);
    const text = "x".repeat(200_000);
    await collectGarbage();
    const before = memoryUsage().heapUsed;
    for (let index = 0; index < 100; index++) {
      stream.push(line("MODIFIED", { ...pod(`p${index}`), text }));
      await events.next();
    }
    await collectGarbage();
    expect(memoryUsage().heapUsed - before).toBeLessThan(5_000_000);
    await events.return(undefined);
  });

  it("throws when nothing is heard", async () => {
    const stream = new Readable({ read: () => undefined });
    await expect(collected(eventsOf(stream, 30))).rejects.toMatchObject({
      code: "kube-unavailable",
      message: "the watch of pods was silent for 30 ms",
    });
    expect(stream.destroyed).toBe(true);
  });
});

import { Readable } from "node:stream";
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

  it("throws when nothing is heard", async () => {
    const stream = new Readable({ read: () => undefined });
    await expect(collected(eventsOf(stream, 30))).rejects.toMatchObject({
      code: "kube-unavailable",
      message: "the watch of pods was silent for 30 ms",
    });
    expect(stream.destroyed).toBe(true);
  });
});

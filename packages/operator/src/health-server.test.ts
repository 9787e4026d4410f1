import type { Server } from "node:http";
import { afterEach, beforeEach, expect, it } from "vitest";
import { serveHealth } from "./health-server.ts";
import { createMetrics } from "./metrics.ts";

let server: Server;
let sickness: string | undefined;
let unreadiness: string | undefined;

beforeEach(async () => {
  sickness = undefined;
  unreadiness = "the caches are not filled yet";
  const metrics = createMetrics();
  metrics.steps.inc({ kind: "join", outcome: "performed" });
  server = await serveHealth(0, { sickness: () => sickness, unreadiness: () => unreadiness }, metrics);
});
afterEach(() => {
  server.close();
});

async function answerTo(path: string): Promise<readonly [status: number, text: string]> {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  return [answer.status, await answer.text()];
}

it("says whether it lives and whether it is ready", async () => {
  expect(await answerTo("/healthz")).toEqual([200, "ok\n"]);
  expect(await answerTo("/readyz")).toEqual([503, "the caches are not filled yet\n"]);
  unreadiness = undefined;
  sickness = "nothing heard";
  expect(await answerTo("/readyz")).toEqual([200, "ok\n"]);
  expect(await answerTo("/healthz")).toEqual([503, "nothing heard\n"]);
});

it("serves its metrics, and nothing else", async () => {
  const [status, text] = await answerTo("/metrics");
  expect(status).toBe(200);
  expect(text).toContain('grampus_steps_total{kind="join",outcome="performed"} 1');
  expect(await answerTo("/")).toEqual([404, "not found\n"]);
});

import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { type Command, costOf, peakMemory } from "./child.ts";

function node(script: string): Command {
  return { program: process.execPath, arguments: ["--eval", script], directory: import.meta.dirname };
}

test("the wall time is that of the whole process", async () => {
  const { wall } = await costOf(node("setTimeout(() => {}, 300)"));
  expect(wall).toBeGreaterThan(300);
});

test("a command that fails is an error with what it said", async () => {
  await expect(costOf(node('console.error("no disk"); process.exit(3)'))).rejects.toThrow(
    /ended with 3:\nno disk/,
  );
});

test.runIf(existsSync("/proc/self/stat"))("processor time is that of work, not of waiting", async () => {
  const [waiting, working] = [
    await costOf(node("setTimeout(() => {}, 500)")),
    await costOf(
      node("const end = process.cpuUsage().user + 500_000; while (process.cpuUsage().user < end);"),
    ),
  ];
  expect(waiting.processor).toBeLessThan(400);
  expect(working.processor).toBeGreaterThanOrEqual(490);
});

test.runIf(existsSync("/proc/self/status"))("the peak counts the memory of children", async () => {
  const hold = "Buffer.alloc(150 * 2 ** 20, 1); setTimeout(() => {}, 200)";
  const child = `require("node:child_process").execFileSync(process.execPath, ["--eval", ${JSON.stringify(hold)}])`;
  const alone = (await peakMemory(node("setTimeout(() => {}, 200)"))) ?? 0;
  expect(await peakMemory(node(hold))).toBeGreaterThan(alone + 140);
  expect(await peakMemory(node(child))).toBeGreaterThan(alone + 140);
});

import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { type Command, peakMemory, wallTime } from "./child.ts";

function node(script: string): Command {
  return { program: process.execPath, arguments: ["--eval", script], directory: import.meta.dirname };
}

test("the wall time is that of the whole process", async () => {
  expect(await wallTime(node("setTimeout(() => {}, 300)"))).toBeGreaterThan(300);
});

test("a command that fails is an error with what it said", async () => {
  await expect(wallTime(node('console.error("no disk"); process.exit(3)'))).rejects.toThrow(
    /ended with 3:\nno disk/,
  );
});

test.runIf(existsSync("/proc/self/status"))("the peak counts the memory of children", async () => {
  const hold = "Buffer.alloc(150 * 2 ** 20, 1); setTimeout(() => {}, 200)";
  const child = `require("node:child_process").execFileSync(process.execPath, ["--eval", ${JSON.stringify(hold)}])`;
  const alone = (await peakMemory(node("setTimeout(() => {}, 200)"))) ?? 0;
  expect(await peakMemory(node(hold))).toBeGreaterThan(alone + 140);
  expect(await peakMemory(node(child))).toBeGreaterThan(alone + 140);
});

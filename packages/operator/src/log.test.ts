import { expect, test } from "vitest";
import { jsonLog, LOG_LEVELS, type LogLevel } from "./log.ts";

function linesWrittenAt(least: LogLevel): readonly unknown[] {
  const lines: unknown[] = [];
  const log = jsonLog(
    (line) => lines.push(JSON.parse(line)),
    () => new Date(0),
    least,
  );
  for (const level of LOG_LEVELS) log(level, `a ${level}`, { cluster: "orders" });
  return lines;
}

test("a line is JSON with time, level, message and fields", () => {
  expect(linesWrittenAt("error")).toEqual([
    { time: "1970-01-01T00:00:00.000Z", level: "error", message: "a error", cluster: "orders" },
  ]);
});

test.each([
  ["debug", ["debug", "info", "warn", "error"]],
  ["info", ["info", "warn", "error"]],
  ["warn", ["warn", "error"]],
  ["error", ["error"]],
] as const)("at %s it writes %j", (least, levels) => {
  expect(linesWrittenAt(least)).toMatchObject(levels.map((level) => ({ level })));
});

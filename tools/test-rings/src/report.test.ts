import { expect, test } from "vitest";
import { parseReport } from "./report.ts";

const RUN = { workspace: "a", root: "/repository", startedAt: 0 };

function report(...testResults: readonly object[]): string {
  return JSON.stringify({ startTime: 1_000, success: true, testResults });
}

function assertion(status: string, fullName = "a test", failureMessages: readonly string[] = []) {
  return { status, fullName, failureMessages };
}

test("counts every test once; what neither passed nor failed was skipped", () => {
  const statuses = ["passed", "passed", "failed", "skipped", "pending", "todo"];
  const json = report({
    name: "/repository/a.test.ts",
    status: "failed",
    assertionResults: statuses.map((s) => assertion(s)),
  });
  expect(parseReport(json, RUN)).toMatchObject({
    passed: 2,
    skipped: 3,
    failures: [{ file: "a.test.ts" }],
  });
});

test("a failure has the first line of its message", () => {
  const failed = assertion("failed", "adds up", ["Error: expected 1 to be 2\n    at here"]);
  expect(
    parseReport(report({ name: "/repository/a.test.ts", status: "failed", assertionResults: [failed] }), RUN)
      ?.failures,
  ).toEqual([{ file: "a.test.ts", test: "adds up", message: "Error: expected 1 to be 2" }]);
});

test("a file that could not be run is one failure", () => {
  const json = report({
    name: "/repository/a.test.ts",
    status: "failed",
    message: "boom\nstack",
    assertionResults: [],
  });
  expect(parseReport(json, RUN)?.failures).toEqual([{ file: "a.test.ts", message: "boom" }]);
});

test("a file that failed after its tests passed is one failure", () => {
  const json = report({
    name: "/repository/a.test.ts",
    status: "failed",
    assertionResults: [assertion("passed")],
  });
  expect(parseReport(json, RUN)).toMatchObject({
    passed: 1,
    failures: [{ message: "the file could not be run" }],
  });
});

test("a report from before this run came from the cache", () => {
  expect(parseReport(report(), { ...RUN, startedAt: 1_001 })?.cached).toBe(true);
  expect(parseReport(report(), { ...RUN, startedAt: 1_000 })?.cached).toBe(false);
});

test.each(["", "{", "[]", "null", '{"testResults":{}}', '{"testResults":[]}'])("%j is no report", (json) => {
  expect(parseReport(json, RUN)).toBeUndefined();
});

test.each([
  [[], "there is no test to run"],
  [
    [{ name: "/repository/a.test.ts", status: "passed", assertionResults: [assertion("passed")] }],
    "an error outside of any test",
  ],
])("a run that failed without a failed test is one failure", (testResults, message) => {
  const json = JSON.stringify({ startTime: 1_000, success: false, testResults });
  expect(parseReport(json, RUN)?.failures).toEqual([{ file: "a", message }]);
});

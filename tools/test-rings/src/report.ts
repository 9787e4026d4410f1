import { relative } from "node:path";

/** A test or a test file that failed. */
export interface Failure {
  readonly file: string;
  /** Full name of the test; absent when the file itself could not be run. */
  readonly test?: string;
  readonly message: string;
}

/** Which run a report has to be about. */
export interface ReportedRun {
  readonly workspace: string;
  /** The repository; failures name their files from here. */
  readonly root: string;
  /** When this run began, in milliseconds since the epoch; an older report came out of the cache. */
  readonly startedAt: number;
}

/** What one workspace's part of a ring came to. */
export interface RingResult {
  readonly passed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
  /** Whether the result was kept from an earlier run with the same inputs. */
  readonly cached: boolean;
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function objects(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function firstLine(value: string): string {
  return value.split("\n", 1)[0] ?? "";
}

function failuresOf(file: JsonObject, root: string): readonly Failure[] {
  const name = relative(root, text(file.name));
  const failed = objects(file.assertionResults)
    .filter((test) => test.status === "failed")
    .map((test) => {
      const [message] = Array.isArray(test.failureMessages) ? test.failureMessages : [];
      return { file: name, test: text(test.fullName), message: firstLine(text(message)) };
    });
  if (file.status !== "failed" || failed.length > 0) return failed;
  return [{ file: name, message: firstLine(text(file.message)) || "the file could not be run" }];
}

/** Reads what vitest's JSON reporter wrote; `undefined` when the text is no such report. A run without tests has failed. */
export function parseReport(json: string, run: ReportedRun): RingResult | undefined {
  let report: unknown;
  try {
    report = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (!isObject(report) || !Array.isArray(report.testResults) || typeof report.startTime !== "number") {
    return undefined;
  }
  const files = objects(report.testResults);
  const tests = files.flatMap((file) => objects(file.assertionResults));
  const passed = tests.filter((test) => test.status === "passed").length;
  const failed = tests.filter((test) => test.status === "failed").length;
  const failures = files.flatMap((file) => failuresOf(file, run.root));
  if (report.success !== true && failures.length === 0) {
    const message = tests.length === 0 ? "there is no test to run" : "an error outside of any test";
    failures.push({ file: run.workspace, message });
  }
  return {
    passed,
    skipped: tests.length - passed - failed,
    failures,
    cached: report.startTime < run.startedAt,
  };
}

/** The result of a part that left no report: one failure, so that it cannot go unseen. */
export function missingReport(workspace: string, script: string): RingResult {
  const message = `npm run ${script} ended without a report; see its output above`;
  return { passed: 0, skipped: 0, failures: [{ file: workspace, message }], cached: false };
}

import { describe, expect, test } from "vitest";
import { missingReport, type RingResult } from "./report.ts";
import { RINGS, unknownRingScripts } from "./ring.ts";
import { exitCodeOf, type Part, type Run, summaryText } from "./summary.ts";

function part(ringName: string, workspace: string, result: Partial<RingResult>): Part {
  const ring = RINGS.find(({ name }) => name === ringName);
  if (ring === undefined) throw new RangeError(ringName);
  return { ring, workspace, result: { passed: 0, skipped: 0, failures: [], cached: false, ...result } };
}

function run(parts: readonly Part[], rest: Partial<Run> = {}): Run {
  return { parts, brokenRings: [], nothingMayBeSkipped: false, ...rest };
}

describe("summaryText", () => {
  test("ends with the counts of all rings", () => {
    const parts = [
      part("pure", "@grampus/api", { passed: 120, cached: true }),
      part("pure", "grampus", { passed: 3 }),
      part("servers", "@grampus/api", { passed: 40 }),
    ];
    expect(summaryText(run(parts))).toMatchInlineSnapshot(`
      "ring     workspace     passed  failed  skipped
      pure     @grampus/api     120       0        0  cached
      pure     grampus            3       0        0
      servers  @grampus/api      40       0        0

      163 passed, 0 failed
      "
    `);
  });

  test("names failures, and what a skipped ring needs", () => {
    const parts = [
      part("pure", "grampus", {
        passed: 3,
        failures: [{ file: "src/a.test.ts", test: "adds up", message: "expected 1 to be 2" }],
      }),
      part("reference", "kustomize-ts", { skipped: 2 }),
      { ...part("servers", "@grampus/api", {}), result: missingReport("@grampus/api", "test:servers") },
    ];
    expect(
      summaryText(run(parts, { brokenRings: ["reference"], nothingMayBeSkipped: true })),
    ).toMatchInlineSnapshot(`
      "ring       workspace     passed  failed  skipped
      pure       grampus            3       1        0
      reference  kustomize-ts       0       0        2
      servers    @grampus/api       0       1        0

      failed in pure: src/a.test.ts > adds up: expected 1 to be 2
      failed in servers: @grampus/api: npm run test:servers ended without a report; see its output above
      failed in reference: an error outside of any test; see its output above

      skipped in reference: 2; it needs kustomize v5.8.1, and the interpreters of Argo CD and Flux: put Go in PATH (they are then built once); GRAMPUS_KUSTOMIZE names a kustomize; here nothing may be skipped

      3 passed, 3 failed, 2 skipped
      "
    `);
  });
});

describe("exitCodeOf", () => {
  const green = part("pure", "a", { passed: 1 });
  test.each<[string, Run, 0 | 1]>([
    ["tests ran and passed", run([green]), 0],
    ["a test failed", run([green, part("pure", "b", { failures: [{ file: "x", message: "y" }] })]), 1],
    ["a ring broke outside of its tests", run([green], { brokenRings: ["servers"] }), 1],
    ["nothing ran", run([]), 1],
    ["everything was skipped", run([part("servers", "a", { skipped: 4 })]), 1],
    ["some were skipped on a laptop", run([green, part("servers", "a", { skipped: 4 })]), 0],
    [
      "some were skipped where nothing may be",
      run([part("pure", "a", { passed: 1, skipped: 1 })], { nothingMayBeSkipped: true }),
      1,
    ],
  ])("%s", (_name, given, expected) => {
    expect(exitCodeOf(given)).toBe(expected);
  });
});

test("a test script that belongs to no ring is found", () => {
  const scripts = ["test", "test:servers", "test:reference", "test:other", "typecheck", "pretest"];
  expect(unknownRingScripts([{ name: "a", scripts }])).toEqual(["a: test:other"]);
});

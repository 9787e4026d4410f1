import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

function simulateWith(...args: readonly string[]) {
  const program = join(import.meta.dirname, "main.ts");
  return spawnSync(process.execPath, [program, ...args], { encoding: "utf8" });
}

it.each([
  ["--runs", "0"],
  ["--steps", "0"],
  ["--steps", "1.5"],
])("%s %s is refused: a run that tries nothing proves nothing", (...args) => {
  const { status, stdout, stderr } = simulateWith(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("Usage: npm run simulate");
});

it("ends without a word when nobody reads what it prints", () => {
  const program = join(import.meta.dirname, "main.ts");
  const pipeline = `set -o pipefail; "${process.execPath}" "${program}" --steps 50 --runs 2 | true`;
  const { status, stderr } = spawnSync("bash", ["-c", pipeline], { encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

it("runs what it was asked for", () => {
  const { status, stdout } = simulateWith("--seed", "0", "--steps", "50", "--runs", "2");
  expect(stdout).toMatch(/seeds 0 to 1: \d+ steps in .* 0 violations\n$/);
  expect(status).toBe(0);
});

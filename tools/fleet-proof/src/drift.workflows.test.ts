import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Runner, runner } from "./testing/github.ts";
import { type Clone, type SharedRepository, sharedRepository } from "./testing/shared-repository.ts";
import { ranScript, runSteps, workflow } from "./testing/workflow.ts";

let github: Runner;
let repository: SharedRepository;
let clone: Clone;

beforeAll(() => {
  github = runner();
  repository = sharedRepository();
  clone = repository.clone("schedule");
});

afterAll(() => {
  repository.remove();
  github.remove();
});

const steps = new Map(
  runSteps(workflow("fleet-drift"), "drift").map(({ name, script }) => [name, script] as const),
);

function ran(step: string, env: Readonly<Record<string, string>> = {}): number | null {
  return ranScript(steps.get(step) ?? "false", clone.root, { ...github.env, ...env }).exitCode;
}

/** A run on schedule in which nothing is asked of Kubernetes. */
function scheduled(): void {
  const committed = ran("What is committed is what the definitions give") === 0 ? "success" : "failure";
  const env = {
    GH_REPO: "acme/fleet",
    RUN_URL: "https://github.example/runs/8",
    RENDERED: "skipped",
    RUNNING: "skipped",
  };
  expect(ran("One issue, opened, updated or closed", { ...env, COMMITTED: committed })).toBe(0);
}

test("an issue stays open while the manifests cannot be made", () => {
  const env = { GH_REPO: "acme/fleet", RUN_URL: "https://github.example/runs/9", COMMITTED: "success" };
  const told = (rendered: string, running: string) =>
    ran("One issue, opened, updated or closed", { ...env, RENDERED: rendered, RUNNING: running });
  writeFileSync(path.join(clone.root, "rendered.txt"), "error: no such file\n");
  expect(told("failure", "skipped")).toBe(0);
  expect(github.state().issues).toMatchObject([{ isOpen: true }]);
  expect(github.state().issues[0]?.body).toContain("### `rendered`\n\n~~~~\nerror: no such file\n");
  expect(told("failure", "skipped")).toBe(0);
  expect(github.state().issues).toMatchObject([{ isOpen: true }]);
  rmSync(path.join(clone.root, "rendered.txt"));
  expect(told("success", "success")).toBe(0);
  expect(github.state().issues).toMatchObject([{ isOpen: false }]);
  github.change({ issues: [] });
});

test("one issue is opened, updated, and closed when nothing differs", () => {
  scheduled();
  expect(github.state().issues).toEqual([]);
  const overlay = "environments/prod/clusters/orders/kustomization.yaml";
  const before = clone.text(overlay);
  writeFileSync(path.join(clone.root, overlay), `${before}# by hand\n`);
  scheduled();
  const [first, ...others] = github.state().issues;
  expect(others).toEqual([]);
  expect(first).toMatchObject({ isOpen: true, label: "grampus-drift", title: "The fleet has drifted" });
  expect(first?.body).toContain("### `committed`\n\n~~~~\n");
  expect(first?.body).toContain(`${overlay}`);
  expect(first?.body).toContain("check/out-of-date");
  rmSync(path.join(clone.root, "environments/dev/clusters/mysql"), { recursive: true });
  scheduled();
  const [second, ...more] = github.state().issues;
  expect(more).toEqual([]);
  expect(second?.body).toContain("environments/dev/clusters/mysql");
  clone.git("checkout", "--quiet", "HEAD", "--", ".");
  scheduled();
  expect(github.state().issues).toEqual([{ ...second, isOpen: false }]);
});

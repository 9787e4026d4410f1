import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { REPOSITORY } from "./repository.ts";
import { workflow } from "./testing/workflow.ts";

const FOLDER = path.join(REPOSITORY, ".github/workflows");
const NAMES = readdirSync(FOLDER)
  .filter((file) => file.startsWith("fleet-"))
  .map((file) => path.basename(file, ".yml"));

/** What each workflow may do beyond reading the repository, job by job. */
const PERMISSIONS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "fleet-pull-request": { "code-scanning": ["actions: read", "security-events: write"] },
  "fleet-promotion": { promote: ["contents: write", "pull-requests: write", "actions: write"] },
  "fleet-drift": { drift: ["contents: read", "issues: write"] },
  "fleet-comment": { comment: ["actions: read", "pull-requests: write"] },
};

test("each workflow is one that the page says something about", () => {
  expect(NAMES).toEqual(Object.keys(PERMISSIONS).sort());
  const page = readFileSync(path.join(REPOSITORY, "docs/ci.md"), "utf8");
  for (const name of NAMES) expect(page).toContain(`.github/workflows/${name}.yml`);
});

describe.each(NAMES)("%s", (name) => {
  const text = readFileSync(path.join(FOLDER, `${name}.yml`), "utf8");
  const { on, permissions, jobs } = workflow(name);

  test("never gives a change from a fork a token that can write", () => {
    expect(Object.keys(on)).not.toContain("pull_request_target");
    expect([{}, { contents: "read" }]).toContainEqual(permissions);
    const more = Object.entries(jobs).flatMap(([job, { permissions: own }]) =>
      own === undefined ? [] : [[job, Object.entries(own).map(([scope, right]) => `${scope}: ${right}`)]],
    );
    expect(Object.fromEntries(more)).toEqual(PERMISSIONS[name]);
  });

  test("takes actions by commit, GitHub's own ones only", () => {
    const uses = Object.values(jobs).flatMap(({ steps }) => steps.flatMap((step) => step.uses ?? []));
    for (const action of uses) {
      expect(action).toMatch(/^actions\/(checkout|setup-node|upload-artifact)@[0-9a-f]{40}$/);
    }
    expect(text.match(/uses: .*/g) ?? []).toHaveLength(uses.length);
    for (const line of text.match(/uses: .*/g) ?? []) expect(line).toMatch(/ # v\d+\.\d+\.\d+$/);
  });

  test("leaves no credentials in the working tree, and runs no script of a package", () => {
    const steps = Object.values(jobs).flatMap((job) => job.steps);
    for (const step of steps.filter(({ uses }) => uses?.startsWith("actions/checkout"))) {
      expect(step.with).toMatchObject({ "persist-credentials": false });
    }
    for (const { run = "" } of steps) {
      const harmless = run.replaceAll("cd / && npm config get registry", "");
      if (harmless.includes("npm ")) expect(run).toBe("npm ci --ignore-scripts");
    }
  });

  test("puts no expression into a script", () => {
    for (const { steps } of Object.values(jobs))
      for (const { run = "" } of steps) expect(run).not.toContain("${{");
  });
});

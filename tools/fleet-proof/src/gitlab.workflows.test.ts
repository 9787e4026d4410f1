import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { type Runner, runner } from "./testing/github.ts";
import { pageBlock } from "./testing/page.ts";
import { type Clone, type SharedRepository, sharedRepository } from "./testing/shared-repository.ts";
import { ranScript, runSteps, workflow } from "./testing/workflow.ts";

const pipeline: Readonly<Record<string, { readonly script?: readonly string[] }>> = parse(
  pageBlock("ci.md", "yaml"),
);

function scripts(job: string): readonly string[] {
  return pipeline[job]?.script ?? [];
}

/** A command without what is different on each side: how the commit it compares with is called, and who reads it. */
function withoutPlace(command: string): string {
  return command
    .replace(/"(origin\/\$BASE|\$CI_MERGE_REQUEST_DIFF_BASE_SHA)"/, "BASE")
    .replace(/"(\$FAIL_ON|\$\{FLEET_FAIL_ON:-irreversible\})"/, "CLASS")
    .replace(/ --format github| > \S+( 2>&1)?$/g, "");
}

let github: Runner;
let repository: SharedRepository;
let clone: Clone;

beforeAll(() => {
  github = runner();
  repository = sharedRepository();
  clone = repository.clone("merge-request");
  clone.edit("clusters/billing/cluster.ts", "max_connections: 200", "max_connections: 250");
  expect(ranScript("npx grampus compile --no-types", clone.root, github.env).exitCode).toBe(0);
  clone.git("commit", "--quiet", "--all", "--message", "larger");
});

afterAll(() => {
  repository.remove();
  github.remove();
});

test("GitLab runs the commands that GitHub runs", () => {
  const known = [
    ...["plan", "class", "gates"].flatMap((job) => runSteps(workflow("fleet-pull-request"), job)),
    ...runSteps(workflow("fleet-promotion"), "promote"),
    ...runSteps(workflow("fleet-drift"), "drift"),
  ].flatMap(({ script }) => script.split("\n").map((line) => withoutPlace(line.trim())));
  const commands = Object.keys(pipeline)
    .flatMap(scripts)
    .filter((line) => line.includes("npx grampus"));
  expect(commands.length).toBeGreaterThan(4);
  for (const command of commands) expect(known).toContain(withoutPlace(command));
});

test("each job of a merge request is green for a change that may be merged", () => {
  const base = clone.git("rev-parse", "HEAD~1").trim();
  for (const script of [...scripts("plan"), ...scripts("class"), ...scripts("gates"), ...scripts("drift")]) {
    const run = ranScript(script, clone.root, { ...github.env, CI_MERGE_REQUEST_DIFF_BASE_SHA: base });
    expect([script, run.exitCode], run.output).toEqual([script, 0]);
  }
  expect(clone.text("plan.md")).toContain("<code>dev/billing</code>");
});

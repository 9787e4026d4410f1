import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Runner, runner } from "./testing/github.ts";
import { ranScript, runSteps, type ScriptRun, workflow } from "./testing/workflow.ts";

const PULL = { number: 12, owner: "acme", branch: "larger", base: "main", sha: "abc" };
const MARK = "<!-- grampus plan -->";

let github: Runner;

beforeEach(() => {
  github = runner();
  github.change({ pulls: [{ ...PULL, number: 11, owner: "stranger" }, PULL] });
});

afterEach(() => github.remove());

/** Leaves an artefact as a run of the first workflow does. */
function leave(comment: string, size = 500): void {
  const directory = path.join(github.directory, "artefact");
  mkdirSync(directory, { recursive: true });
  writeFileSync(path.join(directory, "comment.md"), comment);
  github.change({ artifacts: { "plan-comment": { directory, size } } });
}

/** Runs the steps of the workflow, as long as they succeed, and gives the last one. */
function commented(env: Readonly<Record<string, string>> = {}): ScriptRun {
  let last: ScriptRun = { exitCode: null, output: "" };
  for (const { name, script } of runSteps(workflow("fleet-comment"), "comment")) {
    const number = github.outputs().number ?? "";
    if (number === "" && name !== "The open pull request whose newest commit was planned") break;
    last = ranScript(script, github.directory, {
      ...github.env,
      GH_REPO: "acme/fleet",
      BASE: "main",
      RUN: "7",
      RUN_URL: "https://github.example/runs/7",
      HEAD_REPO: "acme/fleet",
      HEAD_OWNER: "acme",
      HEAD_BRANCH: "larger",
      HEAD_SHA: "abc",
      NUMBER: number,
      ...env,
    });
    if (last.exitCode !== 0) break;
  }
  return last;
}

test("the second plan of a pull request replaces the first, and nobody else's comment", () => {
  const others = [
    { id: 1, pull: 12, login: "eve", body: `${MARK}\nnot the plan` },
    { id: 2, pull: 12, login: "github-actions[bot]", body: "another workflow" },
    { id: 3, pull: 11, login: "github-actions[bot]", body: `${MARK}\nanother pull request` },
  ];
  github.change({ comments: others });
  leave(`${MARK}\n### Plan: first\n`);
  expect(commented()).toEqual({ exitCode: 0, output: "" });
  const written = { id: 103, pull: 12, login: "github-actions[bot]" };
  expect(github.state().comments).toEqual([
    ...others,
    { ...written, body: `${MARK}\n${MARK}\n### Plan: first\n` },
  ]);
  leave(`${MARK}\n### Plan: second\n`);
  expect(commented()).toEqual({ exitCode: 0, output: "" });
  expect(github.state().comments).toEqual([
    ...others,
    { ...written, body: `${MARK}\n${MARK}\n### Plan: second\n` },
  ]);
});

test("a fork's text is said to be one, and calls nobody", () => {
  leave("ping @acme/team-dba\n");
  commented({ HEAD_REPO: "stranger/fleet", HEAD_OWNER: "stranger" });
  expect(github.state().comments).toEqual([
    {
      id: 100,
      pull: 11,
      login: "github-actions[bot]",
      body: `${MARK}\n> From [a run](https://github.example/runs/7) of the fork stranger/fleet, whose author can have changed how it was made.\n\nping @\u200bacme/team-dba\n`,
    },
  ]);
});

test("a run of a commit that is not the newest any more writes nothing", () => {
  leave("old\n");
  expect(commented({ HEAD_SHA: "abb" })).toEqual({ exitCode: 0, output: "" });
  expect(github.state().comments).toEqual([]);
});

test("a text that is too long for a comment is cut between two characters", () => {
  leave(`${"→".repeat(59_999)}𝒳${"x".repeat(10_000)}`);
  expect(commented().exitCode).toBe(0);
  expect(github.state().comments[0]?.body).toBe(`${MARK}\n${"→".repeat(59_999)}`);
});

test.each([
  ["is missing", () => {}, "has 0 bytes; allowed: 1 to 200000"],
  ["is too large", () => leave("x", 200_001), "has 200001 bytes; allowed: 1 to 200000"],
  ["is empty", () => leave(""), "holds no text in comment.md"],
  [
    "is a link",
    () => {
      const directory = path.join(github.directory, "links");
      mkdirSync(directory);
      symlinkSync("/etc/hostname", path.join(directory, "comment.md"));
      github.change({ artifacts: { "plan-comment": { directory, size: 100 } } });
    },
    "holds no text in comment.md",
  ],
])("an artefact that %s fails the run, and says so", (_, prepare, message) => {
  prepare();
  const run = commented();
  expect(run.output).toContain(
    `::error::the artefact plan-comment of https://github.example/runs/7 ${message}`,
  );
  expect(run.exitCode).toBe(1);
  expect(github.state().comments).toEqual([]);
});

test("the workflow that writes knows nothing of the change but this text", () => {
  const { on, permissions, jobs } = workflow("fleet-comment");
  expect(Object.keys(on)).toEqual(["workflow_run"]);
  expect(permissions).toEqual({});
  expect(jobs.comment?.permissions).toEqual({ actions: "read", "pull-requests": "write" });
  expect(jobs.comment?.steps.filter(({ uses }) => uses !== undefined)).toEqual([]);
});

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { GitHubState } from "./testing/gh.ts";
import { type Runner, runner } from "./testing/github.ts";
import { type Clone, type SharedRepository, sharedRepository } from "./testing/shared-repository.ts";
import { ranScript, runSteps, type ScriptRun, workflow } from "./testing/workflow.ts";

const ORDERS = "clusters/orders/cluster.ts";
const RINGS = '  after: "staging",\n  rings: { canary: ["billing"], rest: ["orders"] },\n';
const INSTALL = "npm ci --ignore-scripts";
const BRANCH = "fleet/promotion/staging/all";

let github: Runner;
let repository: SharedRepository;
let engineer: Clone;

beforeAll(() => {
  github = runner();
  repository = sharedRepository();
  engineer = repository.clone("engineer");
  engineer.edit("environments/prod/environment.ts", '  after: "staging",\n', RINGS);
  merge();
});

beforeEach(() => {
  engineer.git("fetch", "--quiet");
  engineer.git("checkout", "--quiet", "--detach", "origin/main");
});

afterAll(() => {
  repository.remove();
  github.remove();
});

function grampus(command: string): void {
  const run = ranScript(`npx grampus ${command}`, engineer.root, github.env);
  expect(run.exitCode, run.output).toBe(0);
}

/** Brings what the engineer has into main. */
function merge(): void {
  engineer.git("add", "--all");
  engineer.git("commit", "--quiet", "--message", "change");
  engineer.git("push", "--quiet", "origin", "HEAD:main");
}

function released(before: string, after: string): void {
  engineer.edit(ORDERS, before, after);
  grampus("compile --no-types");
  grampus("release orders");
  merge();
}

let clones = 0;

/** A run of a job for a ring, in a clone of its own: what each step came to, until one fails. */
function ran(job: string, env: Readonly<Record<string, string>>): readonly ScriptRun[] {
  clones += 1;
  const clone = repository.clone(`run-${clones}`);
  const runs: ScriptRun[] = [];
  for (const { script } of runSteps(workflow("fleet-promotion"), job)) {
    if (script === INSTALL) continue;
    const run = ranScript(script, clone.root, { ...github.env, GH_REPO: "acme/fleet", BASE: "main", ...env });
    runs.push(run);
    if (run.exitCode !== 0) break;
  }
  return runs;
}

function promotedToStaging(): string {
  const runs = ran("promote", {
    ENVIRONMENT: "staging",
    RING: "",
    BRANCH,
    TITLE: "Promotion to staging",
  });
  expect(
    runs.map(({ exitCode }) => exitCode),
    runs.at(-1)?.output,
  ).toEqual([0, 0]);
  return runs.at(-1)?.output ?? "";
}

function proposedCommit(): string {
  return engineer.git("ls-remote", "origin", `refs/heads/${BRANCH}`).split("\t")[0] ?? "";
}

function pulls(): GitHubState["pulls"] {
  return github.state().pulls;
}

test("a job is made for each ring of what follows releases", () => {
  expect(ran("rings", {}).map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  expect(JSON.parse(github.outputs().status ?? "")).toMatchObject({
    rings: [
      { environment: "staging" },
      { environment: "prod", ring: "canary" },
      { environment: "prod", ring: "rest" },
    ],
  });
});

test("an environment that is mistyped is red, and one that is not is not", () => {
  const [, mistyped] = ran("rings", { ENVIRONMENT: "stagin" });
  expect(mistyped).toEqual({
    exitCode: 1,
    output: "::error::no environment stagin follows releases; those that do: prod, staging\n",
  });
  expect(ran("rings", { ENVIRONMENT: "staging" }).map(({ exitCode }) => exitCode)).toEqual([0, 0]);
});

test("nothing waits: green, and no pull request", () => {
  expect(promotedToStaging()).toContain("Nothing is proposed.");
  expect(pulls()).toEqual([]);
  expect(proposedCommit()).toBe("");
});

test("what waits is one pull request, which stays as it is until something else waits", () => {
  released("max_connections: 500", "max_connections: 600");
  promotedToStaging();
  expect(pulls()).toMatchObject([{ branch: BRANCH, base: "main", title: "Promotion to staging" }]);
  expect(pulls()[0]?.body).toContain("staging/orders: release 1 → 2; release 2 never ran in staging\n");
  expect(github.state().runs).toEqual([`fleet-pull-request.yml ${BRANCH}`]);
  const first = proposedCommit();

  engineer.edit("clusters/billing/cluster.ts", "max_connections: 200", "max_connections: 250");
  grampus("compile --no-types");
  merge();
  expect(promotedToStaging()).toContain(`${BRANCH} proposes this already.`);
  expect(proposedCommit()).toBe(first);
  expect(github.state().runs).toHaveLength(1);

  released("max_connections: 600", "max_connections: 700");
  promotedToStaging();
  expect(pulls()).toHaveLength(1);
  expect(pulls()[0]?.body).toContain("staging/orders: release 1 → 3; release 3 never ran in staging\n");
  expect(proposedCommit()).not.toBe(first);
  expect(github.state().runs).toHaveLength(2);
});

test("what a gate holds is not proposed, and is red in the pull request that proposed it before", () => {
  const gates = (clone: Clone) => {
    const script = runSteps(workflow("fleet-pull-request"), "gates").at(-1)?.script ?? "false";
    return ranScript(script, clone.root, { ...github.env, BASE: "main" });
  };
  engineer.edit("environments/staging/environment.ts", "defineEnvironment,", "defineEnvironment, soak,");
  engineer.edit(
    "environments/staging/environment.ts",
    '  after: "dev",',
    '  after: "dev",\n  gates: [soak("48h")],',
  );
  grampus("compile --no-types");
  merge();
  engineer.git("fetch", "--quiet");
  expect(gates(engineer)).toMatchObject({ exitCode: 0 });
  const before = pulls();
  const held = ran("promote", { ENVIRONMENT: "staging", RING: "", BRANCH, TITLE: "Promotion" }).at(-1);
  expect(held?.output).toContain("Nothing is proposed.\n");
  expect(held?.output).toContain("staging/orders: left as it is; soak holds: ");
  expect(held?.exitCode).toBe(0);
  expect(pulls()).toEqual(before);
  const clone = repository.clone("gates");
  clone.git("checkout", "--quiet", "--detach", "origin/main");
  clone.git("merge", "--quiet", "--no-ff", "--no-edit", `origin/${BRANCH}`);
  const asked = gates(clone);
  expect(asked.output).toContain("error gate/holds: soak holds release 3 back from staging/orders");
  expect(asked.exitCode).toBe(1);
});

test("a ring is promoted alone, and not before the environment before runs it", () => {
  const prod = (ring: string) =>
    ran("promote", {
      ENVIRONMENT: "prod",
      RING: ring,
      BRANCH: `fleet/promotion/prod/${ring}`,
      TITLE: `Promotion to prod, ring ${ring}`,
    }).at(-1)?.output;
  expect(prod("rest")).toContain("Nothing is proposed.");
  engineer.git("merge", "--quiet", "--no-edit", `origin/${BRANCH}`);
  engineer.git("push", "--quiet", "origin", "HEAD:main");
  expect(prod("canary")).toContain("Nothing is proposed.");
  prod("rest");
  expect(pulls().at(-1)).toMatchObject({
    branch: "fleet/promotion/prod/rest",
    title: "Promotion to prod, ring rest",
    body: expect.stringContaining("prod/orders: release 1 → 3"),
  });
});

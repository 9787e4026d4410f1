import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Runner, runner } from "./testing/github.ts";
import { type Clone, type SharedRepository, sharedRepository } from "./testing/shared-repository.ts";
import { ranScript, runSteps, type ScriptRun, workflow } from "./testing/workflow.ts";

const INSTALL = "npm ci --ignore-scripts";

let github: Runner;
let repository: SharedRepository;
let engineer: Clone;

beforeAll(() => {
  github = runner();
  repository = sharedRepository();
  engineer = repository.clone("engineer");
});

afterAll(() => {
  repository.remove();
  github.remove();
});

/** What is checked out for a pull request: its branch, merged into main. */
function mergeClone(branch: string): Clone {
  const clone = repository.clone(`merge-of-${branch}`);
  clone.git("checkout", "--quiet", "--detach", "origin/main");
  clone.git("merge", "--quiet", "--no-ff", "--no-edit", `origin/${branch}`);
  return clone;
}

function propose(branch: string, change: () => void): Clone {
  engineer.git("checkout", "--quiet", "-B", branch, "origin/main");
  change();
  engineer.git("add", "--all");
  engineer.git("commit", "--quiet", "--message", branch);
  engineer.git("push", "--quiet", "origin", branch);
  return mergeClone(branch);
}

function compiled(clone: Clone): void {
  expect(ranScript("npx grampus compile --no-types", clone.root, github.env).exitCode).toBe(0);
}

/** Runs steps of a job, all or the named ones, whatever each comes to. */
function ran(
  clone: Clone,
  job: string,
  { env = {}, only }: { readonly env?: Readonly<Record<string, string>>; readonly only?: RegExp } = {},
): readonly ScriptRun[] {
  return runSteps(workflow("fleet-pull-request"), job)
    .filter(({ name, script }) => script !== INSTALL && (only === undefined || only.test(name)))
    .map(({ script }) => ranScript(script, clone.root, { ...github.env, BASE: "main", ...env }));
}

function exitCodes(runs: readonly ScriptRun[]): readonly (number | null)[] {
  return runs.map(({ exitCode }) => exitCode);
}

describe("a change of a running cluster", () => {
  let clone: Clone;

  beforeAll(() => {
    clone = propose("larger", () => {
      engineer.edit("environments/dev/environment.ts", 'maxStorage("20Gi")', 'maxStorage("30Gi")');
      engineer.edit("environments/dev/environment.ts", 'size: "10Gi", class', 'size: "12Gi", class');
      compiled(engineer);
    });
    writeFileSync(
      path.join(clone.root, "package-lock.json"),
      '{ "packages": { "node_modules/grampus": { "resolved": "file:vendor/grampus-0.1.0.tgz" } } }',
    );
  });

  test("is green, with its plan as a comment, whole, as SARIF and as JSON", () => {
    const runs = ran(clone, "plan");
    expect(exitCodes(runs)).toEqual([0, 0, 0, 0, 0, 0]);
    const comment = clone.text("comment.md");
    expect(comment).toMatch(/^<!-- grampus plan -->\n### Plan: 1 cluster of 7; the highest class is /);
    expect(comment).toContain("| <code>dev/orders</code> | online |");
    expect(comment).toContain("storage.size &#34;10Gi&#34; → &#34;12Gi&#34;");
    expect(clone.text("plan.md")).toBe(comment);
    expect(JSON.parse(clone.text("plan.json")).clusters).toMatchObject([
      { environment: "dev", cluster: "orders" },
    ]);
    expect(JSON.parse(clone.text("plan.sarif")).runs[0].results).toHaveLength(1);
  });

  test("is red from the class that the repository says", () => {
    expect(exitCodes(ran(clone, "class", { env: { FAIL_ON: "irreversible" } }))).toEqual([0]);
    const [run] = ran(clone, "class", { env: { FAIL_ON: "online" } });
    expect(run?.output).toContain("and --fail-on says online");
    expect(run?.exitCode).toBe(1);
  });

  const ELSEWHERE =
    "::error file=package-lock.json::packages come from elsewhere than the registry, vendor/ and the workspaces\n";

  test.each([
    [
      "from the registry, vendor/ and workspaces",
      {
        "": { name: "fleet" },
        "packages/a": { version: "1.0.0" },
        "node_modules/a": { resolved: "packages/a", link: true },
        "node_modules/yaml": { version: "2.9.1", resolved: "https://registry.example/yaml/-/yaml-2.9.1.tgz" },
        "node_modules/b": { version: "1.0.0-rc.1+x" },
        "node_modules/grampus": { resolved: "file:vendor/grampus-0.1.0.tgz" },
      },
      "",
    ],
    [
      "of a stranger",
      { "node_modules/a": { resolved: "https://evil.example/a.tgz" } },
      "node_modules/a: https://evil.example/a.tgz\n",
    ],
    [
      "in a version",
      { "node_modules/a": { version: "https://evil.example/a.tgz" } },
      "node_modules/a: https://evil.example/a.tgz\n",
    ],
    ["of no version", { "node_modules/a": {} }, "node_modules/a: null\n"],
    [
      "outside",
      { "node_modules/a": { resolved: "file:vendor/../../a", link: true } },
      "node_modules/a: file:vendor/../../a\n",
    ],
  ])("packages are looked at where they come from: %s", (_, packages, said) => {
    const texts = [JSON.stringify({ packages }), JSON.stringify({ packages }, undefined, 2)];
    for (const text of texts) {
      writeFileSync(path.join(clone.root, "package-lock.json"), text);
      const [run] = ran(clone, "plan", {
        only: /^Packages/,
        env: { npm_config_registry: "https://registry.example/" },
      });
      expect(run).toEqual(
        said === "" ? { exitCode: 0, output: "" } : { exitCode: 1, output: `${said}${ELSEWHERE}` },
      );
    }
  });

  test("an older kind of lockfile, and another one, are refused", () => {
    writeFileSync(path.join(clone.root, "package-lock.json"), '{ "packages": {}, "dependencies": {} }');
    expect(exitCodes(ran(clone, "plan", { only: /^Packages/ }))).toEqual([1]);
    writeFileSync(path.join(clone.root, "package-lock.json"), '{ "packages": {} }');
    writeFileSync(path.join(clone.root, "npm-shrinkwrap.json"), '{ "packages": {} }');
    const [run] = ran(clone, "plan", { only: /^Packages/ });
    rmSync(path.join(clone.root, "npm-shrinkwrap.json"));
    expect(run?.output).toContain("::error file=npm-shrinkwrap.json::");
  });
});

test("a definition that is wrong is annotated at its line, and is what the comment says", () => {
  const clone = propose("typo", () => engineer.edit("clusters/orders/cluster.ts", "members:", "membres:"));
  writeFileSync(path.join(clone.root, "package-lock.json"), '{ "packages": {} }');
  const runs = ran(clone, "plan");
  expect(exitCodes(runs)).toEqual([0, 1, 1, 1, 1, 0]);
  expect(runs[1]?.output).toMatch(/^::error file=clusters\/orders\/cluster\.ts,line=\d+,/);
  expect(clone.text("comment.md")).toContain("### Plan: none, the definitions are refused");
  expect(clone.text("comment.md")).toContain("membres");
});

test("output that was not compiled is red", () => {
  const clone = propose("forgotten", () =>
    engineer.edit("clusters/orders/cluster.ts", "members: 3", "members: 5"),
  );
  writeFileSync(path.join(clone.root, "package-lock.json"), '{ "packages": {} }');
  const [run] = ran(clone, "plan", { only: /^Definitions/ });
  expect(run).toMatchObject({
    exitCode: 1,
    output: expect.stringContaining("check/out-of-date"),
  });
});

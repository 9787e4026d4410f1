import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Engineer, type Team, team } from "./testing/team.ts";

const ORDERS = "clusters/orders/cluster.ts";

let all: Team;
let anna: Engineer;
let ben: Engineer;

beforeAll(() => {
  all = team();
  anna = all.engineer("anna");
  ben = all.engineer("ben");
});

afterAll(() => all.remove());

/** The commands that the hint of a message names, in the order they stand there. */
function hinted(output: string, code: string): readonly string[] {
  const [, hint = ""] = new RegExp(`error ${code}:[\\s\\S]*?\\n {2}hint {4}(.*)\\n`).exec(output) ?? [];
  return [...hint.matchAll(/\b(git|grampus) (?:(?! and | \(|, | then |; ).)+/g)].map(([command]) =>
    command.trim(),
  );
}

/** Releases a change of orders to staging, in a pull request that is pushed. */
function releaseToStaging(engineer: Engineer, branch: string, before: string, after: string): void {
  engineer.begin(branch);
  engineer.edit(ORDERS, before, after);
  engineer.does("grampus compile --no-types");
  engineer.does("grampus release orders");
  engineer.does("grampus promote orders --to staging --no-types");
  engineer.propose(branch);
}

describe("what two people do at once", () => {
  test("two releases with one number are told before the merge, and mended with the commands that messages name", () => {
    releaseToStaging(anna, "anna-2", 'long_query_time: "0.5"', 'long_query_time: "0.25"');
    releaseToStaging(ben, "ben-2", 'owner: "team-orders"', 'owner: "team-shop"');
    all.merge("anna-2");
    ben.git("fetch", "--quiet");
    const told = ben.run("grampus check --against origin/main");
    expect(told.exitCode).toBe(1);
    expect(told.output).toContain(
      "clusters/orders/releases/2/definition.json:1:1 error release/number-twice: release 2 of orders was cut twice: origin/main has another one",
    );
    const [merge = "", ...then] = hinted(told.output, "release/number-twice");
    expect(merge).toBe("git merge origin/main");
    expect(then).toEqual([
      "git checkout origin/main -- clusters/orders/releases/2",
      "grampus release orders",
    ]);

    expect(ben.run(merge).output).toContain(
      "CONFLICT (add/add): Merge conflict in clusters/orders/releases/2/SHA256SUMS",
    );
    const inLock = ben.run("grampus check");
    expect(inLock.exitCode).toBe(1);
    expect(inLock.output).toContain(
      "error release/conflict: a merge left a conflict in environments/staging/releases.lock.json",
    );
    const [keep = "", promote = ""] = hinted(inLock.output, "release/conflict");
    expect(keep).toBe("git checkout --ours -- environments/staging/releases.lock.json");
    expect(promote).toBe("grampus promote orders --to staging --release 2");
    ben.does(keep);
    const inRelease = ben.run(promote);
    expect(inRelease.exitCode).toBe(1);
    expect(inRelease.output).toContain(
      "error release/conflict: a merge left a conflict in clusters/orders/releases/2/SHA256SUMS",
    );
    const [theirs = "", anew = ""] = hinted(inRelease.output, "release/conflict");
    expect(theirs).toBe("git checkout --theirs -- clusters/orders/releases/2");
    ben.does(theirs);
    expect(ben.does(anew)).toBe("orders: cut release 3, clusters/orders/releases/3\n");
    expect(ben.does("grampus promote orders --to staging --no-types")).toContain(
      "staging/orders: release none → 3",
    );
    ben.propose("ben-2");

    expect(ben.does("grampus diff orders 2 3")).toBe(
      'orders: from release 2 to release 3\n  owner  "team-orders" → "team-shop"  metadata\n',
    );
    const { check, plan } = all.reviewed("ben-2");
    expect(check.exitCode, check.output).toBe(0);
    expect(plan.output).toMatch(/^staging\/orders: changed, metadata$/m);
    expect(plan.output).not.toContain("long_query_time");
    all.merge("ben-2");
  });

  test("two promotions of one cluster conflict in one line, and the message says what the other one promoted", () => {
    anna.begin("anna-prod");
    anna.does("grampus promote orders --to prod --no-types");
    anna.propose("anna-prod");
    ben.begin("ben-prod");
    expect(ben.run("grampus promote orders --to prod --release 2 --no-types")).toMatchObject({ exitCode: 0 });
    ben.propose("ben-prod");
    all.merge("anna-prod");
    ben.git("fetch", "--quiet");
    expect(ben.run("git merge origin/main").output).toContain(
      "CONFLICT (content): Merge conflict in environments/prod/releases.lock.json",
    );
    const told = ben.run("grampus check");
    expect(told.exitCode).toBe(1);
    const [keep = "", promote = ""] = hinted(told.output, "release/conflict");
    expect(keep).toBe("git checkout --ours -- environments/prod/releases.lock.json");
    expect(promote).toBe("grampus promote orders --to prod --release 3");
    ben.does(keep);
    expect(ben.does(promote)).toContain("prod/orders: release 2 → 3");
    ben.propose("ben-prod");
    const { check, plan } = all.reviewed("ben-prod");
    expect(check.exitCode, check.output).toBe(0);
    expect(plan.output).toContain("nothing changes");
  });
});

describe("a clone that is not whole", () => {
  let shallow: Engineer;

  beforeAll(() => {
    anna.begin("larger");
    anna.edit(ORDERS, "max_connections: 500", "max_connections: 600");
    anna.does("grampus compile --no-types");
    anna.propose("larger");
    shallow = all.engineer("shallow", "--depth=1", "--branch=larger");
  });

  test("compiles, renders, lists releases and says what runs", () => {
    expect(shallow.does("grampus compile --no-types")).toContain("0 created, 0 updated, 0 removed");
    expect(shallow.does("grampus render prod/orders")).toContain("kind: Cluster\n");
    expect(shallow.does("grampus releases orders")).toMatch(
      /orders {2}3 .*runs in prod, staging; the newest/,
    );
    expect(shallow.does("grampus status")).toContain(
      "this clone is shallow: ages that go further back are not known",
    );
  });

  test.each([
    [
      "check --against origin/main",
      "fleet/shallow-clone",
      "origin/main is not in this clone, which is shallow",
    ],
    [
      "plan --base origin/main",
      "plan/shallow-clone",
      "this clone is shallow, and has no commit that it and origin/main have in common",
    ],
    [
      "rollback orders --in prod",
      "release/history-cut",
      "what ran in prod cannot be told: this clone is shallow",
    ],
  ])("%s says what is missing", (command, code, message) => {
    const run = shallow.run(`grampus ${command}`);
    expect(run.output).toContain(`error ${code}: ${message}`);
    expect(run.output).toMatch(/hint {4}git fetch .*fetch-depth: 0/);
    expect(run.exitCode).toBe(1);
  });

  test("does all of it once the command ran that the message names", () => {
    const [fetch = ""] = hinted(
      shallow.run("grampus rollback orders --in prod --dry-run").output,
      "release/history-cut",
    );
    expect(fetch).toBe("git fetch --unshallow");
    shallow.does(fetch);
    expect(shallow.does("grampus rollback orders --in prod --dry-run --no-types")).toContain(
      "prod/orders: release 3 → ",
    );
  });
});

test("a release that a pull request edits is refused, its digests written anew or not", () => {
  anna.begin("edited");
  const file = "clusters/orders/releases/1/definition.json";
  anna.edit(file, '"max_connections": 500', '"max_connections": 5000');
  anna.propose("edited");
  const edited = all.reviewed("edited");
  expect(edited.check.exitCode).toBe(1);
  expect(edited.check.output).toContain(`error release/edited: release 1 of orders was edited: ${file}`);
  anna.does(
    "cd clusters/orders/releases/1 && sha256sum cluster.yaml definition.json kustomization.yaml > SHA256SUMS",
  );
  anna.propose("edited");
  const covered = all.reviewed("edited");
  expect(covered.check.exitCode).toBe(1);
  expect(covered.check.output).toMatch(
    /error release\/changed: release 1 of orders is another than in (the merge base of )?origin\/main/,
  );
  const [back = ""] = hinted(covered.check.output, "release/changed");
  anna.does(back);
  anna.propose("edited");
  expect(anna.git("diff", "origin/main", "HEAD")).toBe("");
});

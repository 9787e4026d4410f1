import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { planDiagnostics } from "../plan-report/failure.ts";
import { planReport } from "../plan-report/report.ts";
import { planText } from "../plan-report/text.ts";
import { diagnosticsText } from "../testing/diagnostics-text.ts";
import { clusterText, environmentText } from "../testing/fleet-directory.ts";
import { type GitFleet, gitFleet } from "../testing/git-fleet.ts";
import { type PlanRequest, plan } from "./plan.ts";
import { type CommitPlanRequest, planOfCommit } from "./plan-commit.ts";

const FLEET = {
  "clusters/orders/cluster.ts": clusterText('  name: "orders",\n  members: 3,\n  storage: { size: "10Gi" },'),
  "clusters/billing/cluster.ts": clusterText('  name: "billing",\n  members: 3,'),
  "environments/dev/environment.ts": environmentText(
    ["billing", "orders"],
    '  name: "dev",\n  namespace: "mysql-dev",\n  platform: kubernetes(),\n  clusters: { billing, orders },',
  ),
  "environments/prod/environment.ts": environmentText(
    ["billing", "orders"],
    '  name: "prod",\n  after: "dev", follows: "head",\n  namespace: "mysql-prod",\n  platform: openshift(),\n  clusters: { billing, orders: override(orders, { members: 5 }) },',
  ),
} as const;

let fleet: GitFleet;

beforeEach(async () => {
  fleet = await gitFleet(FLEET);
});

afterEach(() => fleet.remove());

function withoutIds(text: string): string {
  return text.replaceAll(/\b[0-9a-f]{7,40}\b/g, "1234567");
}

async function planned(request: Omit<Partial<PlanRequest>, "root"> = {}, root = fleet.root): Promise<string> {
  const result = await plan({ selection: {}, ...request, root });
  const diagnostics = result.kind === "refused" ? result.diagnostics : planDiagnostics(result);
  return withoutIds(
    `${diagnosticsText(root, diagnostics)}${result.kind === "refused" ? "" : planText(result)}`,
  );
}

test("the same trees are an empty plan", async () => {
  expect(await planned()).toBe("plan from main (1234567) to the working tree: nothing changes\n");
});

test("what delivers an environment comes, and another tool takes over", async () => {
  const delivered = (delivery: string) => ({
    "environments/dev/environment.ts": `import { argocd, flux } from "@grampus/dsl";\n${FLEET["environments/dev/environment.ts"].replace('name: "dev",', `name: "dev", delivery: ${delivery}({ repository: "https://git.example.com/fleet.git" }),`)}`,
  });
  fleet.write(delivered("flux"));
  const first = await planned();
  await fleet.compiled();
  fleet.commit("delivered by Flux");
  const same = await planned();
  fleet.write(delivered("argocd"));
  expect([
    first,
    same,
    await planned(),
    await planned({ selection: { environment: "prod" } }),
  ]).toMatchSnapshot();
});

test("clusters move to shards, and Argo CD's settings come from another version", async () => {
  const delivered = (delivery: string) => ({
    "environments/dev/environment.ts": `import { argocd, flux } from "@grampus/dsl";\n${FLEET["environments/dev/environment.ts"].replace('name: "dev",', `name: "dev", delivery: ${delivery},`)}`,
  });
  const repository = 'repository: "https://git.example.com/fleet.git"';
  fleet.write(delivered(`flux({ ${repository} })`));
  await fleet.compiled();
  fleet.commit("delivered by Flux");
  fleet.write(delivered(`flux({ ${repository}, shards: 1 })`));
  const shards = await planned();
  fleet.write(delivered(`argocd({ ${repository} })`));
  await fleet.compiled();
  const file = "environments/dev/gitops/argocd-cm/argocd-cm.yaml";
  const text = fleet.generated()[file] ?? "";
  fleet.write({ [file]: text.replace("local function fields(value)", "local function field(value)") });
  fleet.commit("delivered by Argo CD");
  expect([shards, await planned()]).toMatchSnapshot();
});

test("a field of a cluster, in each environment", async () => {
  fleet.write({
    "clusters/orders/cluster.ts": clusterText(
      '  name: "orders",\n  members: 3,\n  storage: { size: "20Gi" },\n  variables: { back_log: 90 },',
    ),
  });
  expect(await planned()).toMatchSnapshot();
});

test("what a definition takes back is at the nearest place, and the same change is told once", async () => {
  fleet.write({
    "environments/prod/environment.ts": FLEET["environments/prod/environment.ts"].replace(
      "platform: openshift(),",
      'platform: openshift(),\n  defaults: { nodeSelector: { disk: "ssd" } },',
    ),
    "clusters/orders/cluster.ts": clusterText('  name: "orders",\n  members: 5,'),
  });
  expect(await planned()).toMatchSnapshot();
});

test("what compile refuses is beside what would happen", async () => {
  fleet.write({
    "clusters/orders/cluster.ts": clusterText(
      '  name: "orders",\n  members: 3,\n  storage: { size: "5Gi" },\n  version: "8.3",',
    ),
  });
  expect(await planned({ selection: { environment: "dev" } })).toMatchSnapshot();
});

test("definitions that give no fleet give no plan", async () => {
  fleet.write({ "clusters/orders/cluster.ts": clusterText('  name: "orders",\n  membres: 3,') });
  expect(await planned()).toContain("error definition/unknown-field");
});

describe("clusters that come and go", () => {
  const prod = (clusters: string) =>
    environmentText(
      ["billing", "orders"],
      `  name: "prod",\n  after: "dev", follows: "head",\n  namespace: "mysql-prod",\n  platform: openshift(),\n  ${clusters},`,
    );

  test("retired, and then removed", async () => {
    const retired =
      'retire(override(orders, { members: 5 }), { because: "replaced by shop", data: "delete" })';
    fleet.write({ "environments/prod/environment.ts": prod(`clusters: { billing, orders: ${retired} }`) });
    expect(await planned()).toMatchSnapshot("retired");
    await fleet.compiled();
    fleet.commit();
    fleet.write({ "environments/prod/environment.ts": prod("clusters: { billing }") });
    expect(await planned()).toMatchSnapshot("removed");
  });

  test("removed without a word", async () => {
    fleet.write({ "environments/prod/environment.ts": prod("clusters: { billing }") });
    expect(await planned()).toContain("compile refuses this with 1 error");
  });

  test("renamed", async () => {
    const dev = (first: string, clusters: string) => ({
      "environments/dev/environment.ts": environmentText(
        [first, "orders"],
        `  name: "dev",\n  namespace: "mysql-dev",\n  platform: kubernetes(),\n  clusters: { ${clusters}, orders },`,
      ),
    });
    fleet.write(dev("billing", 'billing: retire(billing, { because: "is shop", data: "retain" })'));
    await fleet.compiled();
    fleet.commit();
    fleet.write({
      "clusters/shop/cluster.ts": FLEET["clusters/billing/cluster.ts"].replace("billing", "shop"),
      ...dev("shop", "shop"),
    });
    expect(await planned({ selection: { environment: "dev" } })).toContain(
      "note: it looks like billing under a new name, and starts empty: the data stays with billing",
    );
  });

  test("moved to another namespace", async () => {
    fleet.write({
      "environments/dev/environment.ts": FLEET["environments/dev/environment.ts"].replace(
        '"mysql-dev"',
        '"mysql-new"',
      ),
    });
    const text = await planned({ selection: { cluster: "orders" } });
    expect(text).toContain("error fleet/environment-moved");
    expect(text).toContain(
      "note: it moves here from dev/mysql-dev/orders and starts empty: the data stays there",
    );
  });
});

test("the operator of an environment", async () => {
  fleet.write({
    "environments/dev/environment.ts": FLEET["environments/dev/environment.ts"]
      .replace("{ defineEnvironment,", "{ defineEnvironment, deploy,")
      .replace(
        "platform: kubernetes(),",
        'platform: kubernetes(),\n  operator: deploy({ logLevel: "debug" }),',
      ),
  });
  expect(await planned()).toMatchSnapshot();
});

test("a definition that changes without anything to follow", async () => {
  fleet.write({ "clusters/orders/cluster.ts": `// why\n${FLEET["clusters/orders/cluster.ts"]}` });
  expect(await planned()).toBe(
    "plan from main (1234567) to the working tree: nothing changes\n\nclusters/orders/cluster.ts changed, and nothing follows for a cluster\n",
  );
});

describe("with what is compared", () => {
  const changed = { "clusters/orders/cluster.ts": clusterText('  name: "orders",\n  members: 5,') };
  const [first = ""] = ["plan from the merge base of main (1234567) to the working tree"];

  test("where the branch left the default branch", async () => {
    fleet.git("checkout", "-qb", "work");
    fleet.write({ ...changed });
    await fleet.compiled();
    fleet.commit();
    fleet.git("checkout", "-q", "main");
    fleet.write({ "clusters/billing/cluster.ts": clusterText('  name: "billing",\n  members: 5,') });
    await fleet.compiled();
    fleet.commit();
    fleet.git("checkout", "-q", "work");
    const text = await planned();
    expect(text).toContain(first);
    expect(text).toContain("dev/orders: changed");
    expect(text).not.toContain("billing");
    expect(await planned({ base: "main~1" })).toContain("plan from main~1 (1234567)");
  });

  test("a linked worktree", async () => {
    const place = mkdtempSync(path.join(tmpdir(), "grampus-worktree-"));
    try {
      fleet.git("worktree", "add", "-qb", "linked", path.join(place, "linked"));
      expect(await planned({}, path.join(place, "linked"))).toContain("nothing changes");
      fleet.write(changed);
      expect(await planned({}, path.join(place, "linked"))).toContain("nothing changes");
      expect(await planned()).toContain("dev/orders: changed");
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  });

  test("a branch without a default branch is compared with its own commit", async () => {
    fleet.git("branch", "-qm", "main", "trunk");
    fleet.write(changed);
    expect(await planned()).toContain("plan from HEAD (1234567) to the working tree: 1 cluster");
  });

  test("a shallow clone says how to get what it lacks", async () => {
    fleet.git("checkout", "-qb", "work");
    fleet.write(changed);
    await fleet.compiled();
    fleet.commit();
    fleet.git("checkout", "-q", "main");
    fleet.write({ "clusters/billing/cluster.ts": clusterText('  name: "billing",\n  members: 5,') });
    await fleet.compiled();
    fleet.commit();
    const clone = mkdtempSync(path.join(tmpdir(), "grampus-shallow-"));
    try {
      fleet.git(
        "clone",
        "-q",
        "--depth=1",
        "--no-single-branch",
        "--branch=work",
        `file://${fleet.root}`,
        clone,
      );
      expect(await planned({ base: "origin/main" }, clone)).toMatchInlineSnapshot(`
        "error plan/shallow-clone: this clone is shallow, and has no commit that it and origin/main have in common
          hint    git fetch --unshallow, or with actions/checkout: fetch-depth: 0

        1 error
        "
      `);
      expect(await planned({ base: "HEAD~1" }, clone)).toMatchInlineSnapshot(`
        "error plan/shallow-clone: this clone is shallow, and has no commit that it and HEAD~1 have in common
          hint    git fetch --unshallow, or with actions/checkout: fetch-depth: 0

        1 error
        "
      `);
    } finally {
      rmSync(clone, { recursive: true, force: true });
    }
  });

  describe("a commit, from Git's objects alone", () => {
    let bare: string;

    async function plannedCommit(
      request: Omit<Partial<CommitPlanRequest>, "repository"> = {},
    ): Promise<string> {
      const result = await planOfCommit({ repository: bare, head: "work", selection: {}, ...request });
      const diagnostics = result.kind === "refused" ? result.diagnostics : planDiagnostics(result);
      return withoutIds(
        `${diagnosticsText(bare, diagnostics)}${result.kind === "refused" ? "" : planText(result)}`,
      );
    }

    function leftovers(): readonly string[] {
      return readdirSync(tmpdir()).filter((name) => name.startsWith(`grampus-head-`));
    }

    beforeEach(async () => {
      fleet.git("checkout", "-qb", "work");
      fleet.write(changed);
      await fleet.compiled();
      fleet.commit();
      bare = mkdtempSync(path.join(tmpdir(), "grampus-bare-"));
      fleet.git("clone", "-q", "--bare", fleet.root, bare);
    });

    afterEach(() => rmSync(bare, { recursive: true, force: true }));

    test("of a bare clone, as the working tree has it", async () => {
      const before = leftovers();
      const text = await plannedCommit({ base: "main" });
      expect(text).toContain("plan from main (1234567) to work (1234567): 1 cluster of 4");
      expect(text.replace("work (1234567)", "the working tree")).toBe(await planned());
      expect(leftovers()).toEqual(before);
    });

    test("of a fleet that is in a folder of the repository", async () => {
      fleet.git("checkout", "-q", "main");
      const inner = mkdtempSync(path.join(tmpdir(), "grampus-inner-"));
      const run = (...args: readonly string[]) => fleet.git("-C", inner, ...args);
      try {
        run("init", "-q");
        cpSync(fleet.root, path.join(inner, "fleet"), {
          recursive: true,
          filter: (file) => !/\.git$/.test(file),
        });
        run("add", "-A");
        run("commit", "-qm", "first");
        run("checkout", "-qb", "work");
        const file = path.join(inner, "fleet/clusters/orders/cluster.ts");
        writeFileSync(file, changed["clusters/orders/cluster.ts"]);
        expect(await planned({}, path.join(inner, "fleet"))).toContain("dev/orders: changed");
        run("commit", "-aqm", "second");
        rmSync(bare, { recursive: true });
        run("clone", "-q", "--bare", inner, bare);
        const text = await plannedCommit();
        expect(text).toContain("plan from main (1234567) to work (1234567): 1 cluster of 4");
        expect(text).toContain("clusters/orders/cluster.ts:5:12");
      } finally {
        rmSync(inner, { recursive: true, force: true });
      }
    });

    test("of a fleet that was moved to another folder", async () => {
      fleet.git("checkout", "-qb", "moved", "main");
      mkdirSync(path.join(fleet.root, "fleet"));
      fleet.git("mv", "clusters", "environments", "fleet");
      fleet.git("commit", "-qm", "moved");
      fleet.git("push", "-q", bare, "moved");
      expect(await plannedCommit({ head: "moved" })).toContain(
        "the fleet is in fleet/, and main (1234567) has one in the repository's top",
      );
    });

    test("which there is not, or which has no fleet", async () => {
      expect(await plannedCommit({ head: "nowhere" })).toContain(
        "error plan/unknown-reference: nowhere is not",
      );
      fleet.git("checkout", "-q", "--orphan", "empty");
      fleet.git("rm", "-rqf", ".");
      fleet.git("commit", "-q", "--allow-empty", "-m", "empty");
      fleet.git("push", "-q", bare, "empty");
      expect(await plannedCommit({ head: "empty" })).toContain("the commit has no fleet");
    });
  });

  test.each(["nowhere", " ", "HEAD^{tree}"])("%j is no commit", async (base) => {
    expect(await planned({ base })).toContain("error plan/unknown-reference");
  });

  test("no repository", async () => {
    rmSync(path.join(fleet.root, ".git"), { recursive: true });
    expect(await planned()).toContain("there is nothing to plan from: the fleet is not in a Git repository");
  });

  test.each([
    [{ environment: "pord" }, "did you mean prod?"],
    [{ cluster: "order" }, "did you mean orders?"],
  ])("%j is known neither before nor after", async (selection, hint) => {
    expect(await planned({ selection })).toContain(hint);
  });
});

test("the same two trees give the same bytes", async () => {
  fleet.write({ "clusters/orders/cluster.ts": clusterText('  name: "orders",\n  members: 5,') });
  const report = async () => {
    const result = await plan({ root: fleet.root, selection: {} });
    return result.kind === "planned" ? JSON.stringify(planReport(result)) : "";
  };
  const [one, other] = [await report(), await report()];
  expect(one).toBe(other);
  expect(one.length).toBeGreaterThan(1000);
});

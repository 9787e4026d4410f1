import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build, memoryFileSystem } from "kustomize-ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { movedReport, movedText } from "../promotion/text.ts";
import type { Chosen } from "../promotion/wanted.ts";
import { diagnosticsText } from "../testing/diagnostics-text.ts";
import { clusterText, environmentText } from "../testing/fleet-directory.ts";
import { type GitFleet, gitFleet } from "../testing/git-fleet.ts";
import { cut } from "../testing/released-fleet.ts";
import { check } from "./check.ts";
import { type PromoteRequest, promote } from "./promote.ts";
import { difference } from "./release-diff.ts";
import { releases } from "./release-list.ts";
import { status } from "./release-status.ts";
import { render } from "./render.ts";
import { rollback } from "./rollback.ts";

let fleet: GitFleet;

function orders(body: string): string {
  return clusterText(`  name: "orders",\n  owner: "team-orders",\n${body}`);
}

const FIRST = '  members: 3,\n  variables: { max_connections: 500, long_query_time: "1" },';
const SECOND = '  members: 5,\n  variables: { max_connections: 900, long_query_time: "2" },';

const FLEET: Readonly<Record<string, string>> = {
  "clusters/billing/cluster.ts": clusterText('  name: "billing",\n  owner: "team-billing",'),
  "clusters/orders/cluster.ts": orders(FIRST),
  "environments/dev/environment.ts": environmentText(
    ["billing", "orders"],
    '  name: "dev",\n  namespace: "mysql-dev",\n  platform: kubernetes(),\n  clusters: { billing, orders },',
  ),
  "environments/staging/environment.ts": environmentText(
    ["billing", "orders"],
    '  name: "staging",\n  after: "dev",\n  rings: { first: ["orders"] },\n  namespace: "mysql-staging",\n  platform: kubernetes(),\n  clusters: { billing, orders },',
  ),
  "environments/prod/environment.ts": environmentText(
    ["billing", "orders"],
    '  name: "prod",\n  after: "staging",\n  namespace: "mysql-prod",\n  platform: kubernetes(),\n  clusters: { billing, orders: override(orders, { variables: { max_connections: 2000 } }) },',
  ),
};

function named(...clusters: readonly string[]): Chosen {
  return { kind: "named", clusters };
}

interface Options {
  readonly release?: number;
  readonly skips?: boolean;
  readonly isDryRun?: boolean;
}

function request(environment: string, chosen: Chosen, options: Options): PromoteRequest {
  const { release, skips = false, isDryRun = false } = options;
  const wish = { environment, chosen, skips, ...(release === undefined ? {} : { release }) };
  return { root: fleet.root, selection: {}, types: false, wish, isDryRun };
}

/** What a plan says of a promotion, whose words are not those of promotions. */
const PLAN = /^plan from [\s\S]*?\n(?=\S+\/\S+: release )/;

/** Promotes, and gives what a person sees of it. */
async function promoted(environment: string, chosen: Chosen, options: Options = {}): Promise<string> {
  const result = await promote(request(environment, chosen, options));
  return result.kind === "refused"
    ? diagnosticsText(fleet.root, result.diagnostics)
    : movedText(result).replace(PLAN, "the plan\n");
}

async function rolledBack(cluster: string, environment: string, release?: number): Promise<string> {
  const wanted = release === undefined ? {} : { release };
  const base = { root: fleet.root, selection: {}, types: false, isDryRun: false };
  const result = await rollback({ ...base, cluster, environment, ...wanted });
  const text =
    result.kind === "refused" ? diagnosticsText(fleet.root, result.diagnostics) : movedText(result);
  return text.replace(PLAN, "the plan\n").replaceAll(/\([0-9a-f]{7,}\)/g, "(1234567)");
}

/** The release of orders that each environment runs, by its lock. */
function runs(): Readonly<Record<string, unknown>> {
  const lockOf = (environment: string) => {
    const text = fleet.generated()[`environments/${environment}/releases.lock.json`] ?? "{}";
    return JSON.parse(text).orders?.release ?? null;
  };
  return { staging: lockOf("staging"), prod: lockOf("prod") };
}

beforeEach(async () => {
  fleet = await gitFleet(FLEET);
  await cut(fleet, "billing", "orders");
  await promoted("staging", { kind: "all" });
  fleet.commit("staging");
  await promoted("prod", { kind: "all" });
  fleet.commit("prod");
  fleet.write({ "clusters/orders/cluster.ts": orders(SECOND) });
  await fleet.compiled();
  expect(await cut(fleet, "orders", "billing")).toEqual([1, 2]);
  fleet.commit("release 2");
});

afterEach(() => fleet.remove());

test("a release goes through the environments, one after the other, and back", async () => {
  expect(runs()).toEqual({ staging: 1, prod: 1 });
  expect(await promoted("staging", named("orders"), { release: 2 })).toMatchSnapshot();
  expect(runs()).toEqual({ staging: 2, prod: 1 });
  expect(await fleet.compiled()).toBe("");
  fleet.commit("staging runs release 2");
  expect(await promoted("prod", named("orders"))).toMatchSnapshot();
  fleet.commit("prod runs release 2");
  expect(fleet.git("show", "--stat", "--format=", "HEAD")).toContain("releases.lock.json");
  expect(
    fleet.git("show", "--format=", "HEAD", "--", "environments/prod/releases.lock.json").match(/^[-+] ?"/gm),
  ).toHaveLength(2);
  expect(await promoted("prod", named("orders"))).toBe("prod/orders: nothing to do; it runs release 2\n");
  expect(await rolledBack("orders", "prod")).toMatchSnapshot();
  expect(runs()).toEqual({ staging: 2, prod: 1 });
  fleet.commit("back");
  expect(await rolledBack("orders", "prod")).toMatchInlineSnapshot(`
    "error release/nothing-before: prod ran no release of orders before release 1, as committed
      found   prod went back from release 2
      hint    name the release that shall run with --release

    1 error
    "
  `);
  expect(runs()).toEqual({ staging: 2, prod: 1 });
});

test.each([
  ["each committed", true],
  ["none of it committed", false],
])(
  "twice back is two back, and forward from there leaves out what was gone back from: %s",
  async (_, isCommitted) => {
    const done = (message: string) => (isCommitted ? fleet.commit(message) : undefined);
    await promoted("staging", named("orders"), { release: 2 });
    fleet.commit("staging runs release 2");
    fleet.write({ "clusters/orders/cluster.ts": orders(SECOND.replace("900", "950")) });
    await fleet.compiled();
    expect(await cut(fleet, "orders")).toEqual([3]);
    await promoted("staging", named("orders"), { release: 3 });
    fleet.commit("staging runs release 3");
    expect(await rolledBack("orders", "staging")).toContain("staging/orders: release 3 → 2\n");
    done("back");
    expect(await rolledBack("orders", "staging")).toContain("staging/orders: release 2 → 1\n");
    done("back again");
    expect(await rolledBack("orders", "staging")).toContain(
      "found   staging went back from release 2 and release 3",
    );
    expect(runs()).toEqual({ staging: 1, prod: 1 });
    if (!isCommitted) fleet.commit("staging runs release 1");
    await promoted("staging", named("orders"), { release: 3 });
    fleet.commit("staging runs release 3 again");
    expect(await rolledBack("orders", "staging")).toContain("staging/orders: release 3 → 1\n");
  },
);

test("while a definition is broken a rollback is refused, and git revert writes what it would have written", async () => {
  const back = () => {
    const files = Object.entries(fleet.generated());
    return files.filter(([file]) => file.startsWith("environments/staging/"));
  };
  const before = back();
  await promoted("staging", named("orders"), { release: 2 });
  fleet.commit("staging runs release 2");
  expect(back()).not.toEqual(before);
  await rolledBack("orders", "staging");
  const rolled = back();
  fleet.git("checkout", "--", "environments");
  fleet.write({ "clusters/billing/cluster.ts": 'throw new Error("broken");\n' });
  fleet.commit("broken");
  expect(await rolledBack("orders", "staging")).toContain("clusters/billing/cluster.ts:1:");
  const promotion = fleet.git("log", "-1", "--format=%h", "--", "environments/staging/releases.lock.json");
  fleet.git("revert", "--no-edit", promotion.trim());
  expect(back()).toEqual(rolled);
  expect(runs()).toEqual({ staging: 1, prod: 1 });
});

test("what did not run in the environment before is refused, unless it is passed over", async () => {
  const before = fleet.generated();
  expect(await promoted("prod", named("orders"), { release: 2 })).toMatchInlineSnapshot(`
    "error release/skips: release 2 of orders cannot go to prod: it never ran in staging, as committed
      hint    grampus promote orders --to staging --release 2, and commit that; or pass it over with --skip

    1 error
    "
  `);
  expect(await promoted("prod", named("orders"))).toBe("prod/orders: nothing to do; it runs release 1\n");
  expect(fleet.generated()).toEqual(before);
  await promoted("staging", named("orders"), { release: 2 });
  expect(await promoted("prod", named("orders"))).toContain("release/skips");
  expect(await promoted("prod", { kind: "all" })).toMatchInlineSnapshot(`
    "prod/billing: nothing to do; it runs release 1
    prod/orders: left as it is; release 2 never ran in staging, as committed
    "
  `);
  expect(await promoted("prod", named("orders"), { skips: true })).toContain("prod/orders: release 1 → 2");
  expect(runs()).toEqual({ staging: 2, prod: 2 });
});

test("a dry run says the same and writes nothing; a program gets it as data", async () => {
  const before = fleet.generated();
  const text = await promoted("staging", { kind: "ring", ring: "first" }, { isDryRun: true, release: 2 });
  expect(text).toContain("4 files would change; nothing was written\n".slice(2));
  expect(fleet.generated()).toEqual(before);
  const result = await promote(request("staging", { kind: "ring", ring: "first" }, { release: 2 }));
  if (result.kind === "refused") throw new RangeError("refused");
  expect(movedText(result)).toMatch(
    /^plan from what staging runs to these releases: 1 cluster of 1; .*\n\nstaging\/orders: changed, online\n/,
  );
  expect(movedReport(result)).toMatchObject({
    environment: "staging",
    moved: [
      {
        cluster: "orders",
        from: 1,
        to: 2,
        isFirst: true,
        changeClass: "online",
        fields: [
          { path: "members", before: 3, after: 5, changeClass: "online" },
          { path: "variables.long_query_time", before: "1", after: "2" },
          { path: "variables.max_connections", before: 500, after: 900 },
        ],
        outcome: { kind: "ready" },
        reversal: { isPossible: true },
      },
    ],
    changes: [
      { change: "update", file: "environments/staging/clusters/orders/kustomization.yaml" },
      { change: "update", file: "environments/staging/releases.lock.json" },
    ],
  });
});

test.each<[string, string, Chosen, Options]>([
  ["an environment that follows the definitions", "dev", named("orders"), {}],
  ["an unknown environment", "produ", named("orders"), {}],
  ["an unknown cluster", "prod", named("oders"), {}],
  ["an unknown ring", "staging", { kind: "ring", ring: "frist" }, {}],
  ["a release that was never cut", "staging", named("orders"), { release: 7 }],
])("%s is refused, and nothing is written", async (_, environment, chosen, options) => {
  const before = fleet.generated();
  expect(await promoted(environment, chosen, options)).toMatchSnapshot();
  expect(fleet.generated()).toEqual(before);
});

test("a promotion that compile refuses writes nothing, and a rollback that cannot be says what to do instead", async () => {
  fleet.write({ "clusters/orders/cluster.ts": orders(`${SECOND}\n  storage: { size: "40Gi" },`) });
  expect(await cut(fleet, "orders")).toEqual([3]);
  expect(await promoted("staging", named("orders"), { release: 3 })).toMatchSnapshot();
  fleet.commit("staging runs release 3");
  const before = fleet.generated();
  expect(await rolledBack("orders", "staging", 1)).toMatchSnapshot();
  expect(fleet.generated()).toEqual(before);
  fleet.write({
    "clusters/orders/cluster.ts": orders(`${SECOND}\n  storage: { size: "40Gi", class: "fast" },`),
  });
  expect(await cut(fleet, "orders")).toEqual([4]);
  expect(await promoted("staging", named("orders"), { release: 4 })).toContain("cluster/forbidden-change");
  expect(runs()).toEqual({ staging: 3, prod: 1 });
});

test("status says what runs where since when, what waits and what is ahead", async () => {
  await promoted("staging", named("orders"), { release: 2 });
  const text = async () => {
    const result = await status({ root: fleet.root, selection: {} });
    if (result.kind === "refused") throw new RangeError("refused");
    const row = result.clusters.find(({ cluster }) => cluster === "orders");
    return { environments: result.environments, rings: result.rings, ...row };
  };
  const seconds = (message: string) => Number(fleet.git("log", "-1", `--grep=^${message}$`, "--format=%ct"));
  expect(await text()).toEqual({
    environments: ["dev", "staging", "prod"],
    rings: [{ environment: "staging", ring: "first" }, { environment: "prod" }],
    cluster: "orders",
    newest: 2,
    isUnreleased: false,
    cells: {
      dev: { kind: "head" },
      staging: { kind: "release", release: 2, isAhead: false, isCut: false },
      prod: { kind: "release", release: 1, since: seconds("prod"), next: 2, isAhead: false, isCut: false },
    },
  });
  fleet.commit("staging runs release 2");
  await promoted("prod", named("orders"));
  fleet.commit("prod runs release 2");
  await rolledBack("orders", "staging");
  fleet.write({ "clusters/orders/cluster.ts": orders(FIRST) });
  expect(await text()).toMatchObject({
    isUnreleased: true,
    cells: { prod: { release: 2, since: seconds("prod runs release 2"), isAhead: true, isCut: false } },
  });
});

test("releases are listed with where they run; what nobody needs is pruned", async () => {
  fleet.write({ "clusters/orders/cluster.ts": orders(FIRST.replace("3", "1")) });
  await cut(fleet, "orders");
  const listed = async (prune: boolean) => {
    const result = await releases({ root: fleet.root, selection: {}, prune, cluster: "orders" });
    if (result.kind === "refused") return diagnosticsText(fleet.root, result.diagnostics);
    return result.releases.map(
      ({ release, environments, isPruned }) =>
        `${release} ${environments.join(" ")}${isPruned ? " pruned" : ""}`,
    );
  };
  expect(await listed(false)).toEqual(["1 prod staging", "2 ", "3 "]);
  expect(await listed(true)).toEqual(["1 prod staging", "2  pruned", "3 "]);
  expect(await listed(false)).toEqual(["1 prod staging", "3 "]);
  await promoted("staging", named("orders"), { release: 3 });
  await promoted("prod", named("orders"), { release: 3, skips: true });
  expect(await listed(true)).toEqual(["1 ", "3 prod staging"]);
  fleet.commit("all run release 3");
  expect(await listed(true)).toEqual(["1  pruned", "3 prod staging"]);
  expect(await fleet.compiled()).toBe("");
  fleet.commit("pruned");
  const refused = await rolledBack("orders", "prod");
  expect(refused).toContain("prod ran it before, and it was removed since; bring it back: git checkout");
  const [, command = "false"] = /bring it back: (git .*); or go back/.exec(refused) ?? [];
  expect(spawnSync("sh", ["-c", command], { cwd: fleet.root }).status).toBe(0);
  expect(await rolledBack("orders", "prod")).toContain("prod/orders: release 3 → 1");
});

test("a prune that was killed is finished by the next one, which has nothing to say about it", async () => {
  fleet.write({ "clusters/orders/cluster.ts": orders(FIRST.replace("3", "1")) });
  await cut(fleet, "orders");
  fleet.write({ "clusters/orders/releases/2/SHA256SUMS": undefined });
  const result = await releases({ root: fleet.root, selection: {}, prune: true, cluster: "orders" });
  if (result.kind === "refused") throw new RangeError(JSON.stringify(result.diagnostics));
  expect(result.releases.filter(({ isPruned }) => isPruned)).toEqual([
    { cluster: "orders", release: 2, environments: [], isNewest: false, isPruned: true },
  ]);
  expect(result.releases.flatMap(({ problem }) => problem ?? [])).toEqual([]);
  expect(await fleet.compiled()).toBe("");
});

test("of two promotions at once one is refused, and what is written is whole", async () => {
  fleet.write({ "clusters/billing/cluster.ts": clusterText('  name: "billing",\n  members: 5,') });
  await fleet.compiled();
  const [number = 0] = await cut(fleet, "billing");
  const texts = await Promise.all([
    promoted("staging", named("orders"), { release: 2 }),
    promoted("staging", named("billing"), { release: number }),
  ]);
  expect(texts.filter((text) => text.includes("release/moved-meanwhile"))).toHaveLength(1);
  const written = fleet.generated();
  await fleet.compiled();
  expect(fleet.generated()).toEqual(written);
});

test("a difference is told by fields, between releases, environments and the definition", async () => {
  const between = async (left: string, right: string) => {
    const result = await difference({ root: fleet.root, selection: {}, cluster: "orders", left, right });
    if (result.kind === "refused") return diagnosticsText(fleet.root, result.diagnostics);
    return [
      result.left,
      result.right,
      ...result.fields.map(({ path: field, before, after }) => `${field.join(".")} ${before} ${after}`),
    ];
  };
  expect(await between("1", "2")).toEqual([
    "release 1",
    "release 2",
    "spec.members 3 5",
    "spec.variables.long_query_time 1 2",
    "spec.variables.max_connections 500 900",
  ]);
  expect(await between("staging", "prod")).toEqual([
    "staging (release 1)",
    "prod (release 1)",
    "spec.variables.max_connections 500 2000",
  ]);
  expect(await between("2", "head")).toEqual(["release 2", "the definition as it stands"]);
  expect(await between("1", "9")).toContain("there is no release 9 of orders");
  expect(await between("stagin", "prod")).toContain("did you mean staging?");
});

test("what ran is known on a branch that the default branch was merged into", async () => {
  fleet.git("branch", "feature");
  await promoted("staging", named("orders"), { release: 2 });
  fleet.commit("staging runs release 2");
  fleet.write({ "clusters/orders/cluster.ts": orders(SECOND.replace("5", "7")) });
  await fleet.compiled();
  expect(await cut(fleet, "orders")).toEqual([3]);
  await promoted("staging", named("orders"));
  fleet.commit("staging runs release 3");
  const main = fleet.git("symbolic-ref", "--short", "HEAD").trim();
  fleet.git("checkout", "--quiet", "feature");
  fleet.write({ "notes.md": "mine\n" });
  fleet.commit("mine");
  fleet.git("merge", "--quiet", "--no-edit", main);
  expect(await promoted("prod", named("orders"), { release: 2, isDryRun: true })).toContain(
    "prod/orders: release 1 → 2",
  );
  expect(await rolledBack("orders", "staging")).toContain("staging/orders: release 3 → 2");
});

test("of all clusters each gets its own release of a number, and one that has none refuses it", async () => {
  expect(await promoted("staging", { kind: "all" }, { release: 2 })).toContain(
    "there is no release 2 of billing",
  );
  expect(runs()).toEqual({ staging: 1, prod: 1 });
  fleet.write({ "clusters/billing/cluster.ts": clusterText('  name: "billing",\n  members: 5,') });
  await fleet.compiled();
  expect(await cut(fleet, "billing")).toEqual([2]);
  const text = await promoted("staging", { kind: "all" }, { release: 2 });
  expect(text).toContain("staging/billing: release 1 → 2;");
  expect(text).toContain("staging/orders: release 1 → 2;");
  fleet.write({
    "environments/staging/releases.lock.json": fleet.git(
      "show",
      "HEAD:environments/staging/releases.lock.json",
    ),
  });
  expect(await promoted("prod", { kind: "all" }, { release: 2 })).toContain(
    "prod/billing: left as it is; release 2 never ran in staging, as committed",
  );
});

describe("a shallow clone", () => {
  let shallow = "";

  afterEach(() => rmSync(shallow, { recursive: true, force: true }));

  test("does not say what ran, and the message fetches it", async () => {
    await promoted("staging", named("orders"), { release: 2 });
    fleet.commit("staging runs release 2");
    await promoted("prod", named("orders"));
    fleet.commit("prod runs release 2");
    shallow = mkdtempSync(path.join(tmpdir(), "grampus-shallow-"));
    spawnSync("git", ["clone", "--quiet", "--depth=1", `file://${fleet.root}`, shallow]);
    const full = fleet;
    fleet = { ...full, root: shallow };
    try {
      expect(await rolledBack("orders", "prod")).toMatchInlineSnapshot(`
        "error release/history-cut: what ran in prod cannot be told: this clone is shallow
          hint    git fetch --unshallow, or with actions/checkout: fetch-depth: 0

        1 error
        "
      `);
      const ages = async () => {
        const known = await status({ root: shallow, selection: {} });
        if (known.kind === "refused") throw new RangeError(JSON.stringify(known.diagnostics));
        return known.clusters.map(({ cells }) => cells.prod);
      };
      expect(await ages()).toMatchObject([{ isCut: true }, { isCut: true }]);
      expect(await rolledBack("orders", "prod", 1)).toContain("prod/orders: release 2 → 1");
      expect(await ages()).toMatchObject([{ isCut: true }, { release: 1, isCut: false }]);
    } finally {
      fleet = full;
    }
  });
});

describe("what is wrong with a lock is said with the command that mends it", () => {
  const LOCK = "environments/prod/releases.lock.json";

  function lock(change: (text: string) => string): void {
    fleet.write({ [LOCK]: change(fleet.generated()[LOCK] ?? "") });
  }

  test.each<[string, () => void]>([
    [
      "a release that does not exist",
      () => lock((text) => text.replace('"orders": { "release": 1', '"orders": { "release": 9')),
    ],
    ["another digest", () => lock((text) => text.replace(/("orders": .*sha256:)[0-9a-f]{4}/, "$10000"))],
    ["JSON that ends", () => lock((text) => text.slice(0, text.indexOf('"lockVersion"')))],
    [
      "a folder in its place",
      () => {
        rmSync(path.join(fleet.root, LOCK));
        fleet.write({ [`${LOCK}/notes.md`]: "mine\n" });
      },
    ],
    [
      "a line of a cluster that is not listed",
      () =>
        lock((text) =>
          text
            .replace('"orders"', '"carts": null,\n\n"orders"')
            .replace('"carts": null', `"carts": { "release": 1, "digest": "sha256:${"0".repeat(64)}" }`),
        ),
    ],
    ["a release whose definition is gone", () => fleet.write({ "clusters/users/releases/1/SHA256SUMS": "" })],
    [
      "a release that was edited",
      () => fleet.write({ "clusters/orders/releases/1/cluster.yaml": "kind: Cluster\n" }),
    ],
  ])("%s", async (_, spoil) => {
    spoil();
    expect(await fleet.compiled()).toMatchSnapshot();
  });

  test("a promotion mends a pin of a release that is gone, and leaves the others", async () => {
    lock((text) => text.replace('"orders": { "release": 1', '"orders": { "release": 9'));
    expect(await promoted("prod", named("orders"), { release: 1 })).toContain(
      "prod/orders: release none → 1",
    );
    expect(await fleet.compiled()).toBe("");
    expect(fleet.git("status", "--short")).toBe("");
  });

  test("pins that are wrong in two environments are mended one after the other", async () => {
    rmSync(path.join(fleet.root, "clusters/orders/releases/1"), { recursive: true });
    fleet.commit("pruned elsewhere");
    for (const environment of ["staging", "prod"]) {
      expect(await promoted(environment, named("orders"), { release: 2, skips: true })).toContain(
        `${environment}/orders: release none → 2`,
      );
    }
    expect(runs()).toEqual({ staging: 2, prod: 2 });
    expect(await fleet.compiled()).not.toContain("error ");
  });

  test.each([
    ["removed and not committed", false],
    ["removed by a commit", true],
  ])("the hint brings a pinned release back that was %s", async (_, isCommitted) => {
    rmSync(path.join(fleet.root, "clusters/orders/releases/1"), { recursive: true });
    if (isCommitted) fleet.commit("pruned elsewhere");
    const text = await fleet.compiled();
    const [, command = ""] =
      /release\/unknown-release[\s\S]*?hint {4}bring it back with (.*?); or/.exec(text) ?? [];
    expect(spawnSync("sh", ["-c", command], { cwd: fleet.root, encoding: "utf8" }).status).toBe(0);
    expect(await fleet.compiled()).not.toContain("error ");
  });

  test("two promotions of one cluster conflict; the message says what the other side promoted", async () => {
    fleet.git("checkout", "--quiet", "-b", "mine");
    await promoted("staging", named("orders"), { release: 2 });
    fleet.commit("mine");
    fleet.git("checkout", "--quiet", "main");
    fleet.write({ "clusters/orders/cluster.ts": orders(FIRST.replace("3", "7")) });
    await cut(fleet, "orders");
    await promoted("staging", named("orders"), { release: 3 });
    fleet.commit("theirs");
    fleet.git("checkout", "--quiet", "mine");
    expect(() => fleet.git("merge", "--quiet", "main")).toThrow();
    expect(await fleet.compiled()).toMatchSnapshot();
    fleet.git("checkout", "--ours", "--", "environments");
    expect(await promoted("staging", named("orders"), { release: 3 })).toContain("release 2 → 3");
    fleet.commit("merged");
    expect(await fleet.compiled()).toBe("");
    expect(fleet.git("diff", "--name-only", "main", "--", "environments")).toBe("");
  });
});

test("two branches list a cluster for the first time in the same place: the conflict is told, and compile mends it", async () => {
  const listed = async (name: string) => {
    const file = "environments/prod/environment.ts";
    fleet.write({
      [`clusters/${name}/cluster.ts`]: clusterText(`  name: "${name}",`),
      [file]: (fleet.generated()[file] ?? FLEET[file] ?? "")
        .replace("clusters: { ", `clusters: { ${name},\n    `)
        .replace("import orders", `import ${name} from "../../clusters/${name}/cluster.ts";\nimport orders`),
    });
    await fleet.compiled();
    fleet.commit(name);
  };
  fleet.git("checkout", "--quiet", "-b", "mine");
  await listed("carts");
  fleet.git("checkout", "--quiet", "main");
  await listed("cells");
  fleet.git("checkout", "--quiet", "mine");
  expect(() => fleet.git("merge", "--quiet", "main")).toThrow();
  const file = "environments/prod/environment.ts";
  const both = readFileSync(path.join(fleet.root, file), "utf8").replaceAll(/^(<{7}|={7}|>{7}).*\n/gm, "");
  const once = both.replace(/clusters: \{ carts,\n\s+clusters: \{ cells,/, "clusters: { carts, cells,");
  fleet.write({ [file]: once.replaceAll(/clusters: \{ (carts|cells),\n(?=\s+clusters: \{)/g, "") });
  expect(await fleet.compiled()).toContain(
    "git checkout --ours -- environments/prod/releases.lock.json, then grampus compile, which adds the lines",
  );
  fleet.git("checkout", "--ours", "--", "environments/prod/releases.lock.json");
  await fleet.compiled();
  const text = fleet.generated()["environments/prod/releases.lock.json"] ?? "";
  expect(text).toContain('"carts": null,\n\n"cells": null,\n\n"orders": {');
});

describe("a release never changes", () => {
  const DIRECTORY = "clusters/orders/releases/2";

  test("one that is another than in the commit is refused, and one that is gone, unless nobody needs it", async () => {
    fleet.write({ "clusters/orders/cluster.ts": orders(FIRST.replace("3", "9")) });
    rmSync(path.join(fleet.root, DIRECTORY), { recursive: true });
    expect(await fleet.compiled()).toMatchSnapshot();
    expect(await cut(fleet, "orders")).toEqual([2]);
    expect(await fleet.compiled()).toMatchSnapshot();
    fleet.git("checkout", "HEAD", "--", DIRECTORY);
    expect(await cut(fleet, "orders")).toEqual([3]);
    fleet.commit("release 3");
    rmSync(path.join(fleet.root, DIRECTORY), { recursive: true });
    expect(await fleet.compiled()).toBe("");
  });

  test("one number that two branches cut is told, with the other branch named", async () => {
    fleet.git("checkout", "--quiet", "-b", "mine");
    fleet.write({ "clusters/orders/cluster.ts": orders(FIRST.replace("3", "7")) });
    await cut(fleet, "orders");
    await fleet.compiled();
    fleet.commit("mine");
    fleet.git("checkout", "--quiet", "main");
    fleet.write({ "clusters/orders/cluster.ts": orders(FIRST.replace("3", "9")) });
    await cut(fleet, "orders");
    await fleet.compiled();
    fleet.commit("theirs");
    fleet.git("checkout", "--quiet", "mine");
    expect(await fleet.compiled({ against: "main" })).toMatchSnapshot();
    fleet.git("checkout", "main", "--", "clusters/orders/releases/3");
    expect(await cut(fleet, "orders")).toEqual([4]);
    expect(await fleet.compiled({ against: "main" })).toBe("");
  });

  test("one that a merge brings in, in place of the own of that number, is right", async () => {
    fleet.git("checkout", "--quiet", "-b", "mine");
    const cutAs = async (members: string) => {
      fleet.write({ "clusters/orders/cluster.ts": orders(FIRST.replace("3", members)) });
      await fleet.compiled();
      expect(await cut(fleet, "orders")).toEqual([3]);
      fleet.commit(members);
    };
    await cutAs("7");
    fleet.git("checkout", "--quiet", "main");
    await cutAs("9");
    fleet.git("checkout", "--quiet", "mine");
    expect(() => fleet.git("merge", "--quiet", "main")).toThrow();
    fleet.git("checkout", "--theirs", "--", "clusters");
    expect(await fleet.compiled()).toBe("");
    fleet.git("merge", "--abort");
    fleet.git("checkout", "main", "--", "clusters/orders/releases/3");
    expect(await fleet.compiled()).toContain("release/changed: release 3 of orders is another than in HEAD");
  });

  test("check reads those too that no environment runs", async () => {
    const request = { root: fleet.root, selection: {}, types: false };
    fleet.write({ [`${DIRECTORY}/cluster.yaml`]: "kind: Cluster\n" });
    expect(await fleet.compiled()).toBe("");
    const { diagnostics } = await check(request);
    expect(diagnostics.map(({ code }) => code)).toContain("release/edited");
  });
});

test("an environment begins to follow releases: what runs is pinned, and builds to the same bytes", async () => {
  fleet.remove();
  const file = "environments/staging/environment.ts";
  const text = FLEET[file] ?? "";
  fleet = await gitFleet({
    ...FLEET,
    [file]: text.replace("namespace:", 'follows: "head",\n  namespace:'),
    "environments/prod/environment.ts": (FLEET["environments/prod/environment.ts"] ?? "").replace(
      "namespace:",
      'follows: "head",\n  namespace:',
    ),
  });
  const built = () => {
    const files = memoryFileSystem(new Map(Object.entries(fleet.generated())));
    return ["billing", "orders"].map((cluster) => {
      const result = build(`environments/staging/clusters/${cluster}`, { fs: files });
      return result.kind === "built" ? result.yaml() : "";
    });
  };
  const before = built();
  expect(before.join("")).toContain("kind: Cluster");
  fleet.write({ [file]: text });
  expect(await fleet.compiled()).toContain("release/unpinned");
  await cut(fleet, "billing", "orders");
  expect(await promoted("staging", { kind: "all" })).toMatchInlineSnapshot(`
    "staging/billing: release none → 1; release 1 never ran in staging
      nothing changes for the database
      back: no release ran there before, so there is none to go back to
    staging/orders: release none → 1; release 1 never ran in staging
      nothing changes for the database
      back: no release ran there before, so there is none to go back to
    3 files written
    "
  `);
  expect(built()).toEqual(before);
  expect(await fleet.compiled()).toBe("");
});

test("what waits for its first promotion is not rendered, and that is said", async () => {
  fleet.write({
    "environments/prod/environment.ts": (FLEET["environments/prod/environment.ts"] ?? "")
      .replace("clusters: { billing,", "clusters: { users, billing,")
      .replace("import orders", 'import users from "../../clusters/users/cluster.ts";\nimport orders'),
    "clusters/users/cluster.ts": clusterText('  name: "users",'),
  });
  const result = await render({ root: fleet.root, selection: { environment: "prod", cluster: "users" } });
  expect(result).toMatchObject({ kind: "refused", diagnostics: [{ code: "release/waiting" }] });
});

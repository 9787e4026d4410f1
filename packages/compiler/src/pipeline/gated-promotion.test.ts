import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { memoryFileSystem } from "kustomize-ts";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { builtState } from "../plan/built-states.ts";
import { planFindings } from "../plan-report/findings.ts";
import { planText } from "../plan-report/text.ts";
import { movedText } from "../promotion/text.ts";
import { diagnosticsText } from "../testing/diagnostics-text.ts";
import { environmentText } from "../testing/fleet-directory.ts";
import { type GitFleet, gitFleet } from "../testing/git-fleet.ts";
import { cut, pin, RELEASED_FLEET } from "../testing/released-fleet.ts";
import { attest } from "./attest.ts";
import { check } from "./check.ts";
import { codeowners } from "./codeowners.ts";
import { plan } from "./plan.ts";
import { type PromoteRequest, promote } from "./promote.ts";

let fleet: GitFleet;
let programs: string;

const GATES =
  'gates: [soak("48h"), healthy()],\n  policies: [requireApproval("data-movement", { from: ["team-dba", "@alice"] })],';

const PROD = environmentText(
  ["billing", "orders"],
  `  name: "prod",\n  after: "dev",\n  namespace: "mysql-prod",\n  platform: kubernetes(),\n  ${GATES}\n  clusters: { billing, orders },`,
).replace("unset }", "unset, soak, healthy, requireApproval }");

beforeEach(async () => {
  programs = mkdtempSync(path.join(tmpdir(), "grampus-kubectl-"));
  vi.stubEnv("PATH", `${programs}:${process.env.PATH}`);
  fleet = await gitFleet({ ...RELEASED_FLEET, "environments/prod/environment.ts": PROD });
  await cut(fleet, "billing", "orders");
  for (const cluster of ["billing", "orders"]) pin(fleet, "prod", cluster, 1);
  expect(await fleet.compiled()).toBe("");
  const definition = RELEASED_FLEET["clusters/orders/cluster.ts"] ?? "";
  fleet.write({
    "clusters/orders/cluster.ts": definition.replace("500", "600").replace("members: 3", "members: 1"),
  });
  await cut(fleet, "orders");
  expect(await fleet.compiled()).toBe("");
  vi.stubEnv("GIT_COMMITTER_DATE", "2026-11-10T12:00:00Z");
  fleet.commit("second");
  fleet.git("config", "user.name", "Ada");
  fleet.git("config", "user.email", "ada@example.com");
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(programs, { recursive: true, force: true });
  fleet.remove();
});

/** Lets kubectl print a list of objects. */
function runs(...objects: readonly object[]): void {
  const answer = path.join(programs, "answer.json");
  writeFileSync(answer, JSON.stringify({ items: objects }));
  writeFileSync(path.join(programs, "kubectl"), `#!/bin/sh\ncat ${answer}\n`);
  chmodSync(path.join(programs, "kubectl"), 0o755);
}

/** The orders of dev as it runs, with the spec of its overlay but for some fields. */
function orders(more: object = {}, ready: object = { status: "True", reason: "AllMembersOnline" }): object {
  const files = memoryFileSystem(new Map(Object.entries(fleet.generated())));
  const { cluster } = builtState(files, { environment: "dev", cluster: "orders" }) ?? {};
  return {
    ...cluster,
    metadata: { ...cluster?.metadata, generation: 4 },
    spec: { ...cluster?.spec, ...more },
    status: {
      observedGeneration: 4,
      members: [{ name: "orders-0", state: "Online" }],
      conditions: [{ type: "Ready", ...ready }],
    },
  };
}

function promoteRequest(now: string, more: Partial<PromoteRequest>): PromoteRequest {
  return {
    root: fleet.root,
    selection: {},
    types: false,
    isDryRun: false,
    wish: { environment: "prod", chosen: { kind: "named", clusters: ["orders"] }, skips: false },
    now: new Date(now),
    ...more,
  };
}

async function promoted(now: string, more: Partial<PromoteRequest> = {}): Promise<string> {
  const result = await promote(promoteRequest(now, more));
  const text = result.kind === "moved" ? movedText(result) : diagnosticsText(fleet.root, result.diagnostics);
  return text.replaceAll(/\([0-9a-f]{7,}\)/g, "(1234567)").replaceAll(/sha256:[0-9a-f]{64}/g, "sha256:...");
}

async function attested(now: string): Promise<string> {
  const live = { contexts: new Map<string, string>(), timeout: 5_000 };
  const result = await attest({
    root: fleet.root,
    selection: {},
    environment: "dev",
    live,
    now: new Date(now),
  });
  return result.kind === "refused"
    ? diagnosticsText(fleet.root, result.diagnostics)
    : JSON.stringify(
        { ...result, clusters: result.clusters.map(({ digest: _, ...one }) => one) },
        undefined,
        1,
      );
}

const lock = () => readFileSync(path.join(fleet.root, "environments/prod/releases.lock.json"), "utf8");

test("promote writes nothing while a gate holds", async () => {
  const before = lock();
  expect(await promoted("2026-11-11T12:00:00Z")).toMatchInlineSnapshot(`
    "environments/prod/environment.ts:10:11 error gate/holds: soak holds release 2 back from prod/orders: it was cut on Tue 2026-11-10 12:00 UTC (1234567), and 1d of 2d are left
        10 │   gates: [soak("48h"), healthy()],
           │           ^^^^^^^^^^^
      hint    it opens Thu 2026-11-12 12:00 UTC

    environments/prod/environment.ts:10:24 error gate/holds: healthy holds release 2 back from prod/orders: nobody recorded what was seen of it in dev
        10 │   gates: [soak("48h"), healthy()],
           │                        ^^^^^^^^^
      hint    grampus attest --env dev

    2 errors
    "
  `);
  expect(lock()).toBe(before);
});

test("of many, what a gate holds is left as it is and told, and the others are promoted", async () => {
  const definition = RELEASED_FLEET["clusters/billing/cluster.ts"] ?? "";
  fleet.write({ "clusters/billing/cluster.ts": definition.replace("members: 3", "members: 5") });
  await cut(fleet, "billing");
  expect(await fleet.compiled()).toBe("");
  vi.stubEnv("GIT_COMMITTER_DATE", "2026-11-01T12:00:00Z");
  fleet.commit("third, dated long ago");
  const wish = { environment: "prod", chosen: { kind: "all" }, skips: false } as const;
  const override = { gates: ["healthy"], because: "hotfix, OPS-1" };
  const said = await promoted("2026-11-11T12:00:00Z", { wish, override });
  expect(said).toContain("prod/billing: release 1 → 2;");
  expect(said).toContain(
    "prod/orders: left as it is; soak holds: it was cut on Tue 2026-11-10 12:00 UTC (1234567), and 1d of 2d are left\n",
  );
  expect(lock()).toContain('"billing": { "release": 2');
  expect(lock()).toContain('"orders": { "release": 1');
  expect(existsSync(path.join(fleet.root, "environments/prod/overrides/orders.yaml"))).toBe(false);
});

test("an override leaves who, when and why beside the lock, for the gates that held", async () => {
  const override = { gates: ["soak", "healthy"], because: "hotfix, OPS-1" };
  expect(await promoted("2026-11-11T12:00:00Z", { override })).toContain("gate soak: overridden");
  const file = path.join(fleet.root, "environments/prod/overrides/orders.yaml");
  expect(readFileSync(file, "utf8").replaceAll(/sha256:[0-9a-f]{64}/g, "sha256:...")).toMatchInlineSnapshot(`
    "- gate: 'soak("2d")'
      release: 2
      digest: sha256:...
      by: "Ada <ada@example.com>"
      at: "2026-11-11T12:00:00Z"
      because: "hotfix, OPS-1"
    - gate: 'healthy()'
      release: 2
      digest: sha256:...
      by: "Ada <ada@example.com>"
      at: "2026-11-11T12:00:00Z"
      because: "hotfix, OPS-1"
    "
  `);
  expect(lock()).toContain('"orders": { "release": 2');
  fleet.commit("on a branch of its own");
});

test("wrong overrides are refused, and nothing is written", async () => {
  const tried = async (gates: readonly string[], because?: string) =>
    promoted("2026-11-11T12:00:00Z", { override: { gates, ...(because === undefined ? {} : { because }) } });
  expect(await tried(["soka"], "x")).toMatchInlineSnapshot(`
    "error gate/unknown: prod has no gate soka to go past
      found   soka
      allowed soak, healthy
      hint    did you mean soak?

    1 error
    "
  `);
  expect(await tried(["soak"])).toContain("--override needs a reason");
  expect(await tried(["soak"], "  ")).toContain("--override needs a reason");
  expect(await tried(["soak"], "one is not enough")).toContain("healthy holds");
  expect(existsSync(path.join(fleet.root, "environments/prod/overrides"))).toBe(false);
});

test("what kubectl sees opens the gate of health: recorded, or live", async () => {
  runs(orders());
  const live = { contexts: new Map<string, string>(), timeout: 5_000 };
  expect(await promoted("2026-11-13T12:00:00Z", { live, isDryRun: true })).toContain(
    "gate healthy: open; in dev it is Ready, 1 of 1 members online",
  );
  expect(await promoted("2026-11-13T12:00:00Z", { isDryRun: true })).toContain("healthy holds");
  expect(await attested("2026-11-13T11:00:00Z")).toMatchInlineSnapshot(`
    "{
     "kind": "attested",
     "environment": "dev",
     "file": "environments/dev/attestations.json",
     "clusters": [
      {
       "cluster": "billing",
       "release": 1,
       "healthy": false,
       "at": "2026-11-13T11:00:00Z",
       "saw": "not there"
      },
      {
       "cluster": "orders",
       "release": 2,
       "healthy": true,
       "at": "2026-11-13T11:00:00Z",
       "saw": "Ready, 1 of 1 members online"
      }
     ],
     "unreleased": []
    }"
  `);
  expect(await promoted("2026-11-13T12:00:00Z")).toContain(
    "gate healthy: open; in dev it was on 2026-11-13T11:00:00Z Ready",
  );
});

test.each([
  ["another spec", () => orders({ members: 3 }), "another spec: spec.members"],
  [
    "not Ready",
    () => orders({}, { status: "False", reason: "MemberDown" }),
    "not Ready: MemberDown, 1 of 1 members online",
  ],
  ["not there", () => ({ kind: "Cluster" }), "not there"],
  [
    "not acted on",
    () => ({ ...orders(), metadata: { name: "orders", generation: 5 } }),
    "not seen by the operator yet",
  ],
])("a bad sight takes back a good one: %s", async (_, object, saw) => {
  runs(orders());
  expect(await attested("2026-11-13T10:00:00Z")).toContain("Ready, 1 of 1 members online");
  runs(object());
  expect(await attested("2026-11-13T11:00:00Z")).toContain(saw);
  expect(await promoted("2026-11-13T12:00:00Z")).toContain(`it was on 2026-11-13T11:00:00Z ${saw}`);
});

test("what cannot be looked at is not recorded", async () => {
  writeFileSync(path.join(programs, "kubectl"), "#!/bin/sh\necho 'no such context' >&2\nexit 1\n");
  chmodSync(path.join(programs, "kubectl"), 0o755);
  expect(await attested("2026-11-13T10:00:00Z")).toMatchInlineSnapshot(`
    "error gate/not-seen: the clusters of dev cannot be looked at: no such context
      hint    the context is dev; --context dev=NAME names another one

    1 error
    "
  `);
  expect(existsSync(path.join(fleet.root, "environments/dev/attestations.json"))).toBe(false);
});

test("a plan shows gates and prints the line that approves; check refuses without it, and tells lines that are left", async () => {
  fleet.git("checkout", "--quiet", "-b", "promotion");
  const override = { gates: ["soak", "healthy"], because: "hotfix" };
  const request = promoteRequest("2026-11-11T12:00:00Z", { override });
  const promotion = await promote(request);
  if (promotion.kind === "refused") throw new RangeError("refused");
  const [, before = ""] =
    /approve it; add to environments\/prod\/approvals\.yaml:\n {4}(- .*)/.exec(movedText(promotion)) ?? [];
  fleet.commit("promoted");
  const planned = async () => {
    const result = await plan({ root: fleet.root, selection: {}, now: new Date("2026-11-11T13:00:00Z") });
    return result.kind === "planned" ? planText(result) : diagnosticsText(fleet.root, result.diagnostics);
  };
  const checked = async () => {
    const { diagnostics } = await check({ root: fleet.root, selection: {}, types: false });
    const text = diagnosticsText(
      fleet.root,
      diagnostics.filter(({ code }) => code.startsWith("approval/")),
    );
    return text.replaceAll(/sha256:[0-9a-f]{64}/g, "sha256:...");
  };
  const text = await planned();
  expect(text).toContain("1 approval is missing");
  expect(text).toContain("prod: gate soak is overridden for orders release 2");
  const [line = ""] = /- \{ cluster: orders, .*\}/.exec(text) ?? [];
  expect(line).toMatch(/change: sha256:[0-9a-f]{64}/);
  expect(before).toBe(line);
  const sarif = await plan({ root: fleet.root, selection: {}, now: new Date("2026-11-11T13:00:00Z") });
  const found = sarif.kind === "planned" ? planFindings(sarif) : [];
  expect(
    found
      .filter(({ code }) => !code.startsWith("plan/"))
      .map(({ code, severity, source }) => `${severity} ${code} ${source?.file}:${source?.line}`),
  ).toMatchInlineSnapshot(`
    [
      "error approval/missing environments/prod/environment.ts:12",
      "info gate/overridden environments/prod/releases.lock.json:4",
      "info gate/overridden environments/prod/releases.lock.json:4",
    ]
  `);
  expect(await checked()).toMatchInlineSnapshot(`
    "environments/prod/environment.ts:12:24 error approval/missing: the change of prod/orders is data-movement, and team-dba and @alice did not approve it
        12 │   clusters: { billing, orders },
           │                        ^^^^^^
      hint    add to environments/prod/approvals.yaml: - { cluster: orders, environment: prod, change: sha256:..., by: "team-dba" }
      environments/prod/environment.ts:11:14 the policy
        11 │   policies: [requireApproval("data-movement", { from: ["team-dba", "@alice"] })],
           │              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    1 error
    "
  `);
  fleet.write({ "environments/prod/approvals.yaml": `${line}\n` });
  expect(await checked()).toBe("");
  expect(await planned()).toContain("team-dba approves it");
  fleet.write({ "environments/prod/approvals.yaml": `${line.replace("team-dba", "mallory")}\n` });
  expect(await checked()).toContain("approval/missing");
  fleet.write({ "environments/prod/approvals.yaml": `${line}\n` });
  fleet.commit("approved");
  fleet.git("checkout", "--quiet", "main");
  fleet.git("merge", "--quiet", "--ff-only", "promotion");
  expect(await checked()).toMatchInlineSnapshot(`
    "environments/prod/approvals.yaml:1:1 warning approval/stale: this approves a change of prod/orders, and none is pending
        1 │ - { cluster: orders, environment: prod, change: sha256:4f68d0fa760967870f8bb6b3de86e95268b…
          │ ^
      found   sha256:...
      hint    remove the line: it would approve the same change again

    1 warning
    "
  `);
});

test("what an exception lets through is not missing, wherever it is told", async () => {
  const excepted =
    'exceptions: [exception({ cluster: "orders", policy: "require-approval", because: "OPS-7", until: "2027-01-31" })],';
  fleet.write({
    "environments/prod/environment.ts": PROD.replace("policies:", `${excepted}\n  policies:`).replace(
      "unset,",
      "unset, exception,",
    ),
  });
  fleet.commit("exception");
  fleet.git("checkout", "--quiet", "-b", "promotion");
  const override = { gates: ["soak", "healthy"], because: "hotfix" };
  const told = "is data-movement; an exception lets it through: OPS-7";
  const said = await promoted("2026-11-11T12:00:00Z", { override });
  expect(said).toContain(told);
  expect(said).not.toContain("did NOT approve");
  fleet.commit("promoted");
  const result = await plan({ root: fleet.root, selection: {}, now: new Date("2026-11-11T13:00:00Z") });
  const text = result.kind === "planned" ? planText(result) : "";
  expect(text).toContain(told);
  expect(text).not.toContain("approval is missing");
});

test("of several gates of a name, one is gone past as it is written", async () => {
  const freezes = ["audit", "sale"].map(
    (because) => `freeze({ from: "2026-11-01", until: "2026-11-30", because: "${because}" })`,
  );
  const environment = PROD.replace('soak("48h"), healthy()', freezes.join(", "));
  fleet.write({ "environments/prod/environment.ts": environment.replace("unset,", "unset, freeze,") });
  const go = (...gates: readonly string[]) =>
    promoted("2026-11-11T12:00:00Z", { override: { gates, because: "hotfix" } });
  const text = (because: string) =>
    `freeze({ from: "2026-11-01", until: "2026-11-30", zone: "UTC", because: "${because}" })`;
  expect(await go("freeze")).toContain(
    "gate/several: prod has several gates freeze, and an override is for one",
  );
  const one = await go(text("audit"));
  expect(one).toContain(": sale");
  expect(one).not.toContain("error gate/several");
  expect(await go(text("audit"), text("sale"))).toContain("gate freeze: overridden");
});

test("approvals belong to those who may approve", async () => {
  await codeowners({ root: fleet.root, organization: "acme" });
  const text = readFileSync(path.join(fleet.root, ".github/CODEOWNERS"), "utf8");
  expect(text).toContain("\n/environments/prod/approvals.yaml @acme/team-dba @alice\n");
  fleet.write({ "environments/prod/environment.ts": PROD.replace('"team-dba"', '"umbrella/team-dba"') });
  await codeowners({ root: fleet.root, organization: "acme" });
  const whole = readFileSync(path.join(fleet.root, ".github/CODEOWNERS"), "utf8");
  expect(whole).toContain("\n/environments/prod/approvals.yaml @umbrella/team-dba @alice\n");
});

test("a cluster that leaves Git is destructive, and has to be approved", async () => {
  const policy = GATES.replace('"data-movement"', '"destructive"');
  const text = (clusters: string) => PROD.replace(GATES, policy).replace("{ billing, orders }", clusters);
  fleet.write({
    "environments/prod/environment.ts": text(
      '{ billing, orders: retire(orders, { because: "replaced by shop", data: "retain" }) }',
    ),
  });
  await fleet.compiled();
  fleet.commit("retired");
  fleet.git("checkout", "--quiet", "-b", "leaving");
  fleet.write({
    "environments/prod/environment.ts": text("{ billing }").replace(/^import orders.*\n/m, ""),
  });
  await fleet.compiled();
  const { diagnostics } = await check({ root: fleet.root, selection: {}, types: false });
  const told = diagnosticsText(fleet.root, diagnostics);
  const [line = ""] = /- \{ cluster: orders, .*\}/.exec(told) ?? [];
  expect(told).toContain(
    "the change of prod/orders is destructive, and team-dba and @alice did not approve it",
  );
  fleet.write({ "environments/prod/approvals.yaml": `${line}\n` });
  const after = await check({ root: fleet.root, selection: {}, types: false });
  expect(diagnosticsText(fleet.root, after.diagnostics)).not.toContain("approval/");
});

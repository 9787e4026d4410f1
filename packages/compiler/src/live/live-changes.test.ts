import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { API_VERSION, CLUSTER_KIND, type ClusterSpec, type ClusterStatus, normalize } from "@grampus/api";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { plainCopy } from "../data/plain-copy.ts";
import { isCluster } from "../plan/built-states.ts";
import { type ClusterChange, plannedClusters } from "../plan/fleet-plan.ts";
import type { ClusterState } from "../plan/played.ts";
import { liveChanges } from "./live-changes.ts";

let programs: string;

/** Puts a program called kubectl before all others. */
function fakeKubectl(body: string): void {
  const file = path.join(programs, "kubectl");
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
}

beforeEach(() => {
  programs = mkdtempSync(path.join(tmpdir(), "grampus-kubectl-"));
  vi.stubEnv("PATH", `${programs}:${process.env.PATH}`);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(programs, { recursive: true, force: true });
});

const metadata = { name: "orders", namespace: "shop" };

function object(spec: ClusterSpec, status?: ClusterStatus): object {
  const stated = { apiVersion: API_VERSION, kind: CLUSTER_KIND, metadata, spec };
  return { ...stated, ...(status === undefined ? {} : { status }) };
}

function state(spec: ClusterSpec): ClusterState {
  const cluster = normalize(plainCopy(object(spec)));
  if (!isCluster(cluster, "orders")) throw new TypeError("no Cluster");
  return { cluster, objects: [] };
}

const RESTART = { variables: { back_log: 90 } };

function change(before: ClusterSpec = {}, after: ClusterSpec = RESTART): ClusterChange {
  const identity = { target: "prod-1", ...metadata };
  return { environment: "prod", cluster: "orders", identity, before: state(before), after: state(after) };
}

function prints(value: unknown): void {
  const file = path.join(programs, "answer.json");
  writeFileSync(file, JSON.stringify(value));
  fakeKubectl(`echo "$@" > ${programs}/arguments; cat ${file}`);
}

const healthy: ClusterStatus = {
  primary: "orders-1",
  members: [
    { name: "orders-0", state: "Online", role: "Secondary" },
    { name: "orders-1", state: "Online", role: "Primary" },
    { name: "orders-2", state: "Online", role: "Secondary" },
  ],
};

async function planned(one = change(), contexts: ReadonlyMap<string, string> = new Map()) {
  const { changes, diagnostics } = await liveChanges([one], { contexts, timeout: 3_000 });
  const [found] = plannedClusters(changes);
  return {
    steps: found?.plan.steps.flatMap(({ text }) => text ?? []),
    outcome: found?.plan.outcome,
    notes: found?.plan.notes,
    survives: found?.plan.interruption.survives.before,
    said: diagnostics.map(({ message, hint }) => `${message} [${hint}]`),
  };
}

test("the primary of a healthy cluster restarts last", async () => {
  prints({ items: [object({}, healthy)] });
  expect(await planned()).toMatchObject({
    steps: [
      "restart orders-2 (variable back_log)",
      "restart orders-0 (variable back_log)",
      "switch the primary from orders-1 to orders-0",
      "restart orders-1 (variable back_log)",
    ],
    notes: [],
    said: [],
  });
  expect(readFileSync(path.join(programs, "arguments"), "utf8")).toBe(
    "get clusters.mysql.oracle.com --namespace=shop --output=json --context=prod-1 --request-timeout=2s\n",
  );
});

test("--context names the context of an environment", async () => {
  prints({ items: [object({}, healthy)] });
  await planned(change(), new Map([["prod", "admin@prod"]]));
  expect(readFileSync(path.join(programs, "arguments"), "utf8")).toContain("--context=admin@prod");
});

test("a member that is down makes the change wait, and is told with what the operator says", async () => {
  const [first, second] = healthy.members ?? [];
  const down: ClusterStatus = {
    ...healthy,
    members: [first, second]
      .flatMap((member) => member ?? [])
      .concat({ name: "orders-2", state: "Unreachable" }),
    conditions: [
      {
        type: "Degraded",
        status: "True",
        reason: "MembersMissing",
        message: "2 of 3 members online",
        lastTransitionTime: "2026-01-01T00:00:00Z",
      },
    ],
  };
  prints({ items: [object({}, down)] });
  expect(await planned()).toMatchObject({
    outcome: { kind: "waiting" },
    survives: 0,
    notes: [
      "orders-2 is down now",
      "the cluster is degraded now: MembersMissing: 2 of 3 members online",
      "orders-0, orders-1, orders-2 keep the old template (variable back_log) until then",
    ],
  });
});

test("a primary that is down is none: the steps begin with another one", async () => {
  const members = (healthy.members ?? []).map((member) =>
    member.name === "orders-1" ? { ...member, state: "Unreachable" as const } : member,
  );
  prints({ items: [object({}, { ...healthy, members })] });
  const { changes } = await liveChanges([change()], { contexts: new Map() });
  expect(changes.map(({ running }) => running?.start)).toEqual([{ down: ["orders-1"] }]);
});

test("a spec that is not the base's is where the steps begin", async () => {
  prints({
    items: [
      object({ members: 5, updateStrategy: { type: "OnDelete" } }, { ...healthy, primary: "orders-0" }),
    ],
  });
  const { steps, notes } = await planned(change({ members: 3 }, { members: 3, ...RESTART }));
  expect(notes?.[0]).toBe(
    "in Kubernetes the spec is not that of the base (spec.members, spec.updateStrategy.type); the steps begin with what is in Kubernetes",
  );
  expect(steps?.slice(0, 2)).toEqual(["take orders-4 out of the group", "take orders-3 out of the group"]);
});

test("members that wait for a person are told", async () => {
  const pendingRestart = { members: ["orders-2"], reasons: ["image"], origin: "Spec" } as const;
  prints({ items: [object({}, { ...healthy, pendingRestart })] });
  expect((await planned()).notes).toEqual(["orders-2 wait to be restarted now (image)"]);
});

test("a cluster that is not there, or that nobody looks after yet", async () => {
  prints({ items: [] });
  expect((await planned()).notes).toEqual([
    "there is no such Cluster in Kubernetes: what the base says was not applied",
  ]);
  prints({ items: [object({})] });
  expect((await planned()).notes).toEqual(["the operator has said nothing of the cluster yet"]);
});

describe("what cannot be read is said, and the plan goes on without", () => {
  const fromGit = async () => {
    const { steps, said } = await planned();
    expect(steps?.at(-1)).toBe("restart orders-0 (variable back_log)");
    return said;
  };

  test.each([
    ["no JSON", "echo Welcome", "what kubectl printed is no list of objects"],
    ["another JSON", `echo '{"items": 3}'`, "what kubectl printed is no list of objects"],
    [
      "forbidden",
      "echo 'Error from server (Forbidden): clusters is forbidden' >&2; echo more >&2; exit 1",
      "Error from server (Forbidden): clusters is forbidden",
    ],
    [
      "no context",
      `echo 'error: context "prod-1" does not exist' >&2; exit 1`,
      'error: context "prod-1" does not exist',
    ],
    ["nothing at all", "exit 3", "kubectl ended with 3"],
    ["no answer from a plugin of its own", "sleep 30; exit 0", "kubectl did not answer within 3 s"],
    ["a signal", "kill -9 $$", "kubectl ended with SIGKILL"],
    ["no answer", "exec sleep 60", "kubectl did not answer within 3 s"],
  ])("%s", async (_, body, reason) => {
    fakeKubectl(body);
    const begun = performance.now();
    const said = await fromGit();
    expect(performance.now() - begun).toBeLessThan(20_000);
    expect(said).toEqual([
      `the clusters of prod are taken as healthy: ${reason} [the context is prod-1; --context prod=NAME names another one]`,
    ]);
  });

  test("no kubectl", async () => {
    vi.stubEnv("PATH", programs);
    expect(await fromGit()).toEqual([expect.stringContaining("kubectl is not installed")]);
  });

  test("objects that are no Cluster of this name", async () => {
    prints({ items: [null, { kind: "Cluster" }, { ...object({}), metadata: { name: "other" } }] });
    expect((await planned()).notes).toEqual([
      "there is no such Cluster in Kubernetes: what the base says was not applied",
    ]);
  });

  test("a status of wrong types", async () => {
    const status = { primary: 3, members: [{ name: "orders-2" }, 4], conditions: "none", pendingRestart: [] };
    prints({ items: [{ ...object({}), status }] });
    expect(await fromGit()).toEqual([]);
  });
});

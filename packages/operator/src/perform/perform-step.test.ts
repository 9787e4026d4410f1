import type { Observation, Step } from "@grampus/planner";
import { DEFAULT_PLATFORM } from "@grampus/resources";
import { describe, expect, test } from "vitest";
import type { KubeClient } from "../kube/client.ts";
import { Logins } from "../observe/logins.ts";
import { performStep, type StepPorts } from "./perform-step.ts";

const absent = { kind: "absent" } as const;
const seen: Observation = {
  now: 0,
  freshness: "live",
  cluster: {
    apiVersion: "mysql.oracle.com/v1alpha1",
    kind: "Cluster",
    metadata: { name: "orders", namespace: "shop", uid: "uid-orders", resourceVersion: "1" },
    spec: { members: 3 },
  },
  platform: DEFAULT_PLATFORM,
  identity: absent,
  userConfig: { kind: "none" },
  secrets: { root: absent, accounts: absent, authority: absent, certificate: absent },
  objects: [],
  pods: [],
  claims: [
    {
      name: "data-orders-0",
      member: "orders-0",
      uid: "uid-claim",
      resourceVersion: "1",
      deleting: false,
      storage: "10Gi",
      phase: "Bound",
    },
  ],
  nodes: [],
  members: {},
  failures: [],
};
const erased: Observation = {
  ...seen,
  cluster: {
    ...seen.cluster,
    metadata: { ...seen.cluster.metadata, deletionTimestamp: "2026-01-01T00:00:00Z" },
    spec: { members: 3, deletionPolicy: "Delete" },
  },
};
const erasure: Step = {
  kind: "delete-claim",
  target: { name: "data-orders-0", uid: "uid-claim", resourceVersion: "1" },
  because: "spec.deletionPolicy is Delete",
};

/** Ports of which only the removal of objects is there, and what was removed. */
function ports(): { readonly ports: StepPorts; readonly removed: readonly string[] } {
  const removed: string[] = [];
  const unexpected = () => Promise.reject(new Error("nothing else is asked for"));
  const client: KubeClient = {
    find: unexpected,
    applyStatus: unexpected,
    create: unexpected,
    replace: unexpected,
    patch: unexpected,
    remove: (_, { name }) => {
      removed.push(name);
      return Promise.resolve();
    },
  };
  return {
    ports: {
      client,
      connectMember: unexpected,
      now: () => 0,
      ways: new Logins().with({}),
      pods: [],
      onLateEnd: () => undefined,
    },
    removed,
  };
}

describe("a step that cannot be undone", () => {
  test("is performed when what was observed allows it", async () => {
    const { ports: used, removed } = ports();
    await expect(performStep(erasure, erased, used)).resolves.toBe("ended");
    expect(removed).toEqual(["data-orders-0"]);
  });

  test("is not performed when a safety rule forbids it, whoever decided it", async () => {
    const { ports: used, removed } = ports();
    await expect(performStep(erasure, seen, used)).rejects.toMatchObject({
      code: "step-forbidden",
      message: "delete-claim is not performed: the spec does not give up data-orders-0",
    });
    expect(removed).toEqual([]);
  });
});

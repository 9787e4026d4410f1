import { describe, expect, it } from "vitest";
import type { Pod } from "../kube/kinds.ts";
import { observedNodes, observedPod } from "./observed-objects.ts";

const METADATA = {
  name: "orders-0",
  uid: "u",
  resourceVersion: "1",
  creationTimestamp: "2026-11-22T12:00:00Z",
};

function podWith(status: NonNullable<Pod["status"]>): Pod {
  return { metadata: METADATA, status };
}

describe("what keeps a pod from running", () => {
  it.each([
    { reason: "ContainerCreating", trouble: undefined },
    { reason: "PodInitializing", trouble: undefined },
    { reason: "ImagePullBackOff", trouble: { reason: "ImagePullBackOff", message: "no such image" } },
    { reason: "CrashLoopBackOff", trouble: { reason: "CrashLoopBackOff", message: "no such image" } },
  ])("a container waiting for $reason", ({ reason, trouble }) => {
    const containerStatuses = [{ name: "mysql", state: { waiting: { reason, message: "no such image" } } }];
    expect(observedPod(podWith({ containerStatuses }), "orders").trouble).toEqual(trouble);
  });

  it("how its container ended last", () => {
    const terminated = { reason: "OOMKilled", exitCode: 137 };
    const state = { waiting: { reason: "CrashLoopBackOff", message: "back-off" } };
    const containerStatuses = [{ name: "mysql", state, lastState: { terminated } }];
    expect(observedPod(podWith({ containerStatuses }), "orders").trouble).toEqual({
      ...state.waiting,
      ended: terminated,
    });
  });

  it("no node that would take it", () => {
    const scheduled = {
      type: "PodScheduled",
      status: "False",
      reason: "Unschedulable",
      message: "0/3 nodes",
    };
    expect(observedPod(podWith({ conditions: [scheduled] }), "orders")).toMatchObject({
      phase: "Pending",
      ready: false,
      trouble: { reason: "Unschedulable", message: "0/3 nodes" },
    });
  });
});

describe("the labels by which a pod is known", () => {
  const known = { "mysql.oracle.com/cluster": "orders", "app.kubernetes.io/component": "member" };
  it.each([
    [known, true],
    [{ ...known, team: "shop" }, true],
    [{ ...known, "mysql.oracle.com/cluster": "other" }, false],
    [{ "mysql.oracle.com/cluster": "orders" }, false],
    [undefined, false],
  ] as const)("%j: %s", (labels, selected) => {
    const metadata = { ...METADATA, ...(labels === undefined ? {} : { labels }) };
    expect(observedPod({ metadata }, "orders").selected).toBe(selected);
  });
});

describe("the nodes of pods", () => {
  it("without an object are missing, without a condition unknown", () => {
    const ready = { type: "Ready", status: "True" } as const;
    const nodes = [
      { metadata: { name: "n1" }, status: { conditions: [ready] } },
      { metadata: { name: "n2" } },
    ];
    expect(observedNodes(["n1", "n2", "n3"], nodes)).toEqual([
      { name: "n1", ready: "True" },
      { name: "n2", ready: "Unknown" },
      { name: "n3", ready: "missing" },
    ]);
  });
});

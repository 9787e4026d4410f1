import { describe, expect, it } from "vitest";
import { keptPart } from "./kept.ts";
import { SharedTexts } from "./shared-text.ts";

const METADATA = {
  name: "orders-0",
  namespace: "shop",
  uid: "u",
  resourceVersion: "7",
  generation: 2,
  labels: { app: "orders" },
  annotations: { "kubectl.kubernetes.io/last-applied-configuration": "{}", "mysql.oracle.com/revision": "r" },
  ownerReferences: [{ kind: "StatefulSet", uid: "s", controller: true }],
};
const STORED = { ...METADATA, managedFields: [{ manager: "kubelet" }], selfLink: "/x" };
const KEPT = { ...METADATA, annotations: { "mysql.oracle.com/revision": "r" } };

describe("what the caches keep", () => {
  it("of a pod: where it runs, and how it is", () => {
    const pod = {
      metadata: STORED,
      spec: { nodeName: "n1", containers: [{ name: "mysql", image: "mysql:9.7" }] },
      status: {
        phase: "Running" as const,
        podIP: "10.0.0.1",
        hostIP: "10.1.0.1",
        conditions: [{ type: "Ready", status: "True", lastTransitionTime: "2026-01-01T00:00:00Z" }],
        containerStatuses: [
          {
            name: "mysql",
            image: "mysql:9.7",
            state: {
              waiting: { reason: "CrashLoopBackOff", message: "back-off" },
              running: { startedAt: "x" },
            },
          },
        ],
      },
    };
    expect(keptPart("pods", pod)).toEqual({
      metadata: KEPT,
      spec: { nodeName: "n1" },
      status: {
        phase: "Running",
        podIP: "10.0.0.1",
        conditions: [{ type: "Ready", status: "True" }],
        containerStatuses: [
          { name: "mysql", state: { waiting: { reason: "CrashLoopBackOff", message: "back-off" } } },
        ],
      },
    });
  });

  it("of a node: whether it is ready", () => {
    const conditions = [
      { type: "Ready", status: "True" as const, lastHeartbeatTime: "2026-01-01T00:00:00Z" },
    ];
    const node = { metadata: STORED, status: { conditions, images: [{ names: ["mysql:9.7"] }] } };
    expect(keptPart("nodes", node)).toEqual({
      metadata: { name: "orders-0", uid: "u", resourceVersion: "7" },
      status: { conditions: [{ type: "Ready", status: "True" }] },
    });
  });

  it("of a Cluster: all that is its own", () => {
    const cluster = {
      apiVersion: "mysql.oracle.com/v1alpha1",
      kind: "Cluster",
      metadata: STORED,
      spec: { members: 3 },
      status: { replicas: 3 },
    } as const;
    expect(keptPart("clusters", cluster)).toEqual({ ...cluster, metadata: KEPT });
  });

  it("of a Service: its spec, and what others set in it", () => {
    const spec = { selector: { app: "orders", foo: "bar" } };
    const managedFields = [
      { manager: "grampus", fieldsV1: { "f:spec": { "f:ports": {} } } },
      { manager: "kube-controller-manager", subresource: "status", fieldsV1: { "f:status": {} } },
      {
        manager: "kubectl-patch",
        time: "2026-01-01T00:00:00Z",
        fieldsV1: {
          "f:metadata": { "f:labels": { "f:team": {} } },
          "f:spec": { "f:selector": {}, "f:ports": { 'k:{"port":9104}': { ".": {}, "f:port": {} } } },
        },
      },
    ];
    const setAt = Date.UTC(2026, 0, 1);
    expect(keptPart("services", { metadata: { ...STORED, managedFields }, spec })).toEqual({
      metadata: KEPT,
      spec,
      foreign: [
        { manager: "kubectl-patch", path: ["spec", "selector"], setAt },
        { manager: "kubectl-patch", path: ["spec", "ports", { port: 9104 }, "port"], setAt },
      ],
    });
  });

  it("of a Secret: its values as they are", () => {
    const data = { password: "c2VjcmV0" };
    expect(keptPart("secrets", { metadata: STORED, data })).toEqual({ metadata: KEPT, data });
  });
});

describe("texts that objects have in common", () => {
  it("are given back as they are, and do not grow without end", () => {
    const texts = new SharedTexts();
    for (let index = 0; index < 5_000; index++) expect(texts.share(`text ${index}`)).toBe(`text ${index}`);
    expect(texts.size).toBe(4_096);
  });

  it("are forgotten only when they were not wanted for long", () => {
    const texts = new SharedTexts();
    for (let index = 0; index < 10_000; index++) {
      texts.share("wanted");
      texts.share(`text ${index}`);
    }
    expect(texts.has("wanted")).toBe(true);
    expect(texts.has("text 0")).toBe(false);
  });
});

import { API_VERSION, CLUSTER_KIND, type ClusterSpec, normalize, validate } from "@grampus/api";
import fc from "fast-check";
import { expect, test } from "vitest";
import { plainCopy } from "../data/plain-copy.ts";
import { clusterResource } from "../resolve/resource.ts";
import { randomSettings } from "../testing/random-settings.ts";
import { isCluster } from "./built-states.ts";
import { planOfCluster } from "./cluster-plan.ts";
import type { ClusterState } from "./played.ts";
import { sharedForecasts } from "./shared-forecasts.ts";

function state(spec: object, name = "orders"): ClusterState {
  const stated = { apiVersion: API_VERSION, kind: CLUSTER_KIND, metadata: { name, namespace: "shop" }, spec };
  const cluster = plainCopy(normalize(plainCopy(stated)));
  if (!isCluster(cluster, name)) throw new TypeError("no Cluster");
  return { cluster, objects: [] };
}

const CHANGES: readonly (readonly [before: ClusterSpec, after: ClusterSpec])[] = [
  [{}, { variables: { back_log: 90 } }],
  [{ members: 5 }, { members: 3 }],
  [{}, { members: 1, variables: { back_log: 90, max_connections: 9 } }],
  [{}, { nodeSelector: { disk: "ssd" } }],
  [{ version: "9.7.3" }, { version: "9.7.4" }],
  [{}, { volumeClaimTemplate: { spec: { resources: { requests: { storage: "20Gi" } } } } }],
  [{}, { multiMaster: true }],
  [{ members: 5 }, { members: 5, variables: { back_log: 90 } }],
  [
    { members: 3, updateStrategy: { type: "OnDelete" } },
    { members: 3, updateStrategy: { type: "OnDelete" }, variables: { back_log: 90 } },
  ],
  [{}, { resources: { server: { limits: { memory: "8Gi" } } } }],
];

const samples = fc.sample(
  randomSettings.map((settings) => plainCopy(clusterResource({ name: "orders", ...settings })).spec ?? {}),
  { numRuns: 400, seed: 7 },
);

/** What specs say besides, as the API takes it and without what a change is about. */
const BESIDES = samples
  .flatMap((spec) => (typeof spec === "object" && spec !== null ? [{ ...spec }] : []))
  .map((spec) => {
    const { members, version, volumeClaimTemplate, abandonedMembers, ...rest } = Object(spec);
    return rest;
  })
  .filter((spec) => {
    const { cluster } = state(spec);
    return Object.keys(spec).length > 1 && validate(CLUSTER_KIND, cluster).length === 0;
  })
  .slice(0, 12);

test("there are specs to try", () => {
  expect(BESIDES.length).toBeGreaterThan(5);
});

test.each(CHANGES)(
  "a change is the same whatever else specs say, and whoever plays it: %j to %j",
  (before, after) => {
    const player = sharedForecasts();
    const plans = [...BESIDES, {}].map((besides, index) => {
      const name = ["orders", "data", "cluster"][index % 3] ?? "";
      const with_ = (spec: ClusterSpec) => {
        const { variables = {} } = spec;
        const more = Object(Object(besides).variables ?? {});
        return state({ ...besides, ...spec, variables: { ...more, ...variables } }, name);
      };
      const [old, current] = [with_(before), with_(after)];
      return [planOfCluster(old, current, {}, player), planOfCluster(old, current)];
    });
    for (const [shared, own] of plans) expect(shared).toEqual(own);
  },
);

test("what is known of a cluster counts: another primary is another course", () => {
  const player = sharedForecasts();
  const [before, after] = [state({}), state({ variables: { back_log: 90 } })];
  for (const start of [{}, { primary: "orders-2" }, { down: ["orders-1"] }])
    expect(planOfCluster(before, after, start, player)).toEqual(planOfCluster(before, after, start));
});

test("what stalls and stays the same is not left out", () => {
  const player = sharedForecasts();
  const unknown = { nothing_like_it: 1 };
  const [before, after] = [state({ variables: unknown }), state({ variables: { ...unknown, back_log: 90 } })];
  const plan = planOfCluster(before, after, {}, player);
  expect(plan).toEqual(planOfCluster(before, after));
  expect(plan?.outcome.kind).toBe("stalled");
});

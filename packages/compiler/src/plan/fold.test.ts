import { API_VERSION, CLUSTER_KIND, type ClusterSpec } from "@grampus/api";
import { expect, test } from "vitest";
import { planOfCluster } from "./cluster-plan.ts";
import { folded } from "./fold.ts";

function planned(cluster: string, before: ClusterSpec, after: ClusterSpec) {
  const state = (spec: ClusterSpec) => ({
    cluster: JSON.parse(
      JSON.stringify({ apiVersion: API_VERSION, kind: CLUSTER_KIND, metadata: { name: cluster }, spec }),
    ),
    objects: [],
  });
  const plan = planOfCluster(state(before), state(after));
  if (plan === undefined) throw new TypeError("no plan");
  return { cluster, plan };
}

const disk = (storage: string) => ({
  volumeClaimTemplate: { spec: { resources: { requests: { storage } } } },
});

test("clusters to which the same happens are one group, whatever their names and sizes", () => {
  const change = { variables: { back_log: 90 } };
  const groups = folded([
    planned("orders", { members: 3, ...disk("10Gi") }, { members: 3, ...disk("10Gi"), ...change }),
    planned("five", { members: 5 }, { members: 5, ...change }),
    planned("data", { members: 3, ...disk("90Gi") }, { members: 3, ...disk("90Gi"), ...change }),
    planned("shop", { members: 3 }, { members: 3, variables: { back_log: 91 } }),
  ]);
  expect(groups.map((group) => group.map(({ cluster }) => cluster))).toEqual([
    ["orders", "data"],
    ["five"],
    ["shop"],
  ]);
});

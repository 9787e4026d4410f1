import { API_VERSION, CLUSTER_KIND, type ClusterSpec } from "@grampus/api";
import { expect, test } from "vitest";
import { capacityOf, capacitySum } from "./capacity.ts";

function asked(spec: ClusterSpec) {
  return capacityOf({ apiVersion: API_VERSION, kind: CLUSTER_KIND, metadata: { name: "orders" }, spec });
}

const disk = (storage: string) => ({
  volumeClaimTemplate: { spec: { resources: { requests: { storage } } } },
});

test.each<readonly [string, ClusterSpec, ReturnType<typeof asked>]>([
  ["volumes of all members", { members: 3, ...disk("1Gi") }, { disk: 3 * 2 ** 30, memory: 0, cpu: 0 }],
  [
    "requests of mysqld",
    {
      members: 2,
      resources: { server: { requests: { cpu: "1500m", memory: "1Mi" }, limits: { memory: "9Gi" } } },
    },
    { disk: 0, memory: 2 * 2 ** 20, cpu: 3000 },
  ],
  [
    "limits, where they are the requests",
    { members: 1, resources: { server: { limits: { cpu: 2, memory: "1k" } } } },
    { disk: 0, memory: 1000, cpu: 2000 },
  ],
  ["nothing", { members: 3 }, { disk: 0, memory: 0, cpu: 0 }],
])("%s", (_, spec, expected) => {
  expect(asked(spec)).toEqual(expected);
});

test("several clusters together", () => {
  const one = { disk: 1, memory: 2, cpu: 3 };
  expect(capacitySum([one, one, { ...one, disk: 5 }])).toEqual({ disk: 7, memory: 6, cpu: 9 });
  expect(capacitySum([])).toEqual({ disk: 0, memory: 0, cpu: 0 });
});

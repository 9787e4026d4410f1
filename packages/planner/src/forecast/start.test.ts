import { API_VERSION, CLUSTER_KIND, type ClusterSpec } from "@grampus/api";
import { expect, test } from "vitest";
import {
  effects,
  type Forecast,
  type ForecastStart,
  type ForecastState,
  forecast,
  forecastCreation,
  forecastDeletion,
  stepRecord,
} from "./index.ts";

function orders(spec: ClusterSpec): ForecastState {
  const metadata = { name: "orders", namespace: "shop" };
  return {
    cluster: { apiVersion: API_VERSION, kind: CLUSTER_KIND, metadata, spec: { members: 3, ...spec } },
  };
}

function told({ kind, steps, ...rest }: Forecast): string {
  const end = "stall" in rest ? `stalled: ${rest.stall.reason}` : kind;
  return [...effects(steps.map(stepRecord)), end].join(", ");
}

const storage = (size: string): ClusterSpec => ({
  volumeClaimTemplate: { spec: { resources: { requests: { storage: size } } } },
});
const PAUSED: ClusterSpec = { updateStrategy: { type: "OnDelete" } };
const SEEDS = "set variables of orders-0, set variables of orders-1, set variables of orders-2";
const CLAIMS = "change data-orders-0, change data-orders-1, change data-orders-2";

test.each<readonly [string, ClusterSpec, ClusterSpec, ForecastStart, string]>([
  ["new members are filled", {}, { members: 5 }, {}, `${SEEDS}, clone orders-3, clone orders-4, settled`],
  [
    "members with a volume are not",
    {},
    { members: 5 },
    { history: [orders({ members: 5 })] },
    `${SEEDS}, settled`,
  ],
  [
    "a volume that is gone is given up",
    {},
    { abandonedMembers: ["orders-2"] },
    { lost: ["orders-2"] },
    "delete data-orders-2, restart orders-2, clone orders-2, settled",
  ],
  ["volumes grow", {}, storage("20Gi"), {}, `make StatefulSet orders anew, ${CLAIMS}, settled`],
  [
    "a storage class that takes no larger size",
    {},
    storage("20Gi"),
    { fixedVolumes: true },
    "make StatefulSet orders anew, stalled: VolumeRefused",
  ],
  [
    "another tag that nobody knows anything of",
    { version: "9.7" },
    { version: "9.7.4" },
    {},
    "restart orders-2, restart orders-1, restart orders-0, settled",
  ],
  [
    "another tag of the same release",
    { version: "9.7" },
    { version: "9.7.4" },
    { releases: { "9.7": "9.7.4" } },
    "restart orders-2, restart orders-1, switch to orders-1, restart orders-0, settled",
  ],
  [
    "members that wait for their restart since it was paused",
    { ...PAUSED, variables: { back_log: 9 } },
    { variables: { back_log: 9 } },
    { history: [orders(PAUSED)] },
    "restart orders-2, restart orders-1, switch to orders-1, restart orders-0, settled",
  ],
  [
    "online first, then by restarts",
    {},
    { variables: { max_connections: 9, back_log: 9 } },
    { primary: "orders-1" },
    `${SEEDS}, restart orders-2, restart orders-0, switch to orders-0, restart orders-1, settled`,
  ],
])("%s", (_, before, after, start, expected) => {
  expect(told(forecast(orders(before), orders(after), start))).toBe(expected);
});

test.each<readonly [string, Forecast, string]>([
  [
    "a new cluster",
    forecastCreation(orders({})),
    "begin with orders-0, clone orders-1, clone orders-2, settled",
  ],
  [
    "on the volumes of a deleted one",
    forecastCreation(orders({}), orders({})),
    "begin with orders-0, settled",
  ],
  [
    "on some of the volumes it needs",
    forecastCreation(orders({ members: 5 }), orders({})),
    "begin with orders-0, clone orders-3, clone orders-4, settled",
  ],
  ["deleted, the data stays", forecastDeletion(orders({})), "end StatefulSet orders, settled"],
  [
    "deleted with its data",
    forecastDeletion(orders({ deletionPolicy: "Delete" })),
    "end StatefulSet orders, delete data-orders-0, delete data-orders-1, delete data-orders-2, settled",
  ],
  [
    "deleted with the data of members that were taken out before",
    forecastDeletion(orders({ members: 1, deletionPolicy: "Delete" }), { history: [orders({ members: 2 })] }),
    "end StatefulSet orders, delete data-orders-0, delete data-orders-1, settled",
  ],
])("%s", (_, result, expected) => {
  expect(told(result)).toBe(expected);
});

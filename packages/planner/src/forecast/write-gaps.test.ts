import { API_VERSION, CLUSTER_KIND, type ClusterSpec } from "@grampus/api";
import { expect, test } from "vitest";
import { type ForecastState, forecast, withoutWrites, writeGaps } from "./index.ts";

function orders(spec: ClusterSpec): ForecastState {
  const metadata = { name: "orders", namespace: "shop" };
  return { cluster: { apiVersion: API_VERSION, kind: CLUSTER_KIND, metadata, spec } };
}

const FIGURES = { switch: 1, handOver: 10, outage: 100 };
const STATIC = { variables: { back_log: 90 } };

test.each<readonly [string, ClusterSpec, ClusterSpec, string, readonly string[], number]>([
  ["nothing", { members: 3 }, { members: 3 }, "orders-0", [], 0],
  [
    "a dynamic variable",
    { members: 3 },
    { members: 3, variables: { max_connections: 90 } },
    "orders-0",
    [],
    0,
  ],
  ["a static variable", { members: 3 }, { members: 3, ...STATIC }, "orders-0", ["switch orders-0"], 1],
  [
    "the same, the primary is the last",
    { members: 3 },
    { members: 3, ...STATIC },
    "orders-2",
    ["switch orders-2"],
    1,
  ],
  [
    "another version: no switch to a newer one",
    { members: 3, version: "9.7.3" },
    { members: 3, version: "9.7.4" },
    "orders-0",
    ["handOver orders-0"],
    10,
  ],
  ["more members", { members: 3 }, { members: 5 }, "orders-0", [], 0],
  ["fewer members", { members: 5 }, { members: 3 }, "orders-0", [], 0],
  [
    "fewer members, the primary among them",
    { members: 5 },
    { members: 3 },
    "orders-4",
    ["switch orders-4"],
    1,
  ],
  [
    "the only member restarts",
    { members: 1 },
    { members: 1, ...STATIC },
    "orders-0",
    ["outage orders-0"],
    100,
  ],
  [
    "down to one, which restarts",
    { members: 3 },
    { members: 1, ...STATIC },
    "orders-0",
    ["outage orders-0"],
    100,
  ],
])("%s", (_, before, after, primary, expected, milliseconds) => {
  const { steps } = forecast(orders(before), orders(after), { primary });
  const online = Array.from({ length: before.members ?? 3 }, (_value, ordinal) => `orders-${ordinal}`);
  const gaps = writeGaps(steps, { primary, online });
  expect(gaps.map(({ kind, member }) => `${kind} ${member}`)).toEqual(expected);
  expect(withoutWrites(gaps, FIGURES)).toBe(milliseconds);
});

test("a deletion ends writes for good, after whatever came before", () => {
  const target = { name: "orders", uid: "u", resourceVersion: "1" };
  const because = "the Cluster is deleted";
  const before = { primary: "orders-0", online: ["orders-0", "orders-1"] };
  const orphan = { kind: "delete-stateful-set", target, propagation: "orphan", because } as const;
  expect(writeGaps([orphan], before)).toEqual([]);
  const gaps = writeGaps([orphan, { ...orphan, propagation: "foreground" }], before);
  expect(gaps).toEqual([{ kind: "end", member: "orders-0" }]);
  expect(withoutWrites(gaps, FIGURES)).toBe(Number.POSITIVE_INFINITY);
});

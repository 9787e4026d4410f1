import { API_VERSION, CLUSTER_KIND, type ClusterSpec } from "@grampus/api";
import { expect, test } from "vitest";
import { stepText } from "../testing/step-text.ts";
import { type ForecastState, forecast, forecastCreation, stepRecord, summarise } from "./index.ts";

function orders(spec: ClusterSpec): ForecastState {
  const metadata = { name: "orders", namespace: "shop" };
  return { cluster: { apiVersion: API_VERSION, kind: CLUSTER_KIND, metadata, spec } };
}

function told(before: ClusterSpec, after: ClusterSpec): readonly string[] {
  const result = forecast(orders(before), orders(after));
  const steps = result.steps
    .map(stepText)
    .filter((text) => !/^(label-pod|delete-object|replace-identity)/.test(text));
  return [...steps, result.kind === "stalled" ? `stalled: ${result.stall.reason}` : result.kind];
}

test.each<readonly [string, ClusterSpec, ClusterSpec]>([
  ["nothing", { members: 3 }, { members: 3 }],
  ["a static variable", { members: 3 }, { members: 3, variables: { back_log: 90 } }],
  ["a dynamic variable", { members: 3 }, { members: 3, variables: { max_connections: 90 } }],
  ["more members", { members: 3 }, { members: 5 }],
  ["fewer members", { members: 5 }, { members: 3 }],
  ["a release of the same series", { members: 3, version: "9.7.3" }, { members: 3, version: "9.7.4" }],
  ["another series", { members: 3, version: "8.4" }, { members: 3, version: "9.7" }],
  ["several primaries", { members: 3 }, { members: 3, multiMaster: true }],
])("%s", (_, before, after) => {
  expect(told(before, after)).toMatchSnapshot();
});

test("a cluster that is made", () => {
  const result = forecastCreation(orders({ members: 3 }));
  expect(result.kind).toBe("settled");
  const steps = result.steps
    .map(stepText)
    .filter((text) => !/^(label-pod|delete-object|replace-identity|apply|create-|configure)/.test(text));
  expect(steps).toMatchInlineSnapshot(`
    [
      "add-finalizer",
      "bootstrap orders-0",
      "join orders-1 by clone",
      "join orders-2 by clone",
      "join orders-2",
    ]
  `);
});

test.each<readonly [string, ClusterSpec, ClusterSpec, readonly string[]]>([
  ["a restart waits for a secondary that is down", {}, { variables: { back_log: 90 } }, ["orders-2"]],
  ["what changes online reaches those that answer", {}, { variables: { max_connections: 90 } }, ["orders-2"]],
  ["a member that is down can be given up", {}, { abandonedMembers: ["orders-2"] }, ["orders-2"]],
  [
    "one of five is down, four restart",
    { members: 5 },
    { members: 5, variables: { back_log: 9 } },
    ["orders-4"],
  ],
])("%s", (_, before, after, down) => {
  const result = forecast(orders({ members: 3, ...before }), orders({ members: 3, ...after }), { down });
  const { order, variables } = summarise(result.steps.map(stepRecord));
  const ready = result.status?.conditions?.find(({ type }) => type === "Ready");
  expect({ kind: result.kind, order, variables, ready: ready?.message }).toMatchSnapshot();
});

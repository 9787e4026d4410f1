import { API_VERSION, CLUSTER_KIND, type ClusterSpec } from "@grampus/api";
import { expect, test } from "vitest";
import { stepText } from "../testing/step-text.ts";
import { type ForecastState, forecast } from "./index.ts";

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

import { API_VERSION, CLUSTER_KIND, type ClusterSpec, normalize } from "@grampus/api";
import {
  OPERATOR_NAME,
  type OperatorOptions,
  operatorDeployment,
  type Platform,
  TEMPLATE_GENERATION_ANNOTATION,
} from "@grampus/resources";
import { expect, test } from "vitest";
import { plainCopy } from "../data/plain-copy.ts";
import { isCluster } from "./built-states.ts";
import { type LookedAfter, operatorPlan } from "./operator-plan.ts";

const deployed = (
  version: string,
  options: OperatorOptions = {},
  platform: Platform["kind"] = "kubernetes",
) => [plainCopy(operatorDeployment({ version, platform, clusters: 1, options }))];

function cluster(name: string, spec: ClusterSpec = {}): LookedAfter {
  const stated = { apiVersion: API_VERSION, kind: CLUSTER_KIND, metadata: { name }, spec };
  const manifest = plainCopy(normalize(plainCopy(stated)));
  if (!isCluster(manifest, name)) throw new TypeError("no Cluster");
  return { name: `dev/${name}`, state: { cluster: manifest, objects: [] } };
}

const CLUSTERS = [cluster("orders"), cluster("billing", { securityContext: { runAsUser: 1001 } })];

test("the same objects are no plan", () => {
  expect(operatorPlan("dev", deployed("1.0.0"), deployed("1.0.0"), CLUSTERS)).toBeUndefined();
});

test("other options of the same version restart nothing, which is computed for every cluster", () => {
  const plan = operatorPlan("dev", deployed("1.0.0"), deployed("1.0.0", { logLevel: "debug" }), CLUSTERS);
  expect(plan).toMatchObject({ changeClass: "online", restarts: { of: 2, clusters: [] }, notes: [] });
});

test("another place of the same version restarts nothing", () => {
  const image = { repository: "mirror.example.com/operator" };
  const plan = operatorPlan("dev", deployed("1.0.0"), deployed("1.0.0", { image }), CLUSTERS);
  expect(plan).toMatchObject({
    image: { after: "mirror.example.com/operator:1.0.0" },
    restarts: { of: 2, clusters: [] },
  });
});

test("another platform restarts the clusters whose pods it makes otherwise, with the part that differs", () => {
  const plan = operatorPlan("dev", deployed("1.0.0"), deployed("1.0.0", {}, "openshift"), CLUSTERS);
  expect(plan?.changeClass).toBe("rolling-restart");
  expect(plan?.restarts?.clusters).toEqual([{ cluster: "dev/orders", reasons: ["security context"] }]);
});

test("another version of the same generation of templates restarts nothing", () => {
  const plan = operatorPlan("dev", deployed("1.0.0"), deployed("1.1.0"), CLUSTERS);
  expect(plan).toMatchObject({ changeClass: "online", restarts: { of: 2, clusters: [] }, notes: [] });
});

test("and on another platform what the platform restarts", () => {
  const plan = operatorPlan("dev", deployed("1.0.0"), deployed("1.1.0", {}, "openshift"), CLUSTERS);
  expect(plan?.restarts?.clusters).toEqual([{ cluster: "dev/orders", reasons: ["security context"] }]);
});

test.each([
  ["of another generation", { [TEMPLATE_GENERATION_ANNOTATION]: "0" }],
  ["that does not say its generation", {}],
])("what a version %s makes of the clusters is not known, and is said", (_, annotations) => {
  const before = deployed("1.0.0").map((one) => ({ ...one, metadata: { name: OPERATOR_NAME, annotations } }));
  const plan = operatorPlan("dev", before, deployed("1.1.0"), CLUSTERS);
  expect(plan).toMatchObject({ changeClass: "rolling-restart" });
  expect(plan?.restarts).toBeUndefined();
  expect(plan?.notes).toEqual([
    "the operator goes from 1.0.0 to 1.1.0, and what 1.0.0 makes of a cluster is not known here: up to 2 clusters restart, where 1.1.0 makes other pods; restarts that no spec asked for take turns, one cluster after the other",
  ]);
});

test.each([
  ["comes", [], deployed("1.0.0"), "the operator is installed"],
  ["goes", deployed("1.0.0"), [], "the operator leaves Git"],
] as const)("an operator that %s", (_, before, after, note) => {
  const plan = operatorPlan("dev", before, after, CLUSTERS);
  expect(plan?.notes.join()).toContain(note);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { renderedTree } from "../render/tree.ts";
import { resolvedFleet } from "../resolve/resolve.ts";
import { fleetOf } from "../testing/random-fleet.ts";
import { randomSettings } from "../testing/random-settings.ts";
import { checkBuilds } from "./self-check.ts";

test("an overlay builds to exactly what was resolved, whatever the texts", () => {
  fc.assert(
    fc.property(randomSettings, randomSettings, randomSettings, (base, defaults, override) => {
      const fleet = fleetOf(base, defaults, override);
      const resolved = resolvedFleet(fleet);
      checkBuilds(renderedTree(fleet, resolved), resolved.overlays);
    }),
    { numRuns: 300 },
  );
});

const OVERLAY = "environments/prod/clusters/orders";
const OTHER_RESOURCE = `the output ${OVERLAY} is wrong: the build gives another resource than the definitions`;

test.each<[string, string, string, string, string]>([
  ["a patch", `${OVERLAY}/cluster.patch.yaml`, "members: 5", "members: 7", OTHER_RESOURCE],
  ["no YAML", `${OVERLAY}/cluster.patch.yaml`, "members: 5", "members: [", `the output ${OVERLAY} is wrong`],
  [
    "an overlay",
    `${OVERLAY}/kustomization.yaml`,
    "namespace: mysql-prod",
    "namespace: other",
    OTHER_RESOURCE,
  ],
  ["a base", "clusters/orders/base/cluster.yaml", "storage: 10Gi", "storage: 30Gi", OTHER_RESOURCE],
  [
    "an operator folder",
    "environments/prod/operator/kustomization.yaml",
    "namespaces/mysql-prod.yaml",
    "missing.yaml",
    "the output environments/prod/operator is wrong",
  ],
])("%s that does not build to what was resolved is a fault", (_, file, from, to, message) => {
  const fleet = fleetOf({}, {}, { members: 5 });
  const resolved = resolvedFleet(fleet);
  const tree = renderedTree(fleet, resolved);
  const spoiled = (text: string) => new Map(tree).set(file, tree.get(file)?.replace(from, text) ?? "");
  expect(() => checkBuilds(spoiled(from), resolved.overlays, ["prod"])).not.toThrow();
  expect(() => checkBuilds(spoiled(to), resolved.overlays, ["prod"])).toThrow(message);
});

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

test("an overlay that builds to something else is a fault, and nothing is written", () => {
  const fleet = fleetOf({}, {}, { members: 5 });
  const resolved = resolvedFleet(fleet);
  const tree = new Map(renderedTree(fleet, resolved));
  const file = "environments/prod/clusters/orders/cluster.patch.yaml";
  const check = (text: string) => () => checkBuilds(tree.set(file, text), resolved.overlays);
  const patch = tree.get(file) ?? "";
  expect(check(patch.replace("members: 5", "members: 7"))).toThrow(
    "gives another resource than the definitions",
  );
  expect(check("members: [")).toThrow("environments/prod/clusters/orders is wrong");
});

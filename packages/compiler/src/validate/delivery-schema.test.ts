import type { Delivery } from "@grampus/dsl";
import { expect, test } from "vitest";
import { resolvedFleet } from "../resolve/resolve.ts";
import { deliveredFleet } from "../testing/delivered-fleet.ts";
import { deliverySchemaFindings } from "./delivery-schema.ts";

const URL = "https://git.example.com/acme/fleet.git";

function told(delivery: Delivery): readonly string[] {
  const fleet = deliveredFleet([["orders"]], delivery);
  return deliverySchemaFindings(fleet, resolvedFleet(fleet)).map(
    ({ diagnostic: { code, message, found, allowed }, place }) =>
      `${place !== undefined && "path" in place ? place.path.join(".") : ""}: ${code}: ${message}; ${found}; ${allowed}`,
  );
}

test.each<Delivery>([
  { kind: "flux", settings: { repository: URL, path: "a", secret: "s", kubeConfig: "k", shards: 2 } },
  { kind: "flux", settings: { repository: "oci://registry.example.com/acme/fleet", tag: "live" } },
  { kind: "argocd", settings: { repository: URL, destination: { name: "prod-eu" } } },
  { kind: "argocd", settings: { repository: URL, branch: "live", applicationSet: true } },
])("nothing is wrong with %j", (delivery) => {
  expect(told(delivery)).toEqual([]);
});

test("what the definitions of Flux refuse is told at the setting it comes from, once", () => {
  expect(
    told({ kind: "flux", settings: { repository: "ftp://git.example.com/fleet", namespace: "Flux System" } }),
  ).toMatchInlineSnapshot(`
    [
      "delivery.settings.namespace: definition/refused-by-controller: the API server would refuse the GitRepository that delivery.namespace comes to; "Flux System"; metadata.namespace does not have the form it needs",
      "delivery.settings.repository: definition/refused-by-controller: the API server would refuse the GitRepository that delivery.repository comes to; "ftp://git.example.com/fleet"; spec.url does not have the form it needs",
    ]
  `);
});

test("what the definitions of Argo CD refuse is told at the setting it comes from, once", () => {
  expect(
    told({ kind: "argocd", settings: { repository: URL, namespace: "Argo CD" } }),
  ).toMatchInlineSnapshot(`
    [
      "delivery.settings.namespace: definition/refused-by-controller: the API server would refuse the AppProject that delivery.namespace comes to; "Argo CD"; metadata.namespace does not have the form it needs",
    ]
  `);
});

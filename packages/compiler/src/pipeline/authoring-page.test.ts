import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { diagnosticsText } from "../testing/diagnostics-text.ts";
import { type FleetDirectory, fleetDirectory } from "../testing/fleet-directory.ts";
import { check } from "./check.ts";
import { compile } from "./compile.ts";

let fleet: FleetDirectory | undefined;

afterEach(() => fleet?.remove());

const PAGE = readFileSync(path.join(import.meta.dirname, "../../../../docs/authoring.md"), "utf8");

/** The files of the page: TypeScript whose first line names a file below `clusters/`. */
function pageFiles(): Readonly<Record<string, string>> {
  const blocks = [...PAGE.matchAll(/```ts\n\/\/ (clusters\/\S+)\n([\s\S]*?)```/g)];
  return Object.fromEntries(blocks.map(([, file = "", text = ""]) => [file, text]));
}

const ENVIRONMENT = `import { append, defineEnvironment, kubernetes, override } from "@grampus/dsl";
import orders from "../../clusters/orders/cluster.ts";
import { audited } from "../../clusters/layers.ts";
import { company } from "../../clusters/rules.ts";
import { disk, SPREAD } from "../../clusters/shapes.ts";
import { tenants } from "../../clusters/tenants.ts";

const small = { members: 1, storage: disk(20), pods: { topologySpreadConstraints: SPREAD } } as const;

export default defineEnvironment({
  name: "prod",
  namespace: "mysql-prod",
  platform: kubernetes(),
  policies: [...company],
  clusters: {
    orders: override(audited(orders), { members: 5, tolerations: append({ key: "maintenance", operator: "Exists" }) }),
    ...Object.fromEntries(Object.values(tenants).map((cluster) => [cluster.name, override(cluster, small)])),
  },
});
`;

test("the files of the page about writing a fleet compile and type-check", async () => {
  const files = pageFiles();
  expect(Object.keys(files)).toEqual([
    "clusters/layers.ts",
    "clusters/shapes.ts",
    "clusters/tenants.ts",
    "clusters/tenant-01/cluster.ts",
    "clusters/orders/cluster.ts",
    "clusters/rules.ts",
  ]);
  fleet = fleetDirectory({
    ...files,
    "clusters/tenant-02/cluster.ts": (files["clusters/tenant-01/cluster.ts"] ?? "").replace("01", "02"),
    "clusters/orders/my.cnf": "[mysqld]\n",
    "clusters/orders/policies.yaml":
      "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: orders}\nspec: {podSelector: {}}\n",
    "environments/prod/environment.ts": ENVIRONMENT,
  });
  const request = { root: fleet.root, selection: {} };
  const written = await compile(request);
  const checked = await check(request);
  const told = [...written.diagnostics, ...checked.diagnostics].filter(({ severity }) => severity !== "info");
  expect(diagnosticsText(fleet.root, told)).toBe("");
  expect(written.kind).toBe("written");
  expect(fleet.generated()["environments/prod/clusters/tenant-02/cluster.patch.yaml"]).toContain(
    "members: 1",
  );
});

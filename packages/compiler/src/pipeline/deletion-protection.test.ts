import { afterEach, describe, expect, test } from "vitest";
import { valueAt } from "../data/data-path.ts";
import {
  clusterText,
  environmentText,
  type FleetDirectory,
  fleetDirectory,
} from "../testing/fleet-directory.ts";
import { compiledFleet } from "./compiled-fleet.ts";
import { explain } from "./explain.ts";

let fleet: FleetDirectory;

afterEach(() => fleet.remove());

const LABEL = /^ {4}mysql\.oracle\.com\/deletion-protection: enabled$/m;

function environment(name: string, namespace: string, rest: string): Readonly<Record<string, string>> {
  const body = `  name: "${name}",\n  namespace: ${namespace},\n  platform: kubernetes(),\n  ${rest}`;
  const imports = rest.includes("billing") ? ["billing", "orders"] : ["orders"];
  return { [`environments/${name}/environment.ts`]: environmentText(imports, body) };
}

function cluster(name: string, rest = ""): Readonly<Record<string, string>> {
  return { [`clusters/${name}/cluster.ts`]: clusterText(`  name: "${name}",${rest}`) };
}

/** What reaches Kubernetes of every cluster, and the files of what is protected because it holds one. */
async function protection(files: Readonly<Record<string, string>>) {
  fleet = fleetDirectory(files);
  const compiled = await compiledFleet({ root: fleet.root, selection: {} });
  if (compiled.kind === "refused") return compiled.diagnostics;
  return {
    clusters: compiled.overlays.map(
      ({ environment: { name }, cluster: { name: cluster }, manifest }) =>
        `${name}/${cluster} ${valueAt(manifest, ["spec", "deletionProtection"])}`,
    ),
    holders: [...compiled.wholeTree].flatMap(([file, text]) => (LABEL.test(text) ? [file] : [])).sort(),
  };
}

const CRD = "environments/dev/operator/crds/clusters.mysql.oracle.com.yaml";
const NAMESPACE = "environments/dev/operator/namespaces/mysql-dev.yaml";

describe("a Cluster is protected from deletion unless a layer says otherwise, and its Namespace with it", () => {
  test.each([
    ["nobody says anything", "", "clusters: { orders },", true],
    ["the cluster says no", " deletionProtection: false,", "clusters: { orders },", false],
    ["the environment says no", "", "defaults: { deletionProtection: false }, clusters: { orders },", false],
    [
      "the cluster says yes over the environment",
      " deletionProtection: true,",
      "defaults: { deletionProtection: false }, clusters: { orders },",
      true,
    ],
    [
      "an override says no",
      "",
      "clusters: { orders: override(orders, { deletionProtection: false }) },",
      false,
    ],
    [
      "an override takes a no back",
      " deletionProtection: false,",
      "clusters: { orders: override(orders, { deletionProtection: unset() }) },",
      true,
    ],
  ])("%s", async (_, said, listed, isProtected) => {
    const files = { ...cluster("orders", said), ...environment("dev", '"mysql-dev"', listed) };
    expect(await protection(files)).toEqual({
      clusters: [`dev/orders ${isProtected}`],
      holders: isProtected ? [CRD, NAMESPACE] : [CRD],
    });
  });
});

test("a Namespace is protected for a cluster of another environment that shares it", async () => {
  const files = {
    ...cluster("orders", " deletionProtection: false,"),
    ...cluster("billing"),
    ...environment("dev", '"mysql-dev"', 'target: "k1", clusters: { orders },'),
    ...environment(
      "other",
      'sharedNamespace("mysql-dev")',
      'target: "k1", operator: "shared", clusters: { billing },',
    ),
    ...environment("far", '"mysql-third"', "clusters: { billing },"),
    ...environment(
      "third",
      '"mysql-third"',
      'target: "k1", operator: "shared", clusters: { orders: override(orders, { members: 1 }) },',
    ),
  };
  expect(await protection(files)).toEqual({
    clusters: ["dev/orders false", "far/billing true", "other/billing true", "third/orders false"],
    holders: [
      CRD,
      NAMESPACE,
      "environments/far/operator/crds/clusters.mysql.oracle.com.yaml",
      "environments/far/operator/namespaces/mysql-third.yaml",
    ],
  });
});

test.each([
  ["follows releases", "releases", [CRD, NAMESPACE]],
  ["follows the definitions", "head", [CRD]],
])(
  "the Namespace of an environment that %s, for an unprotected cluster of another",
  async (_, follows, holders) => {
    const files = {
      ...cluster("orders", " deletionProtection: false,"),
      ...environment("dev", '"mysql-dev"', `target: "k1", follows: "${follows}", clusters: {},`),
      ...environment(
        "other",
        'sharedNamespace("mysql-dev")',
        'target: "k1", operator: "shared", clusters: { orders },',
      ),
    };
    expect(await protection(files)).toEqual({ clusters: ["other/orders false"], holders });
  },
);

const RETIRED = `defaults: { deletionProtection: true },
  clusters: { orders: retire(override(orders, { deletionPolicy: "Delete" }), { because: "over", data: "retain" }) },`;

/** The layers that say something about a field of `dev/orders`, which ends; the last one decides. */
async function explained(field: string): Promise<readonly string[]> {
  fleet = fleetDirectory({ ...cluster("orders"), ...environment("dev", '"mysql-dev"', RETIRED) });
  const selection = { environment: "dev", cluster: "orders" };
  const explanation = await explain({ root: fleet.root, selection }, field);
  if (explanation.kind !== "explained") return [explanation.kind];
  return explanation.layers.map(({ layer, value, decides, source }) =>
    [decides ? "→" : " ", layer, JSON.stringify(value), ...(source ? [source.line, source.column] : [])].join(
      " ",
    ),
  );
}

test.each([
  [
    "deletionProtection",
    ["  schema default false", "  protection true", "  environment true 8 35", "→ retirement false 9 78"],
  ],
  ["deletionPolicy", ['  schema default "Retain"', '  override "Delete" 9 65', '→ retirement "Retain" 9 78']],
  ["metadata.annotations", ['→ retirement {"mysql.oracle.com/retired":"over"} 9 78']],
])("of a cluster that ends, the retirement decides %s", async (field, layers) => {
  expect(await explained(field)).toEqual(layers);
});

import { afterEach, describe, expect, test } from "vitest";
import { clusterText, environmentText } from "../testing/fleet-directory.ts";
import { type GitFleet, gitFleet } from "../testing/git-fleet.ts";

let fleet: GitFleet;

afterEach(() => fleet.remove());

const CLUSTERS = {
  "clusters/billing/cluster.ts": clusterText('  name: "billing",'),
  "clusters/orders/cluster.ts": clusterText('  name: "orders",\n  members: 3,'),
};
const OVERLAY = "environments/prod/clusters/orders/cluster.patch.yaml";
const RETAINED = 'retire(orders, { because: "replaced by shop", data: "retain" })';
const DELETED = 'retire(orders, { because: "replaced by shop", data: "delete" })';

interface Environment {
  readonly namespace?: string;
  /** More fields, each with a comma. */
  readonly more?: string;
}

/** The definition of an environment, by path, with what it says of the clusters. */
function environment(
  name: string,
  clusters: string,
  { namespace = `"mysql-${name}"`, more = "" }: Environment = {},
): Readonly<Record<string, string>> {
  const body = `  name: "${name}",\n  namespace: ${namespace},\n  platform: kubernetes(),\n  clusters: { ${clusters} },\n  ${more}`;
  const imports = ["billing", "orders"].filter((cluster) => clusters.includes(cluster));
  return { [`environments/${name}/environment.ts`]: environmentText(imports, body) };
}

async function committed(orders = "orders"): Promise<void> {
  fleet = await gitFleet({
    ...CLUSTERS,
    ...environment("dev", "billing, orders"),
    ...environment("prod", `billing, ${orders}`),
  });
}

/** What is said about a change that is refused, or not; a refused one writes nothing. */
async function said(change: Readonly<Record<string, string>>): Promise<string> {
  const before = fleet.generated();
  fleet.write(change);
  const text = await fleet.compiled();
  if (text.includes(" error ")) expect(fleet.generated()).toEqual(before);
  return text;
}

describe("a cluster goes in two steps", () => {
  test.each([
    [RETAINED, "stay, and a Cluster of the same name finds them again"],
    [DELETED, "are deleted too"],
  ])("%s", async (retired, fate) => {
    await committed();
    expect(await said(environment("prod", `billing, orders: ${retired}`))).toBe("");
    fleet.commit("the first step");
    expect(await said(environment("prod", "billing"))).toBe(
      `note fleet/ends: the Cluster mysql-prod/orders leaves Git, and Kubernetes with it; its volumes, accounts and certificates ${fate}
  hint    where Argo CD or Flux does not prune: kubectl delete clusters.mysql.oracle.com orders --namespace mysql-prod

1 note
`,
    );
    expect(Object.keys(fleet.generated())).not.toContain(OVERLAY);
    expect(Object.keys(fleet.generated())).toContain("environments/dev/clusters/orders/kustomization.yaml");
    fleet.commit("the second step");
    expect(await fleet.compiled()).toBe("");
  });

  test("not in one", async () => {
    await committed();
    fleet.write(environment("prod", `billing, orders: ${RETAINED}`));
    expect(await said(environment("prod", "billing"))).toContain("error fleet/cluster-left-out");
  });

  test("not when the first was committed without its output", async () => {
    await committed();
    fleet.write(environment("prod", `billing, orders: ${RETAINED}`));
    fleet.commit("the first step, without compile");
    expect(await said(environment("prod", "billing"))).toContain("error fleet/cluster-left-out");
  });

  test("not when the committed output cannot be read", async () => {
    await committed(`orders: ${RETAINED}`);
    fleet.write({ [OVERLAY]: "<<<<<<< HEAD\n" });
    fleet.commit();
    expect(await said(environment("prod", "billing"))).toContain("error fleet/cluster-left-out");
  });

  test("the first in one environment is no word for another", async () => {
    await committed(`orders: ${RETAINED}`);
    expect(await said(environment("dev", "billing"))).toContain(
      "error fleet/cluster-left-out: dev no longer runs orders",
    );
  });

  test("the first is taken back by taking the word away", async () => {
    await committed();
    const before = fleet.generated();
    fleet.write(environment("prod", `billing, orders: ${DELETED}`));
    await fleet.compiled();
    fleet.commit();
    expect(await said(environment("prod", "billing, orders"))).toBe("");
    expect(fleet.generated()).toEqual(before);
    fleet.commit();
    expect(await said(environment("prod", "billing"))).toContain("error fleet/cluster-left-out");
  });

  test("an environment that moves leaves behind what ended where it was", async () => {
    await committed(`orders: ${RETAINED}`);
    const moved = await said(environment("prod", "orders", { namespace: '"mysql-prd"' }));
    expect(moved).toContain("error fleet/environment-moved");
    expect(moved).toContain("billing would start empty in mysql-prd");
    const more = 'retired: { "mysql-prod/billing": "moved" },';
    const named = await said(environment("prod", "orders", { namespace: '"mysql-prd"', more }));
    expect(named).toContain("note fleet/ends: the Cluster mysql-prod/orders");
    expect(named).toContain("note fleet/stays: the Cluster mysql-prod/billing");
    expect(named).toContain("3 notes");
  });

  test("a cluster may end while it goes over to an environment that shares its namespace", async () => {
    const shared = (clusters: string) =>
      environment("other", clusters, {
        namespace: 'sharedNamespace("mysql-prod")',
        more: 'target: "prod", operator: "shared",',
      });
    fleet = await gitFleet({
      ...CLUSTERS,
      ...environment("prod", `billing, orders: ${RETAINED}`),
      ...shared(""),
    });
    expect(await said({ ...environment("prod", "billing"), ...shared("orders") })).toBe("");
    expect(await said({ ...environment("prod", "billing"), ...shared(`orders: ${DELETED}`) })).toBe("");
    expect(
      await said({ ...environment("prod", `billing, orders: ${RETAINED}`), ...shared("orders") }),
    ).toContain("error definition/cluster-twice");
    fleet.write({ "clusters/orders/cluster.ts": clusterText('  name: "orders",\n  draft: true,') });
    expect(await said({ ...environment("prod", "billing"), ...shared("") })).toContain("note fleet/ends");
  });
});

describe("what a cluster that ends is", () => {
  test("the same but for what protects it, whatever is said below", async () => {
    const override = 'override(orders, { members: 5, deletionProtection: true, deletionPolicy: "Delete" })';
    await committed(`orders: retire(${override}, { because: "it's 1: over", data: "retain" })`);
    expect(fleet.generated()[OVERLAY]).toMatchInlineSnapshot(`
      "# Generated by grampus from environments/prod/environment.ts. Do not edit: change the source and run \`grampus compile\`.
      apiVersion: mysql.oracle.com/v1alpha1
      kind: Cluster
      metadata:
        annotations:
          argocd.argoproj.io/sync-options: null
          kustomize.toolkit.fluxcd.io/prune: null
          mysql.oracle.com/retired: 'it''s 1: over'
        name: orders
      spec:
        deletionProtection: false
        members: 5
        securityContext:
          fsGroup: 999
          fsGroupChangePolicy: OnRootMismatch
          runAsGroup: 999
          runAsNonRoot: true
          runAsUser: 999
          seccompProfile:
            type: RuntimeDefault
      "
    `);
    expect(fleet.generated()["environments/prod/clusters/orders/kustomization.yaml"]).toBe(
      fleet.generated()["environments/dev/clusters/orders/kustomization.yaml"]?.replaceAll("dev", "prod"),
    );
  });

  test("its other words for Argo CD stay", async () => {
    const options = '{ annotations: { "argocd.argoproj.io/sync-options": "ServerSideApply=true" } }';
    await committed(`orders: retire(override(orders, ${options}), { because: "over", data: "delete" })`);
    expect(fleet.generated()[OVERLAY]).toContain("sync-options: ServerSideApply=true\n");
    expect(fleet.generated()[OVERLAY]).toContain("deletionPolicy: Delete\n");
  });

  test("its Namespace is protected as long as another cluster is", async () => {
    const namespace = "environments/prod/operator/namespaces/mysql-prod.yaml";
    await committed(`orders: ${RETAINED}`);
    expect(fleet.generated()[namespace]).toContain("deletion-protection: enabled");
    fleet.write(environment("prod", `orders: ${RETAINED}`));
    fleet.write(
      environment("prod", `billing: ${RETAINED.replace("orders", "billing")}, orders: ${RETAINED}`),
    );
    await fleet.compiled();
    expect(fleet.generated()[namespace]).not.toContain("deletion-protection");
  });
});

describe("what is refused, and where", () => {
  test.each([
    [
      "an override around it",
      "override(retire(orders, { because: 'x', data: 'retain' }) as never, { members: 1 })",
    ],
    ["one around another", `retire(${RETAINED} as never, { because: "x", data: "retain" })`],
    ["no retirement", "retire(orders, undefined as never)"],
    ["no reason, and nothing about the data", "retire(orders, {} as never)"],
    ["an empty reason", 'retire(orders, { because: " ", data: "retain" })'],
    ["another fate of the data", 'retire(orders, { because: "over", data: "keep" as never })'],
    ["another field", 'retire(orders, { because: "over", data: "retain", until: "May" } as never)'],
    ["no cluster", 'retire("orders" as never, { because: "over", data: "retain" })'],
  ])("%s", async (_, listed) => {
    await committed();
    expect(await said(environment("prod", `billing, orders: ${listed}`))).toMatchSnapshot();
  });

  test("data that would be deleted where a policy keeps it", async () => {
    await committed();
    const text = environment("prod", `billing, orders: ${DELETED}`, { more: "policies: [retainData()]," });
    const imported = Object.entries(text).map(([file, body]) => [
      file,
      body.replace("requireOwner", "requireOwner, retainData"),
    ]);
    expect(await said(Object.fromEntries(imported))).toMatchInlineSnapshot(`
      "environments/prod/environment.ts:9:47 error policy/retain-data: prod/orders deletes its data with the Cluster object
          9 │ …lusters: { billing, orders: retire(orders, { because: "replaced by shop", data: "delete" }…
            │                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        field   deletionPolicy (spec.deletionPolicy)
        found   Delete
        allowed Retain
        hint    asked for by policies[0] in environments/prod/environment.ts

      1 error
      "
    `);
  });

  test.each([
    ["prod", '"orders": "over"'],
    ["prod", '"mysql-prod/orders": "over"'],
    ["prod", '"dev/mysql-dev/orders": "over"'],
  ])("in %s, retired: { %s }, where an environment is", async (name, word) => {
    await committed();
    expect(await said(environment(name, "billing", { more: `retired: { ${word} },` }))).toMatchSnapshot();
  });
});

import { afterEach, describe, expect, test } from "vitest";
import { clusterText, environmentText } from "../testing/fleet-directory.ts";
import { type GitFleet, gitFleet } from "../testing/git-fleet.ts";

let fleet: GitFleet;

afterEach(() => fleet.remove());

const CLUSTERS: Readonly<Record<string, string>> = {
  "clusters/billing/cluster.ts": clusterText('  name: "billing",'),
  "clusters/orders/cluster.ts": clusterText('  name: "orders",\n  storage: { size: "20Gi" },'),
};

interface Environment {
  readonly namespace?: string;
  readonly clusters?: readonly string[];
  /** Whether they end. */
  readonly isEnding?: boolean;
  /** More fields, each with a comma. */
  readonly more?: string;
}

/** The definition of an environment, by path; of the clusters `billing` and `orders` unless said. */
function environment(
  name: string,
  {
    namespace = `mysql-${name}`,
    clusters = ["billing", "orders"],
    isEnding = false,
    more = "",
  }: Environment = {},
): Readonly<Record<string, string>> {
  const listed = clusters.map((cluster) =>
    isEnding ? `${cluster}: retire(${cluster}, { because: "unused", data: "retain" })` : cluster,
  );
  const lines = [
    `  name: "${name}",`,
    `  namespace: "${namespace}",`,
    "  platform: kubernetes(),",
    `  clusters: { ${listed.join(", ")} },`,
    ...(more === "" ? [] : [`  ${more}`]),
  ];
  return { [`environments/${name}/environment.ts`]: environmentText(clusters, lines.join("\n")) };
}

const removed = (name: string) => ({ [`environments/${name}/environment.ts`]: undefined });

async function committed(): Promise<void> {
  fleet = await gitFleet({ ...CLUSTERS, ...environment("dev"), ...environment("prod") });
}

/** What is said about a change; when it is refused, nothing is written. */
async function refusal(change: Readonly<Record<string, string | undefined>>): Promise<string> {
  const before = fleet.generated();
  fleet.write(change);
  const said = await fleet.compiled();
  expect(fleet.generated()).toEqual(before);
  return said;
}

describe("a Cluster that holds data does not leave Git without a word", () => {
  test("another namespace of an environment", async () => {
    await committed();
    expect(await refusal(environment("prod", { namespace: "mysql-prd" }))).toMatchInlineSnapshot(`
      "environments/prod/environment.ts:7:14 error fleet/environment-moved: a new namespace leaves the data of prod behind: billing and orders would start empty in mysql-prd, and what is in mysql-prod would be in Git no more
          7 │   namespace: "mysql-prd",
            │              ^^^^^^^^^^^
        field   namespace
        found   mysql-prd
        allowed mysql-prod, as in HEAD (1234567)
        hint    leave the namespace as it is; when the data may stay behind, say so in this definition: retired: { "mysql-prod/billing": "why", "mysql-prod/orders": "why" }; --against names another commit to compare with

      1 error
      "
    `);
    const retired = 'retired: { "mysql-prod/billing": "moved", "mysql-prod/orders": "moved" },';
    fleet.write(environment("prod", { namespace: "mysql-prd", more: retired }));
    expect(await fleet.compiled()).toMatchInlineSnapshot(`
      "note fleet/stays: the Cluster mysql-prod/billing leaves Git and stays in Kubernetes, because it is protected from pruning
        hint    end it with: kubectl patch clusters.mysql.oracle.com billing --namespace mysql-prod --type merge --patch '{"spec":{"deletionProtection":false}}' && kubectl delete clusters.mysql.oracle.com billing --namespace mysql-prod

      note fleet/stays: the Cluster mysql-prod/orders leaves Git and stays in Kubernetes, because it is protected from pruning
        hint    end it with: kubectl patch clusters.mysql.oracle.com orders --namespace mysql-prod --type merge --patch '{"spec":{"deletionProtection":false}}' && kubectl delete clusters.mysql.oracle.com orders --namespace mysql-prod

      note fleet/stays: the Namespace mysql-prod leaves Git and stays in Kubernetes, because it is protected from pruning
        hint    when no volume in it is wanted any more: kubectl label namespace mysql-prod mysql.oracle.com/deletion-protection- && kubectl delete namespace mysql-prod

      3 notes
      "
    `);
  });

  test("another namespace, where the commit does not say which clusters were there", async () => {
    await committed();
    const broken = (cluster: string) => ({
      [`environments/prod/clusters/${cluster}/kustomization.yaml`]: "<<<<<<< HEAD\n",
    });
    fleet.write(broken("billing"));
    fleet.commit();
    expect(await refusal(environment("prod", { namespace: "mysql-prd" }))).toContain("environment-moved");
    fleet.write({ ...environment("prod"), ...broken("orders") });
    fleet.commit();
    expect(await refusal(environment("prod", { namespace: "mysql-prd" }))).toMatchInlineSnapshot(`
      "environments/prod/environment.ts:7:14 error fleet/namespace-unread: the Namespace mysql-prod cannot leave Git: the clusters of prod as committed in HEAD (1234567) cannot be read, so nobody knows that their data may go
          7 │   namespace: "mysql-prd",
            │              ^^^^^^^^^^^
        hint    leave mysql-prod as it is; or name a sound commit to compare with: --against <commit>

      warning fleet/committed-state-unreadable: prod as committed in HEAD cannot be built
        hint    compare the change by hand, or name a sound commit with --against

      1 error, 1 warning
      "
    `);
    expect(await refusal(removed("prod"))).toContain("error fleet/namespace-unread");
  });

  test("a cluster that stays behind, and that the commit does not build", async () => {
    await committed();
    fleet.write({ "environments/prod/clusters/orders/cluster.patch.yaml": "<<<<<<< HEAD\n" });
    fleet.commit();
    const more = 'retired: { "mysql-prod/billing": "moved", "mysql-prod/orders": "moved" },';
    fleet.write(environment("prod", { namespace: "mysql-prd", more }));
    expect(await fleet.compiled({ against: "HEAD" })).toContain(
      "error fleet/cannot-compare: rules about changes cannot be applied: prod/orders as committed in HEAD cannot be built",
    );
    expect(await fleet.compiled()).toMatchInlineSnapshot(`
      "warning fleet/committed-state-unreadable: prod/orders as committed in HEAD cannot be built
        hint    compare the change by hand, or name a sound commit with --against

      note fleet/stays: the Cluster mysql-prod/billing leaves Git and stays in Kubernetes, because it is protected from pruning
        hint    end it with: kubectl patch clusters.mysql.oracle.com billing --namespace mysql-prod --type merge --patch '{"spec":{"deletionProtection":false}}' && kubectl delete clusters.mysql.oracle.com billing --namespace mysql-prod

      note fleet/stays: the Namespace mysql-prod leaves Git and stays in Kubernetes, because it is protected from pruning
        hint    when no volume in it is wanted any more: kubectl label namespace mysql-prod mysql.oracle.com/deletion-protection- && kubectl delete namespace mysql-prod

      1 warning, 2 notes
      "
    `);
  });

  test("another target of an environment", async () => {
    await committed();
    expect(await refusal(environment("prod", { more: 'target: "k1",' }))).toMatchInlineSnapshot(`
      "environments/prod/environment.ts:10:11 error fleet/environment-moved: a new target leaves the data of prod behind: billing and orders would start empty in k1, and what is in prod would be in Git no more
          10 │   target: "k1",
             │           ^^^^
        field   target
        found   k1
        allowed prod, as in HEAD (1234567)
        hint    leave the target as it is; when the data may stay behind, say so in this definition: retired: { "prod/mysql-prod/billing": "why", "prod/mysql-prod/orders": "why" }; --against names another commit to compare with

      1 error
      "
    `);
  });

  test("a cluster that is removed, renamed or moved to another environment", async () => {
    await committed();
    expect(await refusal(environment("prod", { clusters: ["billing"] }))).toMatchInlineSnapshot(`
      "environments/prod/environment.ts:8:3 error fleet/cluster-left-out: prod no longer runs orders, which has its data there
          8 │   clusters: { billing },
            │   ^^^^^^^^
        field   clusters
        allowed orders, as in HEAD (1234567)
        hint    list it again, under its name; when it shall go, end it first, and leave it out once that is committed: clusters: { orders: retire(orders, { because: "why", data: "retain" }) }; --against names another commit to compare with

      1 error
      "
    `);
  });

  test("an environment that is removed; it goes once its clusters are retired", async () => {
    await committed();
    expect(await refusal(removed("prod"))).toMatchInlineSnapshot(`
      "error fleet/environment-removed: the environment prod is gone, where billing and orders had their data
        allowed environments/prod/environment.ts, as in HEAD (1234567)
        hint    bring that file back; when its clusters shall go, end each there first, and remove the file once that is committed: clusters: { billing: retire(billing, { because: "why", data: "retain" }) }; --against names another commit to compare with

      1 error
      "
    `);
    fleet.write(environment("prod", { isEnding: true }));
    expect(await fleet.compiled()).toBe("");
    expect(await refusal(removed("prod"))).toContain("error fleet/environment-removed");
    fleet.write(environment("prod", { isEnding: true }));
    fleet.commit();
    fleet.write(removed("prod"));
    expect(await fleet.compiled()).toMatchInlineSnapshot(`
      "note fleet/ends: the Cluster mysql-prod/billing leaves Git, and Kubernetes with it; its volumes, accounts and certificates stay, and a Cluster of the same name finds them again
        hint    where Argo CD or Flux does not prune: kubectl delete clusters.mysql.oracle.com billing --namespace mysql-prod

      note fleet/ends: the Cluster mysql-prod/orders leaves Git, and Kubernetes with it; its volumes, accounts and certificates stay, and a Cluster of the same name finds them again
        hint    where Argo CD or Flux does not prune: kubectl delete clusters.mysql.oracle.com orders --namespace mysql-prod

      note fleet/stays: the Namespace mysql-prod leaves Git and stays in Kubernetes, because it is protected from pruning
        hint    when no volume in it is wanted any more: kubectl label namespace mysql-prod mysql.oracle.com/deletion-protection- && kubectl delete namespace mysql-prod

      3 notes
      "
    `);
    expect(Object.keys(fleet.generated()).filter((file) => file.startsWith("environments/prod"))).toEqual([]);
  });

  test("an environment that is renamed is on another target, unless it says that it is not", async () => {
    await committed();
    const renamed = { ...removed("prod"), ...environment("us", { namespace: "mysql-prod" }) };
    expect(await refusal(renamed)).toMatchInlineSnapshot(`
      "environments/us/environment.ts:6:9 error fleet/environment-removed: the environment prod is gone, where billing and orders had their data
          6 │   name: "us",
            │         ^^^^
        allowed environments/prod/environment.ts, as in HEAD (1234567)
        hint    when us is its new name, say there that it is in the same place: target: "prod"

      1 error
      "
    `);
    fleet.write(environment("us", { namespace: "mysql-prod", more: 'target: "prod",' }));
    expect(await fleet.compiled()).toBe("");
  });
});

test("an environment that is renamed keeps the rules about changes", async () => {
  fleet = await gitFleet({ ...CLUSTERS, ...environment("prod", { more: 'target: "k1",' }) });
  fleet.write({
    ...removed("prod"),
    ...environment("us", { namespace: "mysql-prod", more: 'target: "k1",' }),
  });
  fleet.write({
    "clusters/orders/cluster.ts": clusterText('  name: "orders",\n  storage: { size: "10Gi" },'),
  });
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:5:20 error cluster/forbidden-change: a volume cannot shrink; to move to smaller volumes, restore a backup into a new cluster (us/orders)
        5 │   storage: { size: "10Gi" },
          │                    ^^^^^^
      field   storage.size (spec.volumeClaimTemplate.spec.resources.requests.storage)
      found   "10Gi"; "20Gi" in HEAD (1234567)
      hint    when that was never applied, compare with a commit that was: --against <commit>

    1 error
    "
  `);
});

test("a part of the fleet is asked only about what leaves that part", async () => {
  await committed();
  fleet.write(environment("prod", { clusters: ["billing"] }));
  expect(await fleet.compiled({ selection: { environment: "dev" } })).toContain("fleet/cluster-left-out");
  expect(await fleet.compiled({ selection: { cluster: "billing" } })).toBe("");
});

test("a word about a cluster that is not in Git any more has done its work", async () => {
  await committed();
  fleet.write(environment("prod", { more: 'retired: { "mysql-old/shop": "replaced by orders" },' }));
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "environments/prod/environment.ts:10:14 note fleet/retired-is-gone: mysql-old/shop is retired, and not in Git
        10 │   retired: { "mysql-old/shop": "replaced by orders" },
           │              ^^^^^^^^^^^^^^^^
      field   retired.mysql-old/shop
      hint    remove it

    1 note
    "
  `);
});

test("a word for a cluster that is spelled otherwise is no word for it", async () => {
  await committed();
  const more = 'retired: { "mysql-prod/billing": "moved", "mysql-prod/oders": "moved" },';
  fleet.write(environment("prod", { namespace: "mysql-prd", more }));
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "environments/prod/environment.ts:7:14 error fleet/environment-moved: a new namespace leaves the data of prod behind: orders would start empty in mysql-prd, and what is in mysql-prod would be in Git no more
        7 │   namespace: "mysql-prd",
          │              ^^^^^^^^^^^
      field   namespace
      found   mysql-prd
      allowed mysql-prod, as in HEAD (1234567)
      hint    leave the namespace as it is; when the data may stay behind, say so in this definition: retired: { "mysql-prod/orders": "why" }; --against names another commit to compare with

    environments/prod/environment.ts:10:45 note fleet/retired-is-gone: mysql-prod/oders is retired, and not in Git
        10 │   retired: { "mysql-prod/billing": "moved", "mysql-prod/oders": "moved" },
           │                                             ^^^^^^^^^^^^^^^^^^
      field   retired.mysql-prod/oders
      hint    did you mean mysql-prod/orders?

    1 error, 1 note
    "
  `);
});

const NAMED = 'retired: { "mysql-prod/billing": "moved", "mysql-prod/orders": "moved" },';

describe("what leaves Git was protected from pruning before", () => {
  const withoutProtection = (file: string) => ({
    [file]: fleet.generated()[file]?.replace(/ {2}annotations:\n( {4}.*\n)+/, ""),
  });

  test("a Namespace", async () => {
    fleet = await gitFleet({ ...CLUSTERS, ...environment("dev"), ...environment("prod", { clusters: [] }) });
    fleet.write(withoutProtection("environments/prod/operator/namespaces/mysql-prod.yaml"));
    fleet.commit("as an older version made it");
    fleet.write(environment("prod", { namespace: "mysql-prd", clusters: [] }));
    expect(await fleet.compiled()).toMatchInlineSnapshot(`
      "environments/prod/environment.ts:5:14 error fleet/unprotected: the Namespace mysql-prod cannot leave Git yet: as committed in HEAD (1234567), it is not protected from pruning
          5 │   namespace: "mysql-prd",
            │              ^^^^^^^^^^^
        hint    put it back, run grampus compile, commit, let Argo CD or Flux apply that; then it can leave

      1 error
      "
    `);
  });

  test("the CustomResourceDefinitions, when an environment gives the operator away", async () => {
    const on = (operator: string) => environment("prod", { more: `target: "k1", operator: "${operator}",` });
    fleet = await gitFleet({ ...CLUSTERS, ...on("deploy") });
    fleet.write(withoutProtection("environments/prod/operator/crds/clusters.mysql.oracle.com.yaml"));
    fleet.commit("as an older version made it");
    fleet.write({ ...on("shared"), ...environment("us", { more: 'target: "k1",' }) });
    expect(await fleet.compiled()).toMatchInlineSnapshot(`
      "environments/prod/environment.ts:10:27 error fleet/unprotected: the CustomResourceDefinition clusters.mysql.oracle.com cannot leave Git yet: as committed in HEAD (1234567), it is not protected from pruning
          10 │   target: "k1", operator: "shared",
             │                           ^^^^^^^^
        hint    put it back, run grampus compile, commit, let Argo CD or Flux apply that; then it can leave

      1 error
      "
    `);
  });

  test("a Cluster", async () => {
    await committed();
    fleet.write(withoutProtection("clusters/orders/base/cluster.yaml"));
    fleet.commit("as an older version made it");
    fleet.write(environment("prod", { namespace: "mysql-prd", more: NAMED }));
    expect(await fleet.compiled()).toMatchInlineSnapshot(`
      "environments/prod/environment.ts:10:12 error fleet/unprotected: the Cluster mysql-prod/orders cannot leave Git yet: as committed in HEAD (1234567), it is not protected from pruning
          10 │   retired: { "mysql-prod/billing": "moved", "mysql-prod/orders": "moved" },
             │            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint    put it back, run grampus compile, commit, let Argo CD or Flux apply that; then it can leave

      note fleet/stays: the Cluster mysql-prod/billing leaves Git and stays in Kubernetes, because it is protected from pruning
        hint    end it with: kubectl patch clusters.mysql.oracle.com billing --namespace mysql-prod --type merge --patch '{"spec":{"deletionProtection":false}}' && kubectl delete clusters.mysql.oracle.com billing --namespace mysql-prod

      note fleet/stays: the Namespace mysql-prod leaves Git and stays in Kubernetes, because it is protected from pruning
        hint    when no volume in it is wanted any more: kubectl label namespace mysql-prod mysql.oracle.com/deletion-protection- && kubectl delete namespace mysql-prod

      1 error, 2 notes
      "
    `);
  });

  test("a Cluster whose words let it be pruned", async () => {
    await committed();
    const file = "clusters/orders/base/cluster.yaml";
    fleet.write({ [file]: fleet.generated()[file]?.replace("Prune=false", "Prune=true") });
    fleet.commit("as an older version let it be");
    fleet.write(environment("prod", { namespace: "mysql-prd", more: NAMED }));
    expect(await fleet.compiled()).toMatchInlineSnapshot(`
      "environments/prod/environment.ts:10:12 error fleet/unprotected: the Cluster mysql-prod/orders cannot leave Git yet: as committed in HEAD (1234567), it is not protected from pruning
          10 │   retired: { "mysql-prod/billing": "moved", "mysql-prod/orders": "moved" },
             │            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint    put it back, run grampus compile, commit, let Argo CD or Flux apply that; then it can leave

      note fleet/stays: the Cluster mysql-prod/billing leaves Git and stays in Kubernetes, because it is protected from pruning
        hint    end it with: kubectl patch clusters.mysql.oracle.com billing --namespace mysql-prod --type merge --patch '{"spec":{"deletionProtection":false}}' && kubectl delete clusters.mysql.oracle.com billing --namespace mysql-prod

      note fleet/stays: the Namespace mysql-prod leaves Git and stays in Kubernetes, because it is protected from pruning
        hint    when no volume in it is wanted any more: kubectl label namespace mysql-prod mysql.oracle.com/deletion-protection- && kubectl delete namespace mysql-prod

      1 error, 2 notes
      "
    `);
  });
});

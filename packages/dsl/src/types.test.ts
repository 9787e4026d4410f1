import { expectTypeOf, test } from "vitest";
import { append } from "./append.ts";
import { type ClusterDefinition, defineCluster, type PodSettings, type Storage } from "./cluster.ts";
import { defineEnvironment } from "./environment.ts";
import { exception } from "./exception.ts";
import type { Manifest } from "./manifest.ts";
import { sharedNamespace } from "./namespace.ts";
import { deploy } from "./operator.ts";
import { type OverriddenCluster, override } from "./override.ts";
import { policy } from "./own-policy.ts";
import { kubernetes } from "./platform.ts";
import type { PolicedCluster, PolicedEnvironment } from "./policed-cluster.ts";
import { allowVersions, maxStorage } from "./policy.ts";
import { type RetiredCluster, retire } from "./retire.ts";
import type { Quantity } from "./units.ts";
import { unset } from "./unset.ts";

const orders = defineCluster({ name: "orders" });

test("a definition takes what the API takes", () => {
  expectTypeOf(
    defineCluster({
      name: "orders",
      version: "9.7.4",
      storage: { size: "1.5Ti", class: "fast" },
      variables: { max_connections: 500, sql_require_primary_key: true },
      resources: { requests: { cpu: "500m", memory: "1Gi" } },
      tolerations: [{ key: "db", operator: "Exists" }],
    }),
  ).toEqualTypeOf<ClusterDefinition>();
});

test("the editor refuses a wrong unit, a wrong version and an unknown field", () => {
  // @ts-expect-error Gb is no unit of Kubernetes
  defineCluster({ name: "orders", storage: { size: "10Gb" } });
  // @ts-expect-error a version has at least two numbers
  defineCluster({ name: "orders", version: "9" });
  // @ts-expect-error members is misspelt
  defineCluster({ name: "orders", membres: 3 });
  // @ts-expect-error sise is misspelt
  defineCluster({ name: "orders", storage: { sise: "10Gi" } });
  // @ts-expect-error a definition has a name
  defineCluster({ members: 3 });
  // @ts-expect-error the operator Exist does not exist
  defineCluster({ name: "orders", tolerations: [{ key: "db", operator: "Exist" }] });
});

test("server variables are known by name, with the values each takes", () => {
  defineCluster({
    name: "orders",
    variables: {
      max_connections: 500,
      innodb_buffer_pool_size: "8G",
      long_query_time: "0.5",
      general_log: true,
      binlog_row_image: "MINIMAL",
      event_scheduler: false,
      sql_mode: "STRICT_ALL_TABLES,ANSI",
      replica_parallel_type: "LOGICAL_CLOCK",
    },
  });
  // @ts-expect-error max_connections is misspelt
  defineCluster({ name: "orders", variables: { max_conections: 500 } });
  // @ts-expect-error max_connections takes an integer
  defineCluster({ name: "orders", variables: { max_connections: "lots" } });
  // @ts-expect-error Gi is no suffix of MySQL
  defineCluster({ name: "orders", variables: { innodb_buffer_pool_size: "8Gi" } });
  // @ts-expect-error a switch is true or false
  defineCluster({ name: "orders", variables: { general_log: "yes" } });
  // @ts-expect-error SMALL is not one of its words
  defineCluster({ name: "orders", variables: { binlog_row_image: "SMALL" } });
  // @ts-expect-error the operator sets it itself
  defineCluster({ name: "orders", variables: { port: 3307 } });
  override(orders, { variables: { max_connections: unset() } });
  // @ts-expect-error max_connections is misspelt
  override(orders, { variables: { max_conections: 500 } });
});

test("an override takes settings and unset() at any depth, and no name", () => {
  override(orders, { members: 5, storage: { class: unset() }, nodeSelector: unset() });
  override(override(orders, { members: 5 }), { members: 7 });
  override(orders, { tolerations: append({ key: "db", operator: "Exists" }), manifests: { cnf: unset() } });
  // @ts-expect-error members is no list
  override(orders, { members: append(3) });
  // @ts-expect-error a toleration has no field keys
  override(orders, { tolerations: append({ keys: "db" }) });
  // @ts-expect-error append() has no list below it in a definition
  defineCluster({ name: "orders", tolerations: append({ key: "db" }) });
  // @ts-expect-error a name cannot be overridden
  override(orders, { name: "billing" });
  // @ts-expect-error the owner is the same everywhere
  override(orders, { owner: "team-a" });
  // @ts-expect-error unset() has nothing to take back in a definition
  defineCluster({ name: "orders", nodeSelector: unset() });
});

test("an environment needs a namespace and a platform, and takes policies made by functions", () => {
  defineEnvironment({
    name: "dev",
    namespace: "mysql-dev",
    platform: kubernetes(),
    policies: [maxStorage("2Ti"), allowVersions("9.7", "8.4")],
    clusters: { orders },
  });
  defineEnvironment({
    name: "dev",
    namespace: "a",
    platform: kubernetes(),
    owners: ["@acme/team-dba", "@alice", "dba@example.com"],
    clusters: {},
  });
  // @ts-expect-error a team is written with an @
  defineEnvironment({ name: "dev", namespace: "a", platform: kubernetes(), owners: ["dba"], clusters: {} });
  // @ts-expect-error the namespace is missing
  defineEnvironment({ name: "dev", platform: kubernetes(), clusters: {} });
  // @ts-expect-error a platform is kubernetes() or openshift(), not a word
  defineEnvironment({ name: "dev", namespace: "a", platform: "openshift", clusters: {} });
  // @ts-expect-error 2Tb is no quantity
  maxStorage("2Tb");
});

test("a policy of one's own sees a typed cluster with its defaults, and answers with fields", () => {
  policy("typed", (cluster, environment) => {
    expectTypeOf(cluster).toEqualTypeOf<PolicedCluster>();
    expectTypeOf(environment).toEqualTypeOf<PolicedEnvironment>();
    expectTypeOf(cluster.spec.members).toEqualTypeOf<number>();
    expectTypeOf(cluster.metadata.namespace).toEqualTypeOf<string>();
    expectTypeOf(cluster.spec.deletionPolicy).toEqualTypeOf<"Retain" | "Delete">();
    expectTypeOf(cluster.spec.volumeClaimTemplate.spec.resources.requests.storage).toEqualTypeOf<string>();
    expectTypeOf(cluster.spec.volumeClaimTemplate.spec.storageClassName).toEqualTypeOf<string | undefined>();
    expectTypeOf(environment.platform).toEqualTypeOf<"kubernetes" | "openshift">();
    // @ts-expect-error a cluster is frozen
    cluster.spec.members = 5;
    // @ts-expect-error a field that nobody has to set can be undefined
    cluster.spec.resources.server;
    return undefined;
  });
  policy("met", () => {});
  policy("fields", () => [
    { field: "members", message: "x", severity: "warning", fix: { value: 5 } },
    { field: "storage.size", message: "x", allowed: "at most 1Ti" },
    { field: "variables.max_connections", message: "x" },
    { field: 'labels["example.com/tier"]', message: "x" },
    { field: "spec.podTemplate.priorityClassName", message: "x" },
  ]);
  // @ts-expect-error members is misspelt
  policy("misspelt", () => ({ field: "membres", message: "x" }));
  // @ts-expect-error sise is misspelt
  policy("misspelt", () => ({ field: "storage.sise", message: "x" }));
  // @ts-expect-error a draft runs nowhere, so nobody asks about it
  policy("draft", () => ({ field: "draft", message: "x" }));
  // @ts-expect-error a finding has a message
  policy("silent", () => ({ field: "members" }));
  // @ts-expect-error a policy answers at once
  policy("later", async () => undefined);
  // @ts-expect-error true says nothing about what is wrong
  policy("test", ({ spec }) => spec.members === 3);
});

test("an exception names a cluster, a policy, a reason and a day", () => {
  const base = { cluster: "orders", because: "one rack", until: "2027-03-31" } as const;
  exception({ ...base, policy: "min-members" });
  exception({ ...base, policy: "gold-has-five" });
  // @ts-expect-error it has a reason
  exception({ cluster: "orders", policy: "min-members", until: "2027-03-31" });
  // @ts-expect-error a day is written as a date
  exception({ ...base, policy: "min-members", until: "next spring" });
  // @ts-expect-error it says until, and no other word
  exception({ ...base, policy: "min-members", till: "2027-03-31" });
});

test("an operator has settings, or is a word", () => {
  const environment = { name: "dev", platform: kubernetes(), clusters: {} } as const;
  defineEnvironment({ ...environment, namespace: sharedNamespace("mysql"), operator: "shared" });
  const image = { repository: "registry.example.com/operator", digest: "sha256:00" } as const;
  const resources = { limits: { memory: "1Gi" } } as const;
  const operator = deploy({ image, resources, replicas: 3, logLevel: "debug", pullSecrets: ["mirror"] });
  defineEnvironment({ ...environment, namespace: "mysql", operator, defaults: { securityContext: unset() } });
  // @ts-expect-error there is no level verbose
  deploy({ logLevel: "verbose" });
  // @ts-expect-error a digest says its algorithm
  deploy({ image: { digest: "00" } });
  // @ts-expect-error Gb is no unit of Kubernetes
  deploy({ resources: { limits: { memory: "1Gb" } } });
  // @ts-expect-error an operator is deployed or shared
  defineEnvironment({ ...environment, namespace: "mysql", operator: "none" });
});

test("manifests are objects of Kubernetes, alone or as a YAML file lists them", () => {
  const data = { "my.cnf": "[mysqld]" };
  const cnf = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "orders-cnf" }, data };
  const file: readonly Manifest[] = [cnf];
  defineCluster({ name: "orders", labels: { tier: "gold" }, annotations: {}, manifests: { cnf, file } });
  // @ts-expect-error an object has a kind
  defineCluster({ name: "orders", manifests: { cnf: { apiVersion: "v1", metadata: { name: "a" } } } });
  // @ts-expect-error files are imported, not named
  defineCluster({ name: "orders", manifests: ["./my-cnf.yaml"] });
});

test("shared modules say what their constants are", () => {
  const spread: PodSettings["topologySpreadConstraints"] = [
    { maxSkew: 1, topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: "DoNotSchedule" },
  ];
  const size = (gi: number): Quantity => `${gi}Gi`;
  const storage = (gi: number): Storage => ({ size: size(gi), class: "fast" });
  const small = (cluster: ClusterDefinition | OverriddenCluster) => override(cluster, { members: 1 });
  const cluster = defineCluster({
    name: "orders",
    storage: storage(20),
    pods: { topologySpreadConstraints: spread },
  });
  expectTypeOf(small(small(cluster))).toEqualTypeOf<OverriddenCluster>();
});

test("a cluster ends with a reason and a word about its data, around everything else", () => {
  const retirement = { because: "replaced by shop", data: "retain" } as const;
  expectTypeOf(retire(override(orders, { members: 1 }), retirement)).toEqualTypeOf<RetiredCluster>();
  defineEnvironment({
    name: "dev",
    namespace: "mysql-dev",
    platform: kubernetes(),
    clusters: { orders: retire(orders, retirement) },
  });
  // @ts-expect-error the reason is missing
  retire(orders, { data: "retain" });
  // @ts-expect-error nothing is said about the data
  retire(orders, { because: "replaced by shop" });
  // @ts-expect-error the data stays or goes
  retire(orders, { because: "replaced by shop", data: "keep" });
  // @ts-expect-error what ends is not overridden
  override(retire(orders, retirement), { members: 1 });
});

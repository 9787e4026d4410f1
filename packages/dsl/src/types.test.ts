import { expectTypeOf, test } from "vitest";
import { type ClusterDefinition, defineCluster } from "./cluster.ts";
import { defineEnvironment } from "./environment.ts";
import { override } from "./override.ts";
import { kubernetes } from "./platform.ts";
import { allowVersions, maxStorage } from "./policy.ts";
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
  // @ts-expect-error the namespace is missing
  defineEnvironment({ name: "dev", platform: kubernetes(), clusters: {} });
  // @ts-expect-error a platform is kubernetes() or openshift(), not a word
  defineEnvironment({ name: "dev", namespace: "a", platform: "openshift", clusters: {} });
  // @ts-expect-error 2Tb is no quantity
  maxStorage("2Tb");
});

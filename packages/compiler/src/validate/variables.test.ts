import { afterEach, expect, test } from "vitest";
import { compile } from "../pipeline/compile.ts";
import { diagnosticsText } from "../testing/diagnostics-text.ts";
import {
  clusterText,
  environmentText,
  type FleetDirectory,
  fleetDirectory,
} from "../testing/fleet-directory.ts";

let fleet: FleetDirectory;

afterEach(() => fleet.remove());

async function said(body: string): Promise<string> {
  fleet = fleetDirectory({ "clusters/orders/cluster.ts": clusterText(`  name: "orders",\n${body}`) });
  const result = await compile({ root: fleet.root, selection: {} });
  return diagnosticsText(fleet.root, result.diagnostics);
}

test("a misspelt variable is refused at its line", async () => {
  expect(await said("  variables: { max_conections: 500 },")).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:5:16 error cluster/would-stall: VariableUnknown: spec.variables names max_conections, which MySQL 9.7 does not have; a member would not start
        5 │   variables: { max_conections: 500 },
          │                ^^^^^^^^^^^^^^
      field   variables.max_conections (spec.variables.max_conections)
      found   500
      allowed variables that MySQL 9.7 takes from an option file
      hint    did you mean max_connections?

    1 error
    "
  `);
});

test.each(['"lots"', '"yes"', "1e9", "true"])("max_connections: %s", async (value) => {
  expect(await said(`  variables: { max_connections: ${value} },`)).toMatchSnapshot();
});

test("a buffer pool above the memory limit", async () => {
  const resources = '  resources: { limits: { memory: "16Gi" } },';
  expect(
    await said(`${resources}\n  variables: { innodb_buffer_pool_size: "800G" },`),
  ).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:6:41 error cluster/would-stall: VariableInvalid: spec.variables.innodb_buffer_pool_size is "800G"; a member may use 16Gi of memory
        6 │   variables: { innodb_buffer_pool_size: "800G" },
          │                                         ^^^^^^
      field   variables.innodb_buffer_pool_size (spec.variables.innodb_buffer_pool_size)
      found   "800G"
      allowed less than 16Gi
      hint    leave it out, and it is half of the memory; or raise the limit

    1 error
    "
  `);
});

test("a fraction says how it is written, once", async () => {
  expect(await said("  variables: { long_query_time: 0.5 },")).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:5:33 error cluster/would-stall: VariableInvalid: spec.variables.long_query_time is 0.5; a fraction is written as text
        5 │   variables: { long_query_time: 0.5 },
          │                                 ^^^
      field   variables.long_query_time (spec.variables.long_query_time)
      found   0.5
      allowed an integer, or text
      hint    write "0.5"

    1 error
    "
  `);
});

test("a variable of the operator is the API's to refuse", async () => {
  expect(await said("  variables: { skip_name_resolve: true },")).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:5:35 error cluster/invalid-value: the operator sets this variable itself: group_replication_*, identity, directories, addresses, replication, binary log and TLS are its own
        5 │   variables: { skip_name_resolve: true },
          │                                   ^^^^
      field   variables.skip_name_resolve (spec.variables.skip_name_resolve)
      found   "ON"
      hint    leave it out; every member has skip_name_resolve=ON

    1 error
    "
  `);
});

test("a name with a dash", async () => {
  expect(await said('  variables: { "max-connections": 500 },')).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:5:35 error cluster/invalid-value: "max-connections" cannot be a key here
        5 │   variables: { "max-connections": 500 },
          │                                   ^^^
      field   variables.max-connections (spec.variables.max-connections)
      found   "max-connections"
      allowed a variable's name has lower-case letters, digits and '_', not '-'
      hint    did you mean max_connections?

    1 error
    "
  `);
});

test("a prefix of options", async () => {
  expect(await said("  variables: { loose_max_connections: 500 },")).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:5:16 error cluster/would-stall: VariableUnknown: spec.variables names loose_max_connections, which MySQL 9.7 does not have; a member would not start
        5 │   variables: { loose_max_connections: 500 },
          │                ^^^^^^^^^^^^^^^^^^^^^
      field   variables.loose_max_connections (spec.variables.loose_max_connections)
      found   500
      allowed variables that MySQL 9.7 takes from an option file
      hint    did you mean max_connections?

    1 error
    "
  `);
});

test("values of no type at all are the API's to refuse", async () => {
  expect(await said("  variables: { max_connections: [], wait_timeout: null },")).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:5:51 error definition/wrong-type: variables.wait_timeout has the wrong type
        5 │   variables: { max_connections: [], wait_timeout: null },
          │                                                   ^^^^
      field   variables.wait_timeout
      found   null
      hint    leave the field out

    1 error
    "
  `);
  fleet.remove();
  expect(await said('  variables: "max_connections=500",')).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:5:14 error cluster/invalid-value: the value is not of type object
        5 │   variables: "max_connections=500",
          │              ^^^^^^^^^^^^^^^^^^^^^
      field   variables (spec.variables)
      found   "max_connections=500"
      allowed at most 64 entries

    1 error
    "
  `);
});

test("what is right is compiled, and the version decides what is right", async () => {
  const variables = '{ max_connections: 500, long_query_time: "0.5", general_log: true, back_log: 9 }';
  await said(`  variables: ${variables},`);
  expect(Object.keys(fleet.generated())).toContain("clusters/orders/base/cluster.yaml");
  fleet.remove();
  await said('  version: "8.4",\n  variables: { replica_parallel_type: "DATABASE" },');
  expect(Object.keys(fleet.generated())).toContain("clusters/orders/base/cluster.yaml");
});

test("a variable that only another series has", async () => {
  expect(await said('  variables: { replica_parallel_type: "DATABASE" },')).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:5:16 error cluster/would-stall: VariableUnknown: spec.variables names replica_parallel_type, which MySQL 9.7 does not have; a member would not start
        5 │   variables: { replica_parallel_type: "DATABASE" },
          │                ^^^^^^^^^^^^^^^^^^^^^
      field   variables.replica_parallel_type (spec.variables.replica_parallel_type)
      found   "DATABASE"
      allowed variables that MySQL 9.7 takes from an option file
      hint    remove it: only 8.4 has it

    1 error
    "
  `);
});

test("an override is told at its own line, and judged by the version it gives", async () => {
  fleet = fleetDirectory({
    "clusters/orders/cluster.ts": clusterText('  name: "orders",\n  variables: { sort_buffer_size: "1M" },'),
    "environments/dev/environment.ts": environmentText(
      ["orders"],
      '  name: "dev",\n  namespace: "mysql-dev",\n  platform: kubernetes(),\n  clusters: { orders: override(orders, { variables: { sort_buffer_size: "1" } }) },',
    ),
  });
  const result = await compile({ root: fleet.root, selection: {} });
  expect(diagnosticsText(fleet.root, result.diagnostics)).toMatchInlineSnapshot(`
    "environments/dev/environment.ts:8:73 error cluster/would-stall: VariableInvalid: spec.variables.sort_buffer_size is "1"; it takes an integer from 32768 to 18446744073709551615
        8 │   clusters: { orders: override(orders, { variables: { sort_buffer_size: "1" } }) },
          │                                                                         ^^^
      field   variables.sort_buffer_size (spec.variables.sort_buffer_size)
      found   "1"
      allowed an integer from 32768 to 18446744073709551615
      hint    set it to what is allowed, or remove it

    1 error
    "
  `);
});

import { describe, expect, test } from "vitest";
import { serverVariables } from "./catalogue.ts";
import { SUPPORTED_SERIES } from "./series.ts";
import { variableFaults } from "./variable-faults.ts";

type Values = Readonly<Record<string, string | number>>;

function said(variables: Values, version = "9.7", memoryLimit?: string): string {
  return variableFaults({ variables, version, memoryLimit })
    .map(({ reason, message, hint }) => `${reason}: ${message}. ${hint}`)
    .join("\n");
}

test.each<[string, string]>([
  ["max_conections", "9.7"],
  ["nothing_like_it", "9.7.4"],
  ["replica_parallel_type", "9.7"],
  ["server_memory", "8.4"],
  ["character_set_client", "9.7"],
  ["sql_log_bin", "9.7"],
])("the name %s on %s", (name, version) => {
  expect(said({ [name]: 1 }, version)).toMatchSnapshot();
});

test.each<[string, string]>([
  ["replica_parallel_type", "8.4.6"],
  ["max_conections", "8.0"],
  ["port", "9.7"],
  ["group_replication_anything", "9.7"],
])("nothing is said of %s on %s", (name, version) => {
  expect(said({ [name]: "DATABASE" }, version)).toBe("");
});

describe("values", () => {
  test.each<Values>([
    { max_connections: "lots" },
    { max_connections: "yes" },
    { max_connections: 1e9 },
    { max_connections: 0 },
    { max_connections: 1.5 },
    { tmp_table_size: "64Mi" },
    { long_query_time: 0.5 },
    { long_query_time: "fast" },
    { long_query_time: "-1" },
    { general_log: "yes" },
    { general_log: 2 },
    { binlog_row_image: "FUL" },
    { binlog_row_image: 3 },
    { log_output: "FILE,TABEL" },
    { optimizer_trace: "enable=on" },
  ])("%j", (variables) => {
    const [fault] = variableFaults({ variables, version: "9.7" });
    expect(fault).toMatchSnapshot();
  });

  test("several at once, by name", () => {
    const variables = { wait_timeout: 0, max_conections: 5, back_log: "many" };
    expect(variableFaults({ variables, version: "9.7" }).map(({ name }) => name)).toEqual([
      "back_log",
      "max_conections",
      "wait_timeout",
    ]);
  });

  test.each<Values>([
    { max_connections: 500, max_user_connections: "0" },
    { tmp_table_size: "64M", innodb_buffer_pool_size: "8g", max_join_size: "18446744073709551615" },
    { long_query_time: "0.5", innodb_max_dirty_pages_pct: 90 },
    { general_log: "on", sql_require_primary_key: "TRUE", autocommit: 1 },
    { binlog_row_image: "full", completion_type: 1, event_scheduler: "DISABLED" },
    { sql_mode: "", log_output: "file,TABLE", optimizer_switch: "mrr=off,hash_join=default" },
    { sql_mode: "TRADITIONAL,ANSI_QUOTES", optimizer_switch: "default" },
    { init_connect: "SET @a = 1", character_set_server: "latin1", log_error_suppression_list: 3719 },
    { performance_schema_digests_size: -1 },
  ])("%j is taken", (variables) => {
    expect(said(variables)).toBe("");
  });

  test("the default of every variable is a value it takes", () => {
    for (const series of SUPPORTED_SERIES) {
      const written = [...serverVariables(series).values()].filter(
        ({ effect, default: value }) => value !== undefined && (effect === "online" || effect === "restart"),
      );
      expect(written.length).toBeGreaterThan(350);
      expect(said(Object.fromEntries(written.map((each) => [each.name, each.default ?? ""])), series)).toBe(
        "",
      );
    }
  });
});

test.each([
  ["800G", "16Gi", true],
  ["16G", "16Gi", false],
  [17_179_869_185, "16Gi", true],
  ["8G", undefined, false],
])("a buffer pool of %s with a limit of %s", (size, limit, isTold) => {
  const is = `spec.variables.innodb_buffer_pool_size is ${JSON.stringify(size)}`;
  expect(said({ innodb_buffer_pool_size: size }, "9.7", limit)).toBe(
    isTold
      ? `VariableInvalid: ${is}; a member may use 16Gi of memory. leave it out, and it is half of the memory; or raise the limit`
      : "",
  );
});

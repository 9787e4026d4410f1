import { describe, expect, test } from "vitest";
import { CLUSTER_KIND } from "../group.ts";
import { validate } from "../validate.ts";
import { serverVariable, serverVariables } from "./catalogue.ts";
import { CREATION_VARIABLES, isOperatorOwned, OPERATOR_OWNED_VARIABLES } from "./operator-owned.ts";
import { SUPPORTED_SERIES } from "./series.ts";
import { parseVariableLine, variableLine } from "./server-variable.ts";

describe("the catalogue", () => {
  test.each([
    ["max_connections", "9.7", "max_connections online integer 1 100000 = 151"],
    ["sql_require_primary_key", "9.7", "sql_require_primary_key online boolean = OFF"],
    ["long_query_time", "8.4", "long_query_time online number 0 31536000 = 10"],
    [
      "innodb_flush_method",
      "9.7",
      "innodb_flush_method restart enum fsync,O_DSYNC,littlesync,nosync,O_DIRECT,O_DIRECT_NO_FSYNC",
    ],
    ["ft_boolean_syntax", "9.7", 'ft_boolean_syntax online text = + -><()~*:""&|'],
    ["character_set_client", "9.7", "character_set_client not-in-file text"],
    ["port", "9.7", "port operator integer 0 65535"],
    [
      "replica_parallel_type",
      "8.4",
      "replica_parallel_type online enum DATABASE,LOGICAL_CLOCK = LOGICAL_CLOCK",
    ],
    [
      "mysql_native_password",
      "8.4",
      "mysql_native_password restart enum OFF,ON,FORCE,FORCE_PLUS_PERMANENT = OFF",
    ],
  ] as const)("knows %s of %s", (name, series, line) => {
    const variable = serverVariable(name, series);
    expect(variable === undefined ? undefined : variableLine(variable)).toBe(line);
    expect(parseVariableLine(line)).toEqual(variable);
  });

  test.each([
    ["replica_parallel_type", "9.7"],
    ["server_memory", "8.4"],
    ["no_such_variable", "9.7"],
  ] as const)("%s is not in %s", (name, series) => {
    expect(serverVariable(name, series)).toBeUndefined();
  });

  test("without a series, the newest that has the variable says what it is", () => {
    expect(serverVariable("replica_parallel_type")?.effect).toBe("online");
    expect(serverVariable("innodb_log_writer_threads")?.type).toEqual({
      kind: "enum",
      values: ["OFF", "ON"],
    });
    expect(serverVariable("innodb_log_writer_threads", "8.4")?.type).toEqual({ kind: "boolean" });
  });

  test("a line that is none is our own fault", () => {
    expect(() => parseVariableLine("max_connections sometimes integer 1 2")).toThrow(
      "max_connections sometimes",
    );
    expect(() => parseVariableLine("max_connections online word")).toThrow("word");
  });
});

describe("what only the operator sets", () => {
  const named = SUPPORTED_SERIES.flatMap((series) => [...serverVariables(series).keys()]);
  const rulesFor = (name: string) => {
    const cluster = {
      apiVersion: "mysql.oracle.com/v1alpha1",
      kind: CLUSTER_KIND,
      metadata: { name: "orders" },
      spec: { variables: { [name]: "1" } },
    };
    return validate(CLUSTER_KIND, cluster).map(({ rule }) => rule);
  };

  test("is what the API's rule refuses, for every name of the catalogue and of the list", () => {
    const differing = new Set(
      [...named, ...OPERATOR_OWNED_VARIABLES].filter(
        (name) => rulesFor(name).some((rule) => rule.includes("operator-owned")) !== isOperatorOwned(name),
      ),
    );
    expect([...differing]).toEqual([]);
  });

  test("has the effect operator, and nothing else has", () => {
    for (const series of SUPPORTED_SERIES) {
      for (const { name, effect } of serverVariables(series).values()) {
        expect(effect === "operator", name).toBe(isOperatorOwned(name));
      }
    }
  });

  test("what data files are made with can be said, and needs a restart at least", () => {
    expect(CREATION_VARIABLES.map((name) => serverVariable(name)?.effect)).toEqual(["restart", "restart"]);
  });
});

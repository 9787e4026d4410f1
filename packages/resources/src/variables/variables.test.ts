import { API_VERSION, CLUSTER_KIND } from "@grampus/api";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { variableEffect, variablePlan } from "./index.ts";
import { optionGroup } from "./option-text.ts";

test.each([
  ["max_connections", "9.7", "online"],
  ["innodb_buffer_pool_size", "9.7.4", "online"],
  ["time_zone", "9.7", "online"],
  ["innodb_page_size", "9.7", "restart"],
  ["performance_schema", "8.4", "restart"],
  ["character_set_client", "9.7", "unknown"],
  ["no_such_variable", "9.7", "unknown"],
  ["no_such_variable", "8.4", "restart"],
])("%s on %s: %s", (name, version, effect) => {
  expect(variableEffect(name, version)).toBe(effect);
});

test("the spec's variables, sorted by how they reach a server", () => {
  const variables = { wait_timeout: 60, back_log: 9, nonsense: 1, max_connections: 7 };
  const metadata = { name: "orders" };
  expect(
    variablePlan({
      apiVersion: API_VERSION,
      kind: CLUSTER_KIND,
      metadata,
      spec: { version: "9.7", variables },
    }),
  ).toEqual({
    online: { max_connections: 7, wait_timeout: 60 },
    restart: { back_log: 9 },
    unknown: ["nonsense"],
  });
});

// How the server reads a line: my_load_defaults() of mysys strips one pair of quotes and undoes backslashes.
function valueRead(line: string): string {
  const text = line.slice(line.indexOf("=") + 1);
  const body = /^"([\s\S]*)"$/.exec(text)?.[1] ?? text;
  return body.replaceAll(/\\(.)/g, "$1");
}

describe("option files", () => {
  test("a value comes back as it was", () => {
    const printable = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(printable, (value) => {
        const [, line = ""] = optionGroup("mysqld", { init_connect: value }).split("\n");
        expect(valueRead(line)).toBe(value);
      }),
    );
  });
  test("a variable without an option of its name", () => {
    expect(optionGroup("mysqld", { time_zone: "+00:00" })).toBe("[mysqld]\ndefault_time_zone=+00:00\n");
  });
});

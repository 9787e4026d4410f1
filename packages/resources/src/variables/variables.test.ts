import { API_VERSION, CLUSTER_KIND } from "@grampus/api";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { variablePlan } from "./index.ts";
import { optionGroup } from "./option-text.ts";

test("the spec's variables, sorted by how they reach a server; the unknown and the operator's are in no file", () => {
  const variables = { wait_timeout: 60, back_log: 9, nonsense: 1, max_connections: 7, port: 1, sql_notes: 0 };
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

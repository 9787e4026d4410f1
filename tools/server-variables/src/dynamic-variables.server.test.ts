import { isDynamicVariable } from "@grampus/api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Measured, measuredVariables } from "./dynamic-variables.ts";
import { mysqldIsMissing, startMysqld } from "./mysqld.ts";

describe.skipIf(mysqldIsMissing())("the table of dynamic variables", () => {
  let measured: Measured;

  beforeAll(async () => {
    const server = await startMysqld();
    measured = measuredVariables(server);
    await server.stop();
  });

  afterAll(() => {
    process.stdout.write(`${measured.dynamic.length} dynamic variables of MySQL ${measured.version}\n`);
  });

  test("is what the server says, name by name", () => {
    expect(measured.dynamic.filter((name) => !isDynamicVariable(name))).toEqual([]);
    expect(measured.fixed.filter(isDynamicVariable)).toEqual([]);
    expect(measured.dynamic.length + measured.fixed.length).toBeGreaterThan(600);
  });

  test.each(["max_connections", "innodb_buffer_pool_size", "sql_mode", "long_query_time"])(
    "%s is dynamic",
    (name) => {
      expect(measured.dynamic).toContain(name);
      expect(isDynamicVariable(name)).toBe(true);
    },
  );

  test.each(["innodb_page_size", "port", "innodb_log_file_size", "not_a_variable"])(
    "%s needs a restart",
    (name) => {
      expect(measured.dynamic).not.toContain(name);
      expect(isDynamicVariable(name)).toBe(false);
    },
  );
});

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { WIDGET_CLASSES, type WidgetSource, widgetSource } from "./testing/widget-source.ts";

const MAIN = join(import.meta.dirname, "main.ts");
const SIZE =
  "/**\n * Size.\n * @minimum 1\n * @maximum 9\n * @changeClass quiet\n */\nreadonly size?: number;";

function configured(source: WidgetSource): string {
  const file = join(source.directory, "crdgen.json");
  const paths = {
    entry: "widget.ts",
    tsConfig: "tsconfig.json",
    directory: "out",
    reference: "docs/reference.md",
  };
  writeFileSync(file, JSON.stringify({ ...paths, changeClasses: WIDGET_CLASSES }));
  return file;
}

function run(source: WidgetSource, ...parameters: readonly string[]) {
  const options = { cwd: source.directory, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...parameters], options);
  return { status, stdout, stderr };
}

test("writes, then finds nothing to do, then finds what was changed by hand", () => {
  using source = widgetSource(SIZE);
  const configuration = configured(source);
  expect(run(source, configuration, "--check")).toMatchObject({ status: 1 });
  expect(existsSync(join(source.directory, "out"))).toBe(false);

  expect(run(source, configuration)).toMatchObject({ status: 0 });
  expect(run(source, configuration, "--check")).toEqual({ status: 0, stdout: "", stderr: "" });
  expect(run(source, configuration)).toEqual({ status: 0, stdout: "", stderr: "" });

  const tables = join(source.directory, "out/tables.js");
  const written = readFileSync(tables, "utf8");
  writeFileSync(tables, `${written}// by hand\n`);
  writeFileSync(join(source.directory, "out/stray.ts"), "");
  const hint = "run `npm run generate` and commit what it writes\n";
  expect(run(source, configuration, "--check")).toEqual({
    status: 1,
    stdout: `differs out/tables.js\ndiffers out/stray.ts\n${hint}`,
    stderr: "",
  });
  expect(run(source, configuration).stdout).toBe("wrote out/tables.js\nremoved out/stray.ts\n");
  expect(readFileSync(tables, "utf8")).toBe(written);
  expect(existsSync(join(source.directory, "out/stray.ts"))).toBe(false);
});

test("a source that is wrong changes nothing", () => {
  using source = widgetSource("/** A. */\nreadonly a?: string;");
  const configuration = configured(source);
  const { status, stdout } = run(source, configuration);
  expect({ status, stdout }).toEqual({
    status: 1,
    stdout: [
      "spec.a: crdgen/no-change-class: spec.a does not say what its change does",
      "spec.a: crdgen/unbounded: the value has no maxLength",
      "",
    ].join("\n"),
  });
  expect(existsSync(join(source.directory, "out"))).toBe(false);
});

test("a configuration that cannot be read, and one that lacks a setting", () => {
  using source = widgetSource(SIZE);
  expect(run(source, "nowhere.json")).toEqual({
    status: 2,
    stdout: "",
    stderr: "unreadable: nowhere.json cannot be read as JSON\n",
  });
  writeFileSync(join(source.directory, "crdgen.json"), '{ "entry": "widget.ts" }');
  expect(run(source, "crdgen.json")).toMatchObject({
    status: 2,
    stderr: "bad-configuration: crdgen.json: changeClasses must be a list of names\n",
  });
});

test("says how it is used", () => {
  const help = execFileSync(process.execPath, [MAIN, "--help"], { encoding: "utf8" });
  expect(help).toContain("crdgen CONFIGURATION... [--check]");
});

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generate } from "./generate.ts";
import { widgetSource } from "./testing/widget-source.ts";

const SIZE =
  "/**\n * Size.\n * @minimum 1\n * @maximum 9\n * @changeClass quiet\n */\nreadonly size?: number;";

const BIGGER = "/** More. */\nexport interface Bigger extends Meta {\n/** On. */\nreadonly on?: boolean;\n}";

async function said(fields: string, rest?: string, docs?: string): Promise<readonly string[]> {
  using source = widgetSource(fields, rest, docs);
  const { diagnostics, files } = await generate(source.generation);
  expect(files.size === 0).toBe(diagnostics.length > 0);
  return diagnostics.map(({ code, message, path, source: place, found }) => {
    const where = place === undefined ? path : `${place.file}:${place.line}:${place.column}`;
    return `${where} ${code}: ${message}${found === undefined ? "" : ` (found ${found})`}`;
  });
}

test("a source that says everything has nothing to be told", async () => {
  expect(await said(SIZE)).toEqual([]);
});

test("a tag nobody knows", async () => {
  expect(await said("/**\n * A.\n * @minimun 1\n * @changeClass quiet\n */\nreadonly a?: boolean;")).toEqual([
    "widget.ts:47:1 crdgen/unknown-tag: @minimun is not a tag that says something about a field (found 1)",
  ]);
});

test.each([
  ["@minimum one"],
  ["@default {a}"],
  ['@cel Rule "self" "message"'],
  ['@cel rule "self"'],
  ["@changeClass sideways=quiet"],
  ["@immutable because"],
  ["@listType bag"],
  ["@keyPattern ^a$"],
])("a tag that cannot be read: %s", async (tag) => {
  const lines = await said(`/**\n * A.\n * ${tag}\n * @changeClass quiet\n */\nreadonly a?: boolean;`);
  expect(lines).toEqual([expect.stringContaining("crdgen/bad-tag: ")]);
});

test("a constant that no file exports, or that is no list of texts", async () => {
  const rule = (name: string) =>
    `/**\n * A.\n * @maxLength 4\n * @cel known "self in \${${name}}" "no"\n * @changeClass quiet\n */\nreadonly a?: string;`;
  expect(await said(rule("COLOURS"), 'export const COLOURS = ["red", "green"] as const;')).toEqual([]);
  expect(await said(rule("COLOURS"))).toEqual([
    "widget.ts:48:1 crdgen/unknown-constant: @cel names a constant that is not there (found $" + "{COLOURS})",
  ]);
  const quoted = await said(rule("COLOURS"), 'export const COLOURS = ["it\'s red"];');
  expect(quoted).toEqual([expect.stringContaining("crdgen/unknown-constant")]);
});

test.each([
  ["bigint", "bigint"],
  ["string | boolean", "string | boolean"],
  ["1 | 2", "1 | 2"],
  ["Map<string, string>", "Map<string, string>"],
  ["Bigger", "Bigger"],
])("a type that has no schema: %s", async (type, shown) => {
  const lines = await said(`/**\n * A.\n * @changeClass quiet\n */\nreadonly a?: ${type};`, BIGGER);
  expect(lines).toEqual([
    expect.stringContaining(`crdgen/unsupported-type: ${shown} cannot become a structural schema`),
  ]);
});

test("a type that contains itself", async () => {
  const lines = await said(
    "/**\n * A.\n * @changeClass quiet\n */\nreadonly a?: Tree;",
    "/** A tree. */\nexport interface Tree {\n/** Below. */\nreadonly below?: Tree;\n}",
  );
  expect(lines).toEqual([expect.stringContaining("crdgen/recursive-type: Tree contains itself")]);
});

test("values without bounds, fields without text, changes without class", async () => {
  const fields =
    "/** A. */\nreadonly a?: string;\n/**\n * @changeClass quiet\n */\nreadonly b?: boolean;\n/**\n * C.\n * @changeClass noisy\n */\nreadonly c?: readonly number[];";
  expect(await said(fields)).toMatchInlineSnapshot(`
    [
      "spec.a crdgen/unbounded: the value has no maxLength",
      "spec.a crdgen/no-change-class: spec.a does not say what its change does",
      "spec.b crdgen/no-description: spec.b has no description",
      "spec.c crdgen/unbounded: the value has no maxItems",
      "spec.c crdgen/unknown-change-class: noisy is not a change class",
      "spec.c[] crdgen/unbounded: the value has no minimum",
      "spec.c[] crdgen/unbounded: the value has no maximum",
    ]
  `);
});

test("a default its own schema refuses", async () => {
  expect(await said(SIZE.replace("@minimum 1", "@minimum 1\n * @default 0"))).toEqual([
    "spec.size crdgen/bad-default: the default of spec.size is not a value it accepts (found 0)",
  ]);
});

test("a pattern that RE2 reads differently", async () => {
  const fields =
    "/**\n * A.\n * @maxLength 9\n * @pattern ^.*$\n * @changeClass quiet\n */\nreadonly a?: string;";
  expect(await said(fields)).toEqual([
    "spec.a crdgen/unportable-pattern: the pattern uses the dot, which RE2 (also inside of CEL) and JavaScript read differently (found ^.*$)",
  ]);
});

test("a transition rule on the items of a list", async () => {
  const item =
    '/**\n * An item.\n * @cel same "self == oldSelf" "no change"\n */\nexport interface Item {\n/** On. */\nreadonly on?: boolean;\n}';
  const lines = await said(
    "/**\n * A.\n * @maxItems 3\n * @changeClass quiet\n */\nreadonly a?: readonly Item[];",
    item,
  );
  expect(lines).toEqual([expect.stringContaining("spec.a[] crdgen/unreachable-transition: same compares")]);
});

test.each([
  ["export interface A { readonly a: string }\n", "crdgen/no-kinds"],
  ["/** @kind A */\nexport interface A { readonly kind: 'A' }\n", "crdgen/bad-root"],
])("an entry without a kind, and a kind without a header: %s", async (text, code) => {
  using source = widgetSource("");
  const entry = join(source.directory, "other.ts");
  writeFileSync(entry, text);
  const { diagnostics } = await generate({
    ...source.generation,
    source: { ...source.generation.source, entry },
  });
  expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
});

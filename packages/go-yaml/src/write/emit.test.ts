import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { yamlMap, yamlValue } from "../testing/arbitrary-yaml.ts";
import type { YamlValue } from "../value.ts";
import { emitYaml, emitYamlDocuments } from "./emit.ts";

/** Data as a reader has to give it back: no lone surrogates and no negative zero. */
function readable(value: YamlValue | undefined): unknown {
  if (typeof value === "number") return Object.is(value, -0) ? 0 : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(readable);
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, readable(field)]));
}

/**
 * Left out is what the library reads wrongly: breaks of YAML 1.1, which it folds, the merge key, which it obeys also as
 * a value, and a dot or an exponent without digits, which it takes for a number.
 */
function isPlainText(value: YamlValue): boolean {
  return !/[\u0085\u2028\u2029\ufeff]|"<<"|"[-+]?[0-9_]*\.[0-9_]*"|"[-+]?_*(\.[0-9_]*)?[eE][-+]?[0-9_]+"/.test(
    JSON.stringify(value),
  );
}

describe("what is written reads back the same", () => {
  test.each(["1.1", "1.2"] as const)("in YAML %s", (version) => {
    fc.assert(
      fc.property(yamlMap().filter(isPlainText), (value) => {
        expect(parse(emitYaml(value), { version, merge: false })).toEqual(readable(value));
      }),
      { numRuns: 2000 },
    );
  });

  test("for any value at the root", () => {
    fc.assert(
      fc.property(yamlValue().filter(isPlainText), (value) => {
        expect(parse(emitYaml(value), { version: "1.2" })).toEqual(readable(value));
      }),
      { numRuns: 1000 },
    );
  });
});

test("the same data gives the same text, whatever the order of its keys", () => {
  fc.assert(
    fc.property(yamlMap(), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      expect(emitYaml(reversed)).toBe(emitYaml(value));
    }),
  );
});

test("keys keep the order they are given in when asked", () => {
  const value = { kind: "A", apiVersion: "b", metadata: { z: 1, a: 2 } };
  expect(emitYaml(value, { keyOrder: "given" })).toBe("kind: A\napiVersion: b\nmetadata:\n  z: 1\n  a: 2\n");
});

test("strings, numbers and blocks as kustomize writes them", () => {
  expect(
    emitYaml({
      yes: "yes",
      octal: "0o17",
      exponent: 1e6,
      float: 1234567.5,
      date: "2001-01-01",
      base60: "1:30",
      colon: "a: b",
      block: "one\n  two\n",
      strip: "one\ntwo",
      leading: "\n x",
      emoji: "😀",
      empty: "",
      undefinedIsLeftOut: undefined,
      list: [1, [2, []], { a: { b: null } }],
    }),
  ).toMatchInlineSnapshot(`
    "base60: "1:30"
    block: |
      one
        two
    colon: 'a: b'
    date: "2001-01-01"
    emoji: "\\U0001F600"
    empty: ""
    exponent: 1000000
    float: 1.2345675e+06
    leading: |2-

       x
    list:
    - 1
    - - 2
      - []
    - a:
        b: null
    octal: "0o17"
    strip: |-
      one
      two
    "yes": "yes"
    "
  `);
});

test("long lines are folded at the first space behind column 80", () => {
  expect(emitYaml({ a: { b: "word ".repeat(40).trim() }, c: "x".repeat(100) })).toMatchInlineSnapshot(`
    "a:
      b: word word word word word word word word word word word word word word word word
        word word word word word word word word word word word word word word word word
        word word word word word word word word
    c: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
    "
  `);
});

test("keys that are long or have line breaks stand behind a question mark", () => {
  expect(emitYaml({ ["k".repeat(129)]: { a: [1] }, "a\nb": "c" })).toMatchInlineSnapshot(`
    "? |-
      a
      b
    : c
    ? kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk
    : a:
      - 1
    "
  `);
});

test("documents are divided by three dashes", () => {
  const text = emitYamlDocuments([{ a: 1 }, { b: 2 }]);
  expect(text).toBe("a: 1\n---\nb: 2\n");
  expect(parseAllDocuments(text)).toHaveLength(2);
});

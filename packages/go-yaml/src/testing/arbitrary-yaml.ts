import fc from "fast-check";
import type { YamlValue } from "../value.ts";

/** Texts that writers and readers of YAML get wrong. */
const AWKWARD: readonly string[] = [
  ...[
    "yes",
    "no",
    "on",
    "off",
    "y",
    "n",
    "true",
    "null",
    "~",
    "",
    " ",
    "0o17",
    "017",
    "0x1f",
    "1e3",
    "1_000",
    ".inf",
  ],
  ...[
    ".nan",
    "1:30",
    "2001-01-01",
    "2001-12-14T21:59:43Z",
    "- a",
    "-",
    "---",
    "...",
    "# c",
    "a #b",
    "a: b",
    "a:",
    ":",
  ],
  ...[
    "? a",
    "?",
    "'",
    '"',
    "it's",
    "\\",
    "&a",
    "*a",
    "!a",
    "%a",
    "@a",
    "`a",
    "[a",
    "{a",
    "|",
    ">",
    ",",
    "=",
    "<<",
  ],
  ...[
    "a\nb",
    "a\n",
    "\na",
    "a\n\n",
    " a",
    "a ",
    "a\n b",
    "a \nb",
    "\t",
    "a\tb",
    "\u0000",
    "\u00e9",
    "\u00a0",
    "\u2028",
  ],
  ...["😀", "\ufeff", "\u0085", "word ".repeat(30).trim(), "x".repeat(130), "a  b ".repeat(25)],
];

function text(): fc.Arbitrary<string> {
  return fc.oneof(
    { arbitrary: fc.constantFrom(...AWKWARD), weight: 3 },
    { arbitrary: fc.string({ unit: "grapheme", maxLength: 30 }), weight: 2 },
    { arbitrary: fc.stringMatching(/^[ a-z0-9:#\n'"-]{0,40}$/), weight: 3 },
  );
}

function number(): fc.Arbitrary<number> {
  return fc.oneof(
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(0, 1e6, 1e21, 1e-7, 0.1, 1234567.5),
  );
}

/** Keys that kustomize refuses somewhere: it cannot merge them, or its writer cannot read them back. */
const REFUSED_KEY = /^(?:<<)?$|[\u0085\u2028\u2029]/;

/** Keys of maps: any text, or those that can be built. */
export type Keys = "any" | "buildable";

function keyOf(keys: Keys): fc.Arbitrary<string> {
  return keys === "any" ? text() : text().filter((key) => !REFUSED_KEY.test(key));
}

/** Any data that a resource can hold. */
export function yamlValue(keys: Keys = "any"): fc.Arbitrary<YamlValue> {
  const { value } = fc.letrec<{ value: YamlValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      text(),
      number(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(keyOf(keys), tie("value"), { maxKeys: 5 }),
    ),
  }));
  return value;
}

/** A map at the root, as every resource is one. */
export function yamlMap(keys: Keys = "any"): fc.Arbitrary<{ readonly [key: string]: YamlValue }> {
  return fc.dictionary(keyOf(keys), yamlValue(keys), { minKeys: 1, maxKeys: 6 });
}

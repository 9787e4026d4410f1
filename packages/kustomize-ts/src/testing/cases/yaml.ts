import { type CorpusCase, casesOfResources } from "../corpus-case.ts";

function configMap(data: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n${data}`;
}

function custom(spec: string): string {
  return `apiVersion: example.com/v1\nkind: Thing\nmetadata:\n  name: a\nspec:\n${spec}`;
}

function eachLine(lines: readonly string[]): string {
  return lines.map((line, index) => `  k${index}: ${line}\n`).join("");
}

const LONG = "word ".repeat(40).trim();

/** Scalars, styles, collections and layout of YAML, each passing through a build unchanged in meaning. */
export const YAML_CASES: readonly CorpusCase[] = casesOfResources("yaml", {
  booleans: custom(
    eachLine([
      "true",
      "True",
      "TRUE",
      "false",
      "yes",
      "no",
      "on",
      "off",
      "y",
      "n",
      "Yes",
      "'true'",
      '"no"',
      "tRue",
    ]),
  ),
  nulls: custom(eachLine(["null", "Null", "~", "", "'null'", '"~"', "nULL", "NULL"])),
  integers: custom(
    eachLine([
      "1",
      "-1",
      "+1",
      "0",
      "-0",
      "007",
      "0o17",
      "0O17",
      "0x1F",
      "0X1f",
      "0b11",
      "1_000",
      "08",
      "1__0",
      "_1",
      "12345678901",
      "-0x1f",
      "-0o7",
      "+0b1",
    ]),
  ),
  "big-integers": custom(
    eachLine([
      "9223372036854775807",
      "9223372036854775808",
      "-9223372036854775808",
      "-9223372036854775809",
      "18446744073709551615",
      "18446744073709551616",
      "123456789012345678901234567890",
    ]),
  ),
  floats: custom(
    eachLine([
      "1.0",
      "1.50",
      "-0.0",
      "1e3",
      "1E3",
      "1e-7",
      "1.5e300",
      ".5",
      "5.",
      "+.5",
      "-.5",
      "1e6",
      "1234567.5",
      "0.00001",
      "0.0001",
      "123456.7",
      "1e21",
      "1e400",
      "1_0.5",
      "0.1e1",
      "1e+2",
    ]),
  ),
  infinity: custom("  a: .inf\n"),
  "not-a-number": custom("  a: .nan\n"),
  "quoted-infinity": custom(eachLine(["'.inf'", '"-.inf"', "'.nan'"])),
  timestamps: custom(
    eachLine([
      "2001-01-01",
      "2001-1-1",
      "2001-12-14t21:59:43.10-05:00",
      "2001-12-14T21:59:43Z",
      "2001-12-14 21:59:43.10",
      "2001-12-14 21:59:43.10 -5",
      "2001-02-30",
      "'2001-01-01'",
      "2001-12-14T21:59:43+00:00",
      "2001-12-14T1:2:3.123456789123Z",
      "2001-13-01",
      "20010-01-01",
      "2001-01-01T",
    ]),
  ),
  base60: custom(eachLine(["1:30", "190:20:30", "'1:30'", "1:60", "12:30:45.5", "-1:30", "a:30"])),
  "plain-punctuation": custom(
    eachLine([
      "a:b",
      "http://x/y#z",
      "a#b",
      "a #b",
      "x,y",
      "-a",
      "?a",
      ":a",
      "a'b",
      'a"b',
      "<<",
      "=",
      "a&b",
      "*.example.com",
      "a: b".replace(": ", ":"),
      "!x".replace("!", "bang"),
    ]).replace("*.example.com", "'*.example.com'"),
  ),
  indicators: custom(
    eachLine([
      "'# a'",
      "', a'",
      "'[a'",
      "']a'",
      "'{a'",
      "'}a'",
      "'&a'",
      "'*a'",
      "'!a'",
      "'|a'",
      "'>a'",
      "'%a'",
      "'@a'",
      "'`a'",
      "'- a'",
      "'-'",
      "'?'",
      "':'",
      "'a: b'",
      "'a:'",
      "'a #b'",
      "'---'",
      "'--- a'",
      "'...'",
      "'? a'",
      "': a'",
      "''",
      "' '",
      "' a'",
      "'a '",
    ]),
  ),
  "single-quoted": custom(eachLine(["'it''s'", "'a\n    b'", "'a\n\n    b'", "'\\n'", "'  a  '"])),
  "double-quoted": custom(
    eachLine([
      '"a\\nb"',
      '"a\\tb"',
      '"\\u00e9"',
      '"\\U0001F600"',
      '"\\x41"',
      '"a\\\n    b"',
      '"a\n    b"',
      '"\\\\"',
      '"\\""',
      '"\\/"',
      '"\\e"',
      '"\\0"',
      '"\\_"',
      '"\\N"',
      '"\\L"',
      '"\\P"',
      '"\\ a"',
      '"a\n\n    b"',
    ]),
  ),
  literals: configMap(
    "data:\n  a: |\n    one\n    two\n  b: |-\n    one\n  c: |+\n    one\n\n  d: |\n      indented\n    less\n".replace(
      "      indented\n    less",
      "    less\n      indented",
    ) +
      "  e: |2\n      two more\n    x\n  f: |\n\n    leading\n  g: |-\n    trailing space \n  h: |\n    tab\there\n",
  ),
  folded: configMap(
    "data:\n  a: >\n    one\n    two\n\n    three\n  b: >-\n    one\n      more\n    two\n  c: >+\n    one\n\n",
  ),
  "long-plain": custom(
    `  a: ${LONG}\n  deep:\n    er:\n    - b: ${LONG}\n    - ${LONG}\n  c: ${"x".repeat(200)}\n  d: ${"x".repeat(90)} ${"y".repeat(90)} z\n`,
  ),
  "long-quoted": custom(
    `  a: '${LONG}: x'\n  b: "${LONG}\\tx"\n  c: '${LONG}  ${LONG} # x'\n  d: "1 ${"  y".repeat(50)}\\u0001"\n`,
  ),
  "long-keys": custom(
    `  ${"k".repeat(128)}: 1\n  ${"k".repeat(129)}: {a: [1, {b: 2}]}\n  ${"l".repeat(200)}: [1, 2]\n  ? ${"m ".repeat(100)}\n  : text\n`,
  ),
  "key-order": custom(
    '  b: 1\n  a: 2\n  A: 3\n  _: 4\n  a10: 5\n  a9: 6\n  a-1: 7\n  a.1: 8\n  "10": 9\n  "9": 10\n  aé: 11\n  ab: 12\n  a01: 13\n  a1: 14\n  a001b: 15\n',
  ),
  "quoted-keys": custom(
    '  "yes": 1\n  \'true\': 2\n  "1": 3\n  "null": 4\n  "a b": 5\n  "a: b": 6\n  "": 7\n  "~": 8\n  "2001-01-01": 9\n  "# c": 10\n  "é": 11\n  "a\\nb": 12\n',
  ),
  "yes-key": custom("  yes: 1\n  on: 2\n  y: 3\n"),
  "integer-key": custom("  1: a\n"),
  "boolean-key": custom("  true: a\n"),
  "null-key": custom("  null: a\n"),
  "float-key": custom("  1.5: a\n"),
  "duplicate-keys": custom("  a: 1\n  a: 2\n"),
  "duplicate-quoted-keys": custom('  a: 1\n  "a": 2\n'),
  "flow-collections": custom(
    "  a: [1, two, 'three', {b: c}]\n  d: {e: f, \"g\": [h], i: }\n  j: []\n  k: {}\n  l: [\n    1,\n    2\n  ]\n  m: {n: , o}\n",
  ),
  "empty-collections": custom("  a: []\n  b: {}\n  c:\n  - []\n  - {}\n  - \n  d: [[], {}, [[]]]\n"),
  "nested-sequences": custom(
    "  a:\n  - - 1\n    - 2\n  - - - 3\n  -\n    - 4\n  b:\n    - x\n    -   y: 1\n        z: 2\n",
  ),
  anchors: custom("  a: &x\n    b: 1\n  c: *x\n  d: &y text\n  e: [*y, *y]\n"),
  "merge-keys": custom(
    "  base: &base\n    a: 1\n    b: 2\n  one:\n    <<: *base\n    b: 3\n  two:\n    <<: [*base, {b: 9, c: 4}]\n  three:\n    a: 0\n    <<: {a: 5, d: 6}\n",
  ),
  "merge-key-wrong": custom("  one:\n    <<: text\n"),
  "unknown-anchor": custom("  one: *nope\n"),
  "recursive-anchor": custom("  one: &a\n    two: *a\n"),
  tags: custom(
    '  a: !!str 1\n  b: !!int "3"\n  c: !!float 1\n  d: !!bool "true"\n  e: !custom x\n  f: !!str yes\n  g: !!null ""\n  h: !!binary aGVsbG8=\n  i: ! 12\n',
  ),
  "wrong-tag": custom("  a: !!int x\n"),
  comments:
    "# head\napiVersion: v1 # one\nkind: ConfigMap\n# between\nmetadata:\n  # inside\n  name: a # name\n# end\ndata:\n  a: b # c\n  # last\n",
  unicode: configMap(
    'data:\n  a: é\n  b: 日本語\n  c: "😀"\n  d: "\\u200b"\n  e: "a\\u00a0b"\n  f: "\\ufeff bom"\n  g: "\\u2028x"\n  h: Ω ω\n',
  ),
  controls: configMap('data:\n  a: "\\u0001"\n  b: "\\x1b[0m"\n  c: "\\r\\n"\n  d: "a\\u0085b"\n'),
  "delete-character": configMap('data:\n  a: "\\x7f"\n'),
  crlf: "apiVersion: v1\r\nkind: ConfigMap\r\nmetadata:\r\n  name: a\r\ndata:\r\n  a: |\r\n    one\r\n    two\r\n  b: x\r\n",
  tabs: configMap("data:\n  a: one\ttwo\n  b: 'x\ty'\n"),
  "tab-indent": configMap("data:\n\ta: b\n"),
  "multi-line-plain": custom("  a: one\n    two\n    three\n  b: x\n\n    y\n"),
  documents:
    "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n---\n# only a comment\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: b\n---\n",
  "document-comment":
    "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n--- # second\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: b\n",
  "document-text":
    "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n--- text\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: b\n",
  "document-end":
    "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n...\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: b\n",
  directive: "%YAML 1.1\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n",
  json: '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": {"a": "1", "b": "\\u00e9", "c": "line\\nbreak"}}\n',
  "pretty-json":
    '{\n  "apiVersion": "v1",\n  "kind": "ConfigMap",\n  "metadata": {\n    "name": "a",\n    "labels": {}\n  },\n  "data": {\n    "a": "yes"\n  }\n}\n',
  list: "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: a\n- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: b\n  data: {n: 'yes'}\n",
  "config-map-list":
    'apiVersion: v1\nkind: ConfigMapList\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: a\n  data:\n    k: "1"\n---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: s\n',
  "nested-list":
    "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: List\n  items:\n  - apiVersion: v1\n    kind: ConfigMap\n    metadata:\n      name: a\n",
  "list-without-items": "apiVersion: example.com/v1\nkind: AllowList\nmetadata:\n  name: a\nspec: {x: 1}\n",
  "null-items":
    "apiVersion: v1\nkind: ConfigMapList\nitems:\n---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: s\n",
  "items-not-a-list": "apiVersion: v1\nkind: ConfigMapList\nitems: x\n",
  "annotation-types":
    "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations:\n    a: 1\n    b: true\n    c: null\n    d:\n    e: 1.50\n    f: x\n",
  "label-types": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels:\n    a: 1\n    b: true\n",
  "empty-annotations":
    "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations: {}\n  labels: {}\n",
  "null-annotations": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations:\n  labels:\n",
  "numeric-name": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: 123\n",
  "no-kind": "apiVersion: v1\nmetadata:\n  name: a\n",
  "no-name": "apiVersion: v1\nkind: ConfigMap\nmetadata: {}\n",
  "no-api-version": "kind: Thing\nmetadata:\n  name: a\n",
  "generate-name": "apiVersion: v1\nkind: Pod\nmetadata:\n  generateName: a-\n",
  "scalar-document": "just text\n",
  "sequence-document": "- a\n- b\n",
  "empty-file": "",
  "only-comments": "# nothing\n",
  "unclosed-quote": custom('  a: "open\n'),
  "unclosed-flow": custom("  a: [1, 2\n"),
  "bad-indent": custom("  a: 1\n b: 2\n"),
  "bad-nesting": custom("  a: 1\n    b: 2\n"),
  "colon-in-value": custom("  a: b: c\n"),
  "local-config":
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations:\n    config.kubernetes.io/local-config: "true"\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: b\n  annotations:\n    config.kubernetes.io/local-config: "false"\n',
  "internal-annotations":
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations:\n    internal.config.kubernetes.io/prefixes: x\n    config.kubernetes.io/path: y\n    config.kubernetes.io/index: "1"\n    other: z\n',
  bom: "\ufeffapiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n",
  "trailing-separator": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n---",
  "no-final-newline": configMap("data:\n  a: |\n    text"),
  "complex-key": custom("  ? [a, b]\n  : c\n"),
  "explicit-key": custom("  ? a\n  : b\n  ? c\n"),
  "keys-of-young-letters": custom(
    '  "\\u2c00a": 1\n  "\\U0002EBF0": 2\n  a: 3\n  "\\U00010D40": 4\n  "1": 5\n  "\\u1C89": 6\n  "-": 7\n',
  ),
});

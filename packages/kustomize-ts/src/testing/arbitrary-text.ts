import fc from "fast-check";
import type { CorpusCase } from "./corpus-case.ts";

/** Writes something that begins behind a `:` or `-`, inside a collection that is indented so far. */
type Writer = (indent: number) => string;

const WORDS: readonly string[] = [
  ...[
    "alpha",
    "beta gamma",
    "a: b",
    "# no",
    "yes",
    "017",
    "1e3",
    "é",
    "😀 smile",
    "tab\there",
    "end ",
    " lead",
  ],
  ...[
    "- dash",
    "it's",
    'say "hi"',
    "a\\b",
    "null",
    "2001-01-01",
    "word ".repeat(20).trim(),
    "[a",
    "{b",
    "k, v",
    "=",
  ],
];
const PLAIN: readonly string[] = [
  ...[
    "plain",
    "two words",
    "5",
    "1.5",
    "true",
    "null",
    "~",
    "plain # no",
    "0x1f",
    "http://x:1/y",
    "word ".repeat(25),
  ],
  ...["[a, 'b', \"c\" , {d: e}]", '{a: 1, "b": [x,y]}', "[]", "{}", '"\\u00e9\\t\\x07\\U0001F600"'],
];

/** A comment behind a map in braces, in a list, makes the reference add a comma to it. */
const ITEMS = PLAIN.filter((text) => !text.startsWith("{a"));

function pad(indent: number): string {
  return " ".repeat(indent);
}

function plain(texts: readonly string[]): fc.Arbitrary<Writer> {
  const comment = fc.constantFrom("", "", " # why", "   # far");
  return fc.tuple(fc.constantFrom(...texts), comment).map(
    ([text, behind]) =>
      () =>
        ` ${text.trim()}${behind}\n`,
  );
}

function quoted(): fc.Arbitrary<Writer> {
  const texts = fc.constantFrom(...WORDS).chain((word) => {
    return fc.constantFrom(JSON.stringify(word), `'${word.replaceAll("'", "''")}'`);
  });
  return texts.map((text) => () => ` ${text}\n`);
}

function folded(): fc.Arbitrary<Writer> {
  const lines = fc.array(fc.constantFrom("one", "two", "", "three"), { minLength: 1, maxLength: 4 });
  return fc.tuple(fc.constantFrom("'", '"', ""), lines).map(([quote, more]) => (indent) => {
    const rest = more.map((line) => (line === "" ? "" : `${pad(indent + 2)}${line}`));
    return ` ${quote}start\n${rest.join("\n")}\n${pad(indent + 2)}end${quote}\n`;
  });
}

function block(): fc.Arbitrary<Writer> {
  const line = fc.constantFrom("second", "  further in", "", "word ".repeat(22), "third");
  return fc
    .record({
      indicator: fc.constantFrom("|", ">"),
      chomping: fc.constantFrom("", "-", "+"),
      comment: fc.constantFrom("", "", " # c"),
      first: fc.constantFrom(...WORDS).map((word) => word.replace(/^ +/, "")),
      lines: fc.array(line, { maxLength: 4 }),
    })
    .map(({ indicator, chomping, comment, first, lines }) => (indent) => {
      const rows = [first, ...lines].map((row) => (row === "" ? "" : `${pad(indent + 2)}${row}`));
      return ` ${indicator}${chomping}${comment}\n${rows.join("\n")}\n`;
    });
}

/** A list or a map in brackets, with comments in it. */
function commentedFlow(): fc.Arbitrary<Writer> {
  const comment = fc.constantFrom("", "", " # c", " # why");
  const part = fc.record({
    head: fc.constantFrom("", "", "# head"),
    text: fc.constantFrom("a", "'b'", '"c d"', "5"),
    comment,
  });
  return fc
    .record({
      isMap: fc.boolean(),
      parts: fc.array(part, { minLength: 1, maxLength: 4 }),
      last: fc.boolean(),
    })
    .map(({ isMap, parts, last }) => (indent) => {
      const rows = parts.flatMap(({ head, text, comment: behind }, index) => {
        const comma = index < parts.length - 1 || last ? "," : "";
        const row = `${isMap ? `f${index}: ` : ""}${text}${comma}${behind}`;
        return head === "" ? [row] : [head, row];
      });
      const lines = rows.map((row) => `${pad(indent + 2)}${row}\n`).join("");
      return isMap ? ` {\n${lines}${pad(indent)}}\n` : ` [\n${lines}${pad(indent)}]\n`;
    });
}

function scalar(texts: readonly string[] = PLAIN): fc.Arbitrary<Writer> {
  return fc.oneof(plain(texts), quoted(), folded(), block(), ...(texts === PLAIN ? [commentedFlow()] : []));
}

/** What stands on the lines in front of a key or an item. */
function ahead(): fc.Arbitrary<Writer> {
  const lines = fc.constantFrom(["# one"], [""], ["", "# apart"], ["# two", "# lines"]);
  const some = fc.option(lines, { nil: [], freq: 2 });
  return some.map(
    (rows) => (indent) => rows.map((row) => (row === "" ? "\n" : `${pad(indent)}${row}\n`)).join(""),
  );
}

function map(depth: number): fc.Arbitrary<Writer> {
  const entry = fc.record({ ahead: ahead(), quote: fc.constantFrom("", "'", '"'), value: value(depth - 1) });
  return fc
    .array(entry, { minLength: 1, maxLength: 3 })
    .map(
      (entries) => (indent) =>
        entries
          .map(
            (one, index) =>
              `${one.ahead(indent)}${pad(indent)}${one.quote}k${index}${one.quote}:${one.value(indent)}`,
          )
          .join(""),
    );
}

function list(depth: number): fc.Arbitrary<Writer> {
  const nested = map(depth - 1).map(
    (write): Writer =>
      (indent) =>
        ` ${write(indent + 2).trimStart()}`,
  );
  const item = fc.record({
    ahead: ahead(),
    value: depth > 0 ? fc.oneof(scalar(ITEMS), nested) : scalar(ITEMS),
  });
  return fc
    .array(item, { minLength: 1, maxLength: 3 })
    .map(
      (items) => (indent) =>
        items.map((one) => `${one.ahead(indent)}${pad(indent)}-${one.value(indent)}`).join(""),
    );
}

function value(depth: number): fc.Arbitrary<Writer> {
  if (depth < 0) return scalar();
  const behind = fc.constantFrom("", " # behind");
  const maps = fc.tuple(behind, map(depth)).map(([comment, write]): Writer => {
    return (indent) => `${comment}\n${write(indent + 2)}`;
  });
  const lists = fc.tuple(fc.constantFrom(0, 2), list(depth)).map(([further, write]): Writer => {
    return (indent) => `\n${write(indent + further)}`;
  });
  return fc.oneof(
    { weight: 3, arbitrary: scalar() },
    { weight: 1, arbitrary: maps },
    { weight: 1, arbitrary: lists },
  );
}

const REPLACED: readonly string[] = [
  ...["target: old", "target: 'old'", "target: 5", 'target: "old"', "target: old # c"],
  ...["target: |\n  old", "target: >-\n  old\n  older"],
];
const VALUES: readonly string[] = [
  ...["new", "5", "true", "a: b", "yes", "word ".repeat(30).trim(), "😀", "tab\tx", "lines\nof text\n"],
];

/** A ConfigMap with a YAML text of any layout, in which one value is replaced. */
export function textTree(): fc.Arbitrary<CorpusCase> {
  const others = fc.option(map(2), { nil: () => "" });
  const end = fc.constantFrom("", "", "# end\n", "\n# end\n");
  return fc
    .record({
      before: others,
      old: fc.constantFrom(...REPLACED),
      after: others,
      end,
      replacement: fc.constantFrom(...VALUES),
    })
    .map(({ before, old, after, end: last, replacement }) => {
      const text = `${before(0)}${old}\n${after(0).replaceAll(/^(['"]?)k/gm, "$1m")}${last}`;
      const files = {
        "kustomization.yaml": `resources: [r.yaml]\nreplacements:\n- sourceValue: ${JSON.stringify(replacement)}\n  targets:\n  - select: {kind: ConfigMap}\n    fieldPaths: [data.text.target]\n`,
        "r.yaml": `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  text: ${JSON.stringify(text)}\n`,
      };
      return { name: "text", files };
    });
}

/** A resource of any layout, patched so that it is written by every step of a build. */
export function layoutTree(): fc.Arbitrary<CorpusCase> {
  const patch = fc.constantFrom(
    "",
    "patches:\n- target: {kind: Thing}\n  patch: '[{op: add, path: /patched, value: [a]}]'\n",
    "patches:\n- patch: '{apiVersion: example.com/v1, kind: Thing, metadata: {name: a}, patched: {a: b}}'\n",
    "namePrefix: p-\ncommonAnnotations: {a: b}\n",
  );
  return fc.record({ patch, spec: map(2), last: map(0) }).map(({ patch: fields, spec, last }) => ({
    name: "layout",
    files: {
      "kustomization.yaml": `resources: [r.yaml]\n${fields}`,
      "r.yaml": `apiVersion: example.com/v1\nkind: Thing\nmetadata:\n  name: a\nspec:\n${spec(2)}last:\n${last(2)}`,
    },
  }));
}

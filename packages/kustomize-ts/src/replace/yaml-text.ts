import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  Pair,
  parseAllDocuments,
  Scalar,
  YAMLMap,
  YAMLSeq,
} from "yaml";
import { field } from "../tree/fields.ts";
import { type Node, QUOTED, STYLE, TAG } from "../yaml/node.ts";
import { resolvePlain } from "../yaml/resolve.ts";

type LibraryNode = Scalar | YAMLMap | YAMLSeq;

const LONG_TAG = "tag:yaml.org,2002:";
const TYPES: readonly (readonly [number, Scalar.Type])[] = [
  [STYLE.double, "QUOTE_DOUBLE"],
  [STYLE.single, "QUOTE_SINGLE"],
  [STYLE.literal, "BLOCK_LITERAL"],
  [STYLE.folded, "BLOCK_FOLDED"],
];

/** Gives a scalar a new text; the type it had stays, if need be by a tag or by quotes. */
function writeChange(scalar: Scalar, change: Node): void {
  scalar.value = change.value;
  const tag = resolvePlain(change.value)?.tag ?? TAG.string;
  if ((change.style & QUOTED) !== 0 || tag === change.tag || change.tag === TAG.none) return;
  if (change.tag === TAG.string) scalar.type = "QUOTE_DOUBLE";
  else scalar.tag = change.tag.replace("!!", LONG_TAG);
}

function createdScalar(node: Node): Scalar {
  const scalar = new Scalar(node.value);
  const [, type] = TYPES.find(([style]) => (node.style & style) !== 0) ?? [];
  if (type !== undefined) scalar.type = type;
  writeChange(scalar, node);
  return scalar;
}

function created(node: Node): LibraryNode {
  if (node.kind === "scalar" || node.kind === "none") return createdScalar(node);
  const collection = node.kind === "seq" ? new YAMLSeq() : new YAMLMap();
  collection.flow = (node.style & STYLE.flow) !== 0;
  if (collection instanceof YAMLSeq) collection.items = node.content.map(created);
  else collection.items = entriesOf(node).map(([key, value]) => new Pair(createdScalar(key), created(value)));
  return collection;
}

function entriesOf(map: Node): readonly (readonly [key: Node, value: Node])[] {
  const keys = map.content.filter((_, index) => index % 2 === 0);
  return keys.map((key, index) => [key, map.content[2 * index + 1] ?? key] as const);
}

/** Rewrites the parsed text so that it says what the changed tree says, and is laid out as kustomize lays it out. */
class Rewriting {
  readonly #original: string;

  constructor(original: string) {
    this.#original = original;
  }

  /** The node to stand in the place of one; `before` and `after` are its trees. */
  node(old: unknown, before: Node | undefined, after: Node): unknown {
    if (isAlias(old)) return old;
    if (isMap(old) && after.kind === "map") this.#map(old, before, after);
    else if (isSeq(old) && after.kind === "seq") this.#sequence(old, before, after);
    else if (isScalar(old) && after.kind === "scalar") {
      if (before?.value !== after.value) writeChange(old, after);
    } else return created(after);
    old.spaceBefore = false;
    return old;
  }

  #sequence(old: YAMLSeq, before: Node | undefined, after: Node): void {
    old.items = after.content.map((element, index) =>
      this.node(old.items[index], before?.content[index], element),
    );
  }

  #map(old: YAMLMap, before: Node | undefined, after: Node): void {
    const known = new Set<string>();
    for (const pair of old.items) {
      const { key } = pair;
      if (!isScalar(key)) continue;
      const name = String(key.value);
      known.add(name);
      key.spaceBefore = false;
      if (name === "<<") key.tag = `${LONG_TAG}merge`;
      const value = field(after, name);
      if (value === undefined) continue;
      pair.value = this.node(pair.value, field(before, name), value);
      this.#keepOnLine(key, pair.value);
    }
    for (const [key, value] of entriesOf(after)) {
      if (known.has(key.value) || field(before, key.value) !== undefined) continue;
      old.items.push(new Pair(createdScalar(key), created(value)));
    }
  }

  /** A comment behind a key whose value begins on the next line stays there. */
  #keepOnLine(key: Scalar, value: unknown): void {
    const end = key.range?.[1];
    if (end === undefined || !isCollection(value) || !value.commentBefore) return;
    const rest = this.#original.slice(end, this.#original.indexOf("\n", end));
    if (!/^\s*:\s+#/.test(rest)) return;
    const [first = "", ...others] = value.commentBefore.split("\n");
    key.comment = first;
    value.commentBefore = others.length === 0 ? null : others.join("\n");
  }
}

/** The comment that ends a document, with an empty line in front of it where there was one. */
function lastComment(original: string, end: number, comment: string | null): string {
  if (!comment) return "";
  const ahead = original.slice(0, original.indexOf("#", end));
  const lines = comment.split("\n").map((line) => (line === "" ? "" : `#${line}`));
  return `${/\n\s*\n\s*$/.test(ahead) ? "\n\n" : "\n"}${lines.join("\n")}`;
}

/**
 * Writes a changed tree as YAML in the order and the styles of the text it was read from, with its comments.
 *
 * @returns nothing when the text cannot be read again.
 */
export function yamlText(original: string, before: Node, after: Node): string | undefined {
  const documents = parseAllDocuments(original, { schema: "failsafe", version: "1.1", uniqueKeys: false });
  const document = "empty" in documents ? undefined : documents[0];
  if (document === undefined || document.errors.length > 0) return undefined;
  const { contents } = document;
  if (new Rewriting(original).node(contents, before, after) !== contents) return undefined;
  if (document.directives !== undefined) document.directives.docStart = null;
  const options = { indentSeq: false, lineWidth: 0, flowCollectionPadding: false, singleQuote: true };
  const last = lastComment(original, contents?.range?.[1] ?? 0, document.comment);
  document.comment = null;
  return (document.toString(options).trimEnd() + last).trim();
}

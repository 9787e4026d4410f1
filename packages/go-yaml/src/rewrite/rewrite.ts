// FROZEN. Nothing is added to this folder: no layout, no comment in yet another place. It does what it does, byte for byte
// as go-yaml; whatever it does not do is refused. The README says why.
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Pair,
  parseAllDocuments,
  Scalar,
  type ScalarTag,
  YAMLMap,
  YAMLSeq,
} from "yaml";
import { type Node, QUOTED, STYLE, TAG } from "../node.ts";
import { LIBRARY_STYLES } from "../read/library/library-reader.ts";
import { resolvePlain } from "../scalar/resolve.ts";
import { flowWriter } from "./flow-text.ts";
import { becomesBlock, type ScalarStyle, type StyledScalar, styledScalarText } from "./styled-scalar.ts";
import { TextComments } from "./text-comments.ts";

/** A change in what several places share. Ends a rewriting from any depth; never leaves this file. */
class SharedNode extends Error {}

type LibraryNode = Scalar | YAMLMap | YAMLSeq;

const STYLES: ReadonlyMap<Scalar.Type | undefined, ScalarStyle> = new Map([
  ["QUOTE_DOUBLE", "double"],
  ["QUOTE_SINGLE", "single"],
  ["BLOCK_LITERAL", "literal"],
  ["BLOCK_FOLDED", "folded"],
]);

const LONG_TAG = "tag:yaml.org,2002:";

function styled({ value, type, comment }: Scalar): StyledScalar {
  const text = String(value);
  return { value: text, style: STYLES.get(type) ?? (text.includes("\n") ? "literal" : "plain"), comment };
}

/** Writes scalars as go-yaml does. All are strings to the library. */
const SCALARS: ScalarTag = {
  tag: `${LONG_TAG}str`,
  default: true,
  identify: (value) => typeof value === "string",
  resolve: (text) => text,
  stringify(node, { indent, implicitKey, inFlow }, onComment) {
    const place = { indent: indent.length, inFlow: inFlow === true, inKey: implicitKey === true };
    const scalar = styled(node);
    if (becomesBlock(scalar, place)) onComment?.();
    return styledScalarText(scalar, place);
  },
};

/** Takes an indentation away that the library adds in front of it. The library writes no such character, nor the next. */
const OUTDENT = "\u0001";
/** What stands for the text of a collection in brackets. */
const FLOW_MARK = /\[\0(\d+)\0/g;
/** A dash, or the tag of a value that is not there, at the end of its line. */
const SPACE_BEHIND_NOTHING = /^( *(?:- )*-|.*: !!\w+) $/gm;

/** Gives a scalar a new text; the type it had stays, if need be by a tag or by quotes. */
function writeChange(scalar: Scalar, change: Node): void {
  scalar.value = change.value;
  if (scalar.tag !== undefined) return;
  const tag = resolvePlain(change.value)?.tag ?? TAG.string;
  if ((change.style & QUOTED) !== 0 || tag === change.tag || change.tag === TAG.none) return;
  if (change.tag === TAG.string) scalar.type = "QUOTE_DOUBLE";
  else scalar.tag = change.tag.replace("!!", LONG_TAG);
}

function createdScalar(node: Node): Scalar {
  const scalar = new Scalar(node.value);
  const [type] = [...LIBRARY_STYLES].find(([, style]) => (node.style & style) !== 0) ?? [];
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

/** Has a list with an anchor or a tag written as far out as its key; the library does so for others only. */
function writeFurtherOut(list: YAMLSeq): void {
  if (list.flow === true || (list.anchor === undefined && list.tag === undefined)) return;
  list.toString = (context, ...rest) => {
    if (context === undefined || context.indent === "")
      return YAMLSeq.prototype.toString.call(list, context, ...rest);
    const text = YAMLSeq.prototype.toString.call(
      list,
      { ...context, indent: context.indent.slice(2) },
      ...rest,
    );
    return `${OUTDENT}${text}`;
  };
}

/** Rewrites the parsed text so that it says what the changed tree says, and is laid out as go-yaml lays it out. */
class Rewriting {
  readonly #original: string;
  readonly #comments: TextComments;
  readonly #replaced: ReadonlySet<Node>;
  readonly #value: Node;
  /** Texts that stand in the places of their marks; the library would begin them on new lines. */
  readonly #flows: string[] = [];

  constructor(original: string, comments: TextComments, { replaced, value }: TextChange) {
    this.#original = original;
    this.#comments = comments;
    this.#replaced = replaced;
    this.#value = value;
  }

  /** The text with what the marks in it stand for. */
  withoutMarks(text: string): string {
    return text
      .replaceAll(`  ${OUTDENT}`, "")
      .replace(FLOW_MARK, (mark, index: string) => this.#flows[Number(index)] ?? mark);
  }

  /** Has a collection in brackets that has comments in it written as go-yaml does. */
  #writeFlow(node: YAMLMap | YAMLSeq): void {
    const write = flowWriter(node, {
      original: this.#original,
      scalar: (scalar, indent, inKey) => styledScalarText(styled(scalar), { indent, inFlow: true, inKey }),
      properties: ({ anchor, tag }) => {
        const properties = [anchor && `&${anchor}`, tag?.replace(LONG_TAG, "!!")];
        return properties.map((property) => (property ? `${property} ` : "")).join("");
      },
    });
    if (write === undefined) return;
    node.toString = (context) => {
      return `[\0${this.#flows.push(write(Math.max((context?.indent.length ?? 0) - 2, 0))) - 1}\0`;
    };
  }

  /** The node to stand in the place of one; `before` and `after` are its trees. */
  node(old: unknown, before: Node | undefined, after: Node, inFlow = false): unknown {
    const isReplaced = this.#replaced.has(after);
    if (isAlias(old)) {
      if (isReplaced) return created(this.#value);
      if (this.#holdsReplaced(after)) throw new SharedNode(`the path leads through the alias ${old.source}`);
      return old;
    }
    if (isScalar(old) && after.kind === "scalar") {
      // The value is ours also where nothing changes: a block that ends the text without a line break has none.
      if (before?.value === after.value) old.value = after.value;
      else writeChange(old, after);
    } else if (isReplaced) return created(after);
    else if (isMap(old) && after.kind === "map") this.#map(old, before, after, inFlow || old.flow === true);
    else if (isSeq(old) && after.kind === "seq") {
      this.#sequence(old, before, after, inFlow || old.flow === true);
    } else return created(after);
    old.spaceBefore = false;
    if (!inFlow && (isMap(old) || isSeq(old))) this.#writeFlow(old);
    return old;
  }

  #holdsReplaced(node: Node): boolean {
    return this.#replaced.has(node) || node.content.some((child) => this.#holdsReplaced(child));
  }

  #sequence(old: YAMLSeq, before: Node | undefined, after: Node, inFlow: boolean): void {
    old.items = after.content.map((element, index) => {
      const former = old.items[index];
      if (isNode(former)) this.#comments.before(former);
      const item = this.node(former, before?.content[index], element, inFlow);
      this.#comments.behindItem(item, old);
      return item;
    });
    this.#comments.behindCollection(old);
  }

  /** The entries of the trees are in the order of the text, but for merge keys: what those bring comes behind. */
  #map(old: YAMLMap, before: Node | undefined, after: Node, inFlow: boolean): void {
    let entry = 0;
    for (const pair of old.items) {
      const { key } = pair;
      if (isScalar(key)) this.#comments.before(key);
      if (isScalar(key) && key.value === "<<") {
        if (key.type === "PLAIN") key.tag = `${LONG_TAG}merge`;
        continue;
      }
      const index = 2 * entry++ + 1;
      const value = after.content[index];
      if (value === undefined) continue;
      pair.value = this.node(pair.value, before?.content[index], value, inFlow);
      if (isSeq(pair.value)) writeFurtherOut(pair.value);
      if (isScalar(key)) this.#comments.behindValue(key, pair.value, old);
    }
    this.#comments.behindCollection(old);
    const known = before?.content.length ?? 0;
    if (after.content.slice(2 * entry, known).some((node) => this.#holdsReplaced(node))) {
      throw new SharedNode("the path leads through a merge key");
    }
    for (let index = known; index + 1 < after.content.length; index += 2) {
      const [key, value] = [after.content[index], after.content[index + 1]];
      if (key !== undefined && value !== undefined)
        old.items.push(new Pair(createdScalar(key), created(value)));
    }
  }
}

function parsed(text: string): Document.Parsed | undefined {
  const documents = parseAllDocuments(text, {
    schema: "failsafe",
    customTags: (tags) => [
      SCALARS,
      ...tags.filter((tag) => typeof tag === "string" || tag.tag !== SCALARS.tag),
    ],
    version: "1.1",
    uniqueKeys: false,
  });
  const document = "empty" in documents ? undefined : documents[0];
  return document === undefined || document.errors.length > 0 ? undefined : document;
}

/** What became of the tree of a text. */
export interface TextChange {
  readonly before: Node;
  readonly after: Node;
  /** The nodes of it that the value was put into. */
  readonly replaced: ReadonlySet<Node>;
  readonly value: Node;
}

/** A rewritten text, or why there is none. */
export type RewrittenYaml =
  | { readonly kind: "rewritten"; readonly text: string }
  /** The text cannot be read again, or has a layout that cannot be written again. */
  | { readonly kind: "unreadable" }
  /** The change is in what an alias or a merge key brings. */
  | { readonly kind: "shared"; readonly reason: string };

function rewritten(original: string, document: Document.Parsed, change: TextChange): RewrittenYaml {
  const { contents } = document;
  const comments = new TextComments(original, contents);
  const rewriting = new Rewriting(original, comments, change);
  if (rewriting.node(contents, change.before, change.after) !== contents) return { kind: "unreadable" };
  if (document.directives !== undefined) document.directives.docEnd = false;
  const options = { directives: false, indentSeq: false, lineWidth: 0, flowCollectionPadding: false };
  const last = comments.last(document.comment);
  document.comment = null;
  const written = rewriting
    .withoutMarks(document.toString(options))
    .replace(/\n$/, "")
    .replaceAll(SPACE_BEHIND_NOTHING, "$1");
  return { kind: "rewritten", text: (written + last).replace(/^\n+/, "").trimEnd() };
}

/**
 * Writes a changed tree as YAML in the order and the styles of the text it was read from, with its comments, as
 * go-yaml v3 does with the nodes of that text. Frozen: nothing is added to it.
 *
 * @param original with line feeds only
 */
export function rewriteYaml(original: string, change: TextChange): RewrittenYaml {
  const document = parsed(original);
  if (document === undefined) return { kind: "unreadable" };
  try {
    return rewritten(original, document, change);
  } catch (error) {
    if (error instanceof SharedNode) return { kind: "shared", reason: error.message };
    throw error;
  }
}

import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Scalar,
  type YAMLMap,
} from "yaml";
import { mapNode, type Node, STYLE, scalarNode, sequenceNode, TAG } from "../../node.ts";
import { resolvePlain } from "../../scalar/resolve.ts";
import { unknownEscape } from "./escapes.ts";
import { withFlowIndentation } from "./flow-indentation.ts";
import { mergedContent, withoutQuotedMerge } from "./merge-keys.ts";
import { rootEnd } from "./root-end.ts";
import { tabBetweenTokens, tabInIndentation } from "./tab-in-indentation.ts";

/** Why a text is not YAML, and where. */
export interface YamlProblem {
  readonly message: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

export type ReadYaml =
  /** `readAs` is the text that was read in the place of the given one, which is no YAML 1.2. */
  | { readonly kind: "read"; readonly node: Node; readonly readAs?: string }
  | { readonly kind: "empty" }
  | { readonly kind: "malformed"; readonly problem: YamlProblem };

/** More nodes than this made by expanding the aliases of a document is taken for an attack. */
const MAX_EXPANDED_NODES = 100_000;
/** Deeper nesting than this is taken for an attack. */
const MAX_DEPTH = 1_000;

/** Our style of a scalar by the library's type of it. */
export const LIBRARY_STYLES: ReadonlyMap<Scalar.Type, number> = new Map([
  ["QUOTE_DOUBLE", STYLE.double],
  ["QUOTE_SINGLE", STYLE.single],
  ["BLOCK_LITERAL", STYLE.literal],
  ["BLOCK_FOLDED", STYLE.folded],
]);

const LONG_TAG = "tag:yaml.org,2002:";

function shortTag(tag: string): string {
  return tag.startsWith(LONG_TAG) ? `!!${tag.slice(LONG_TAG.length)}` : tag;
}

/** Next line, line separator, paragraph separator: line breaks of YAML 1.1. */
const OLD_BREAK = /[\u0085\u2028\u2029]/;

const ANCHOR = /^[A-Za-z0-9_-]+$/;

/** Characters that no YAML file may hold: controls but for tab, line breaks and next line, and two that are none. */
const CONTROL = /(?![\t\n\r\u0085])[\p{Cc}\ufffe\uffff]/u;

class Problem extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

interface Positioned {
  readonly range?: readonly [number, number, number] | null | undefined;
}

/** Turns the library's tree into ours, expanding aliases and merge keys on the way. */
class TreeConversion {
  readonly #text: string;
  readonly #lines: LineCounter;
  readonly #anchors = new Map<string, unknown>();
  readonly #open = new Set<unknown>();
  readonly #free: (readonly [number, number])[] = [];
  readonly #plain: { readonly end: number; readonly indent: number }[] = [];
  #expanded = 0;
  #depth = 0;
  /** How far the innermost block collection is indented. */
  #indent = -1;
  #inFlow = false;

  constructor(text: string, lines: LineCounter) {
    this.#text = text;
    this.#lines = lines;
  }

  #line(node: Positioned): number {
    return node.range ? this.#lines.linePos(node.range[0]).line : 0;
  }

  #offset(node: unknown): number {
    return isMap(node) || isSeq(node) || isScalar(node) || isAlias(node) ? (node.range?.[0] ?? 0) : 0;
  }

  #extent({ range }: Positioned): readonly [number, number] {
    return range ? [range[0], range[1]] : [0, 0];
  }

  /** Refuses tabs at the beginning of lines where go-yaml does; everything is converted then. */
  requireNoTabs(): void {
    if (!this.#text.includes("\t")) return;
    const tab = tabBetweenTokens(this.#text, { free: this.#free, plain: this.#plain });
    if (tab !== undefined) throw new Problem("a line begins with a tab", tab);
  }

  convert(node: unknown, expanding: boolean): Node {
    if (expanding && ++this.#expanded > MAX_EXPANDED_NODES)
      throw new Problem("its aliases expand to too many nodes", this.#offset(node));
    if (this.#depth >= MAX_DEPTH) throw new Problem("nested too deeply", this.#offset(node));
    if (isAlias(node)) return this.#alias(node.source, node);
    if ((isMap(node) || isSeq(node) || isScalar(node)) && node.anchor !== undefined && !expanding) {
      if (!ANCHOR.test(node.anchor))
        throw new Problem("an anchor takes letters, digits, _ and -", this.#offset(node));
      this.#anchors.set(node.anchor, node);
    }
    if (isScalar(node)) return this.#scalar(node);
    if (!isMap(node) && !isSeq(node)) return scalarNode("", TAG.null);
    if (this.#open.has(node)) throw new Problem("an anchor contains an alias of itself", this.#offset(node));
    this.#open.add(node);
    this.#depth++;
    const [outer, wasInFlow] = [this.#indent, this.#inFlow];
    this.#inFlow = node.flow === true;
    if (node.flow === true) this.#free.push(this.#extent(node));
    else this.#indent = this.#offset(node) - this.#text.lastIndexOf("\n", this.#offset(node) - 1) - 1;
    const converted = isMap(node)
      ? this.#map(node, expanding)
      : sequenceNode(
          node.items.map((item) => this.convert(item, expanding)),
          this.#line(node),
        );
    this.#depth--;
    this.#indent = outer;
    this.#inFlow = wasInFlow;
    this.#open.delete(node);
    if (node.flow === true) converted.style = STYLE.flow;
    return converted;
  }

  #alias(name: string, node: Positioned): Node {
    const target = this.#anchors.get(name);
    if (target === undefined) throw new Problem(`unknown anchor ${name}`, node.range?.[0] ?? 0);
    return this.convert(target, true);
  }

  /** The text of a scalar, with what go-yaml reads differently: escapes, and blocks that end the file. */
  #scalarText(node: Scalar, style: number): string {
    const text = typeof node.value === "string" ? node.value : "";
    const [start, end] = node.range ?? [0, 0];
    if (style === STYLE.double) {
      const unknown = unknownEscape(this.#text.slice(start, end));
      if (unknown !== undefined) throw new Problem(`unknown escape ${unknown}`, start);
    }
    const block = style === STYLE.literal || style === STYLE.folded;
    const tab = block ? tabInIndentation(this.#text, start, end) : undefined;
    if (tab !== undefined) throw new Problem("a tab where an indentation space is expected", tab);
    const unended = block && end >= this.#text.length && !this.#text.endsWith("\n");
    return unended && text.endsWith("\n") ? text.slice(0, -1) : text;
  }

  #scalar(node: Scalar): Node {
    const style = LIBRARY_STYLES.get(node.type ?? "PLAIN") ?? STYLE.plain;
    const [start, end] = this.#extent(node);
    this.#free.push([start, end]);
    const text = this.#scalarText(node, style);
    if (style === STYLE.plain && this.#inFlow && text.indexOf("?") > 0) {
      throw new Problem("a ? in brackets has to stand in quotes", start);
    }
    if (style === STYLE.plain && end > start) this.#plain.push({ end, indent: this.#indent });
    const line = this.#line(node);
    const explicit = node.tag === undefined || node.tag === "!" ? undefined : shortTag(node.tag);
    if (explicit !== undefined) return scalarNode(text, explicit, style + STYLE.tagged, line);
    if (style !== STYLE.plain) return scalarNode(text, TAG.string, style, line);
    if (text === "<<") return scalarNode(text, TAG.merge, style, line);
    const shown = node.tag === "!" ? STYLE.unspecific : style;
    return scalarNode(text, resolvePlain(text)?.tag ?? TAG.string, shown, line);
  }

  #map(node: YAMLMap, expanding: boolean): Node {
    const content: Node[] = [];
    const merged: Node[] = [];
    for (const { key, value } of node.items) {
      if (isMap(key) || isSeq(key)) throw new Problem("a key must be a scalar", this.#offset(key));
      const keyNode = this.convert(key, expanding);
      this.#requireOneLine(key);
      if (node.flow === true) this.#requireColonOnLine(key);
      if (keyNode.tag !== TAG.merge) content.push(keyNode, this.convert(value, expanding));
      else if (merged.length > 0) throw new Problem("two merge keys in one map", this.#offset(key));
      else merged.push(...this.#mergeSources(value, expanding));
    }
    const entries = merged.length === 0 ? withoutQuotedMerge(content) : mergedContent(content, merged);
    return mapNode(entries, this.#line(node));
  }

  /** Line breaks of YAML 1.1 end a key, unless it stands behind a `?`; the library does not know them. */
  #requireOneLine(key: unknown): void {
    if (!isScalar(key) || key.range === undefined || key.range === null) return;
    const [start, end] = key.range;
    if (!OLD_BREAK.test(this.#text.slice(start, end))) return;
    if (this.#text.slice(0, start).trimEnd().endsWith("?")) return;
    throw new Problem("a key has a line break in it", start);
  }

  /** A key in brackets and its colon stand on one line, unless it is behind a `?`. */
  #requireColonOnLine(key: unknown): void {
    if (!isScalar(key) || key.range === undefined || key.range === null) return;
    const [start, end] = key.range;
    const colon = end + this.#text.slice(end).search(/\S/);
    if (this.#text.charAt(colon) !== ":" || !this.#text.slice(start, colon).includes("\n")) return;
    if (this.#text.slice(0, start).trimEnd().endsWith("?")) return;
    throw new Problem("a key in brackets and its colon are not on one line", start);
  }

  /** The maps a merge key names, the weakest first. */
  #mergeSources(value: unknown, expanding: boolean): readonly Node[] {
    const source = this.convert(value, expanding);
    if (source.kind === "map") return [source];
    if (source.kind === "seq" && !isAlias(value) && source.content.every(({ kind }) => kind === "map")) {
      return source.content.toReversed();
    }
    throw new Problem("a merge key takes a map or a sequence of maps", this.#offset(value));
  }
}

/** The library reports an exhausted stack like any other error of the text. */
function problemText(message: string): string {
  return message.includes("call stack") ? "nested too deeply" : message;
}

function parse(text: string, lines: LineCounter) {
  const documents = parseAllDocuments(text, {
    schema: "failsafe",
    version: "1.1",
    merge: false,
    uniqueKeys: false,
    resolveKnownTags: false,
    prettyErrors: false,
    logLevel: "silent",
    lineCounter: lines,
  });
  return "empty" in documents ? undefined : documents[0];
}

/** Reads a text that has a syntax error by YAML 1.2 in the ways go-yaml knows to read it. */
function readLoosely(
  text: string,
  lines: LineCounter,
  message: string,
  offset: number,
): ReadYaml | undefined {
  const end = rootEnd(text, lines, { message, offset });
  for (const readAs of [text.slice(0, end), withFlowIndentation(text)]) {
    if (readAs === text) continue;
    const read = readText(readAs, false);
    if (read.kind !== "malformed") return read.kind === "read" ? { ...read, readAs } : read;
  }
  return undefined;
}

function readText(text: string, loosely: boolean): ReadYaml {
  const lines = new LineCounter();
  const problemAt = (message: string, offset: number): ReadYaml => {
    const { line, col } = lines.linePos(offset);
    return { kind: "malformed", problem: { message, line, column: col } };
  };
  try {
    const document = parse(text, lines);
    if (document === undefined) {
      const tab = tabBetweenTokens(text, { free: [], plain: [] });
      return tab === undefined ? { kind: "empty" } : problemAt("a line begins with a tab", tab);
    }
    const [error] = document.errors;
    if (error !== undefined) {
      const loose = loosely ? readLoosely(text, lines, error.message, error.pos[0]) : undefined;
      return loose ?? problemAt(problemText(error.message), error.pos[0]);
    }
    const conversion = new TreeConversion(text, lines);
    const node = conversion.convert(document.contents, false);
    conversion.requireNoTabs();
    return node.tag === TAG.null ? { kind: "empty" } : { kind: "read", node };
  } catch (error) {
    if (error instanceof Problem) return problemAt(error.message, error.offset);
    if (error instanceof RangeError) return problemAt("nested too deeply", 0);
    throw error;
  }
}

/** Reads the first document of a text with the `yaml` library, resolving scalars as go-yaml v3 does. */
export function readWithLibrary(text: string): ReadYaml {
  const control = text.search(CONTROL);
  if (control >= 0) {
    const before = text.slice(0, control).split("\n");
    const column = (before.at(-1) ?? "").length + 1;
    return { kind: "malformed", problem: { message: "a control character", line: before.length, column } };
  }
  return readText(text, true);
}

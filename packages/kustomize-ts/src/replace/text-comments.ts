import { isCollection, isMap, isScalar, isSeq, type Scalar, type YAMLMap, type YAMLSeq } from "yaml";

/** A line with nothing but dashes and a comment behind them. */
const LINE_OF_DASHES = /^ *(?:- +)*-( +#.*)?$/;
const LEADING_BREAKS = /^\n+/;
/** Two or more empty lines. */
const WIDE_GAP = /\n{3,}/g;

/** The column of comments that belong to whatever comes next. */
const NOWHERE = -1;

interface Waiting {
  readonly text: string;
  readonly column: number;
}

function textsOf(comments: readonly Waiting[]): readonly string[] {
  return comments.map(({ text }) => text);
}

interface Commented {
  commentBefore?: string | null | undefined;
  spaceBefore?: boolean | undefined;
}

/** Whether a value is not there. */
function isNothing(value: unknown): value is Scalar {
  return isScalar(value) && value.value === "" && (value.type ?? "PLAIN") === "PLAIN";
}

/** Takes the comments, by line, from a value that is not there. */
function commentsOfNothing(value: unknown): readonly string[] {
  if (!isNothing(value)) return [];
  const { comment, commentBefore } = value;
  value.comment = null;
  value.commentBefore = null;
  return [commentBefore, comment]
    .flatMap((text) => (text ? text.split("\n") : []))
    .filter((line) => line !== "");
}

function joined(texts: readonly (string | null | undefined)[]): string {
  return texts.filter((text) => text).join("\n");
}

/** Without the line breaks at its end. An expression would try every break of a long gap. */
function withoutLastBreaks(text: string): string {
  let end = text.length;
  while (end > 0 && text.charAt(end - 1) === "\n") end--;
  return text.slice(0, end);
}

/** Whether an empty line is at the end of a text. */
function endsInGap(text: string): boolean {
  const spaces = text.slice(text.trimEnd().length);
  return spaces.indexOf("\n") !== spaces.lastIndexOf("\n");
}

/** The column of an offset in a text, from 0. */
function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

/** The columns of the comments that stand on lines of their own behind an offset, as far as nothing else comes. */
function commentColumns(text: string, from: number): readonly number[] {
  const columns: number[] = [];
  let lineEnd = text.indexOf("\n", from);
  while (lineEnd >= 0) {
    const start = lineEnd + 1;
    lineEnd = text.indexOf("\n", start);
    const line = text.slice(start, lineEnd < 0 ? undefined : lineEnd);
    const column = line.search(/\S/);
    if (column < 0) continue;
    if (line.charAt(column) !== "#") break;
    columns.push(column);
  }
  return columns;
}

/** How many comments are between a dash and what begins at an offset; nothing when no dash is above it. */
function commentsBehindDash(text: string, offset: number): number | undefined {
  let start = text.lastIndexOf("\n", offset - 1) + 1;
  if (text.slice(start, offset).trim() !== "") return undefined;
  let count = 0;
  while (start > 0) {
    const end = start - 1;
    start = end === 0 ? 0 : text.lastIndexOf("\n", end - 1) + 1;
    const line = text.slice(start, end);
    const content = line.trim();
    if (content === "") continue;
    if (!content.startsWith("#")) {
      const dashes = LINE_OF_DASHES.exec(line);
      return dashes === null ? undefined : count + (dashes[1] === undefined ? 0 : 1);
    }
    count++;
  }
  return undefined;
}

/** Where the last value of a collection ends, without what comes behind it. */
function contentEnd(node: unknown): number | undefined {
  if (isCollection(node) && !node.flow) {
    const last: unknown = node.items.at(-1);
    return isMap(node) ? pairEnd(node) : contentEnd(last);
  }
  return isScalar(node) || isCollection(node) ? node.range?.[1] : undefined;
}

function pairEnd(map: YAMLMap): number | undefined {
  const last = map.items.at(-1);
  return contentEnd(last?.value) ?? contentEnd(last?.key);
}

/**
 * Puts the comments of a text where go-yaml v3 has them, which takes those in front of the next key for it, and drops the
 * empty lines around it. The library puts them elsewhere where a value is missing, behind a dash and at the end of
 * collections. To be called in the order of the text.
 */
export class TextComments {
  readonly #original: string;
  readonly #contents: unknown;
  readonly #losesLast: boolean;
  /** Comments that are for whatever comes next. */
  #waiting: Waiting[] = [];
  /** Whether those stood below a key or a dash without a value. */
  #ofNothing = false;
  /** Whether go-yaml leaves a line empty in front of the next key. */
  #gap = false;

  constructor(original: string, contents: unknown) {
    this.#original = original;
    this.#contents = contents;
    this.#losesLast = isLostOn(contents);
  }

  /** In front of a key or an item. */
  before(next: Commented): void {
    if (next.commentBefore) {
      const several = withoutLastBreaks(next.commentBefore).includes("\n\n");
      const isFoot = !next.spaceBefore && !several;
      if (!isFoot) next.commentBefore = withoutLastBreaks(next.commentBefore);
      next.commentBefore = next.commentBefore.replace(WIDE_GAP, "\n\n");
    }
    next.spaceBefore = this.#gap;
    this.#gap = false;
    if (this.#waiting.length === 0 || isNothing(next)) return;
    next.commentBefore = joined([...textsOf(this.#waiting), next.commentBefore]);
    this.#waiting = [];
    this.#ofNothing = false;
  }

  /** Behind the value of a key. A comment on the key's line stays there. */
  behindValue(key: Scalar, value: unknown): void {
    const end = key.range?.[1];
    if (end === undefined) return;
    const isOnLine = /^\s*:\s+#/.test(this.#original.slice(end, this.#original.indexOf("\n", end)));
    const nothing = commentsOfNothing(value);
    if (nothing.length > 0) {
      if (isOnLine && isScalar(value)) value.comment = nothing[0] ?? null;
      this.#waiting = nothing.slice(isOnLine ? 1 : 0).map((text) => ({ text, column: NOWHERE }));
      this.#ofNothing = this.#waiting.length > 0;
    } else if (isOnLine && isCollection(value) && value.commentBefore) {
      const [first = "", ...others] = value.commentBefore.split("\n");
      key.comment = first;
      value.commentBefore = others.join("\n").replace(LEADING_BREAKS, "") || null;
    }
    if (isSeq(value) && !value.flow && value.comment) this.#behindList(key, value, value.comment);
    if (isCollection(value) && value.commentBefore) {
      value.commentBefore = withoutLastBreaks(value.commentBefore).replace(WIDE_GAP, "\n\n");
    }
  }

  /** A list is written as far out as its key. What ends one that stood further in is kept apart from the next key. */
  #behindList(key: Scalar, list: YAMLSeq, comment: string): void {
    const [from] = list.range ?? [0];
    if (columnOf(this.#original, from) <= columnOf(this.#original, key.range?.[0] ?? 0)) return;
    list.comment = withoutLastBreaks(comment);
    this.#gap = true;
  }

  /** Behind an item of a list. A comment behind its dash, in front of its first key, stays there. */
  behindItem(item: unknown, list: YAMLSeq): void {
    if (isNothing(item) && item === list.items[0] && list.commentBefore) {
      item.commentBefore = list.commentBefore;
      list.commentBefore = null;
    }
    const nothing = commentsOfNothing(item);
    if (nothing.length > 0) {
      for (const text of nothing) this.#waiting.push({ text, column: NOWHERE });
      this.#ofNothing = true;
    }
    if (!isMap(item) || item.flow || !item.commentBefore || item.range === undefined) return;
    const count = commentsBehindDash(this.#original, item.range?.[0] ?? 0);
    const key = item.items[0]?.key;
    if (!count || !isScalar(key)) return;
    const lines = item.commentBefore.split("\n").filter((line) => line !== "");
    key.commentBefore = lines.slice(-count).join("\n");
    item.commentBefore = lines.slice(0, -count).join("\n") || null;
  }

  /** Behind all of a collection. Comments further out than it are for what comes next. */
  behindCollection(collection: YAMLMap | YAMLSeq): void {
    this.#gap = false;
    if (collection.flow || !collection.range) return;
    const indent = columnOf(this.#original, collection.range[0]);
    const outside = this.#waiting.findIndex(({ column }) => column < indent || collection === this.#contents);
    const inside = this.#waiting.slice(0, outside < 0 ? undefined : outside);
    this.#waiting = this.#waiting.slice(inside.length);
    if (collection.comment) this.#ownComment(collection, collection.comment, indent);
    collection.comment = joined([...textsOf(inside), collection.comment]) || null;
  }

  #ownComment(collection: YAMLMap | YAMLSeq, comment: string, indent: number): void {
    const lines = withoutLastBreaks(comment).split("\n");
    const end = isMap(collection) ? pairEnd(collection) : contentEnd(collection);
    const columns = end === undefined ? [] : commentColumns(this.#original, end);
    const texts = lines.filter((line) => line !== "");
    const outside = columns.findIndex((column) => column < indent);
    if (outside >= 0 && columns.length === texts.length) {
      collection.comment = texts.slice(0, outside).join("\n");
      const next = texts
        .slice(outside)
        .map((text, index) => ({ text, column: columns[outside + index] ?? NOWHERE }));
      this.#waiting = [...next, ...this.#waiting];
    } else if (isMap(collection)) collection.comment = lines.join("\n");
  }

  /**
   * The comment that ends a document, with the line break in front of it: two where there was an empty line, and where
   * go-yaml does not see what it belongs to.
   */
  last(comment: string | null): string {
    const text = joined([...textsOf(this.#waiting), comment]);
    if (text === "") return "";
    const [first = ""] = text.split("\n");
    const ahead = this.#original.slice(0, this.#original.lastIndexOf(`#${first}`));
    const isApart = this.#ofNothing || this.#losesLast || endsInGap(ahead);
    const lines = text.split("\n").map((line) => (line === "" ? "" : `#${line}`));
    return `${isApart ? "\n\n" : "\n"}${lines.join("\n")}`;
  }
}

/** Whether a last comment does not belong to the key in front of it. */
function isLostOn(contents: unknown): boolean {
  if (isSeq(contents)) return true;
  if (!isMap(contents) || contents.items.length !== 1) return false;
  const value = contents.items[0]?.value;
  return isScalar(value) && (Boolean(value.comment) || value.type?.startsWith("QUOTE") === true);
}

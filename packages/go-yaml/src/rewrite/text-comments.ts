import {
  type Alias,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import {
  columnOf,
  commentColumns,
  commentsBehindDash,
  endsInGap,
  groupedLines,
  isFollowedByGap,
  joined,
  withoutLastBreaks,
} from "./comment-lines.ts";

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

/** Whether a value ends on its line: a scalar that is no block, an alias, or a collection in brackets. */
function isInline(value: unknown): value is Scalar | Alias | YAMLMap | YAMLSeq {
  if (isScalar(value)) return value.type?.startsWith("BLOCK") !== true;
  return isAlias(value) || (isCollection(value) && value.flow === true);
}

/** Takes the comments, by line, from a value that is not there. */
function commentsOfNothing(value: unknown): readonly string[] {
  if (!isNothing(value)) return [];
  const { comment, commentBefore } = value;
  value.comment = null;
  value.commentBefore = null;
  return groupedLines(joined([commentBefore, comment]));
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
  /** Whether an empty line below a comment stays: not below the first key of all, unless its value is plain. */
  #keepsGap = true;
  /** Whether an empty line is below the comments that wait, and belongs to what comes next. */
  #gapBelow = false;
  /** Whether one is between them and the comments of what comes next. */
  #isApart = false;
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
      const isFoot = !next.spaceBefore && !several && this.#keepsGap;
      if (!isFoot) next.commentBefore = withoutLastBreaks(next.commentBefore);
      next.commentBefore = next.commentBefore.replace(WIDE_GAP, "\n\n");
    }
    next.spaceBefore = this.#gap;
    this.#gap = false;
    if (this.#waiting.length === 0 || isNothing(next)) return;
    const waiting = withoutLastBreaks(joined(textsOf(this.#waiting)));
    next.commentBefore = joined([
      this.#isApart && next.commentBefore ? `${waiting}\n` : waiting,
      next.commentBefore,
    ]);
    this.#isApart = false;
    if (this.#gapBelow) next.commentBefore += "\n";
    this.#gapBelow = false;
    this.#waiting = [];
    this.#ofNothing = false;
  }

  /** Behind the value of a key. A comment on the key's line stays there. */
  behindValue(key: Scalar, value: unknown, map: YAMLMap): void {
    const end = key.range?.[1];
    if (end === undefined) return;
    const isOnLine = /^\s*:\s+#/.test(this.#original.slice(end, this.#original.indexOf("\n", end)));
    if (!map.flow) this.#belowInline(value, map === this.#contents && map.items[0]?.key === key);
    const nothing = commentsOfNothing(value);
    if (nothing.length > 0) {
      if (isOnLine && isScalar(value)) value.comment = withoutLastBreaks(nothing[0] ?? "") || null;
      const columns = commentColumns(this.#original, end);
      const below = nothing.slice(isOnLine ? 1 : 0);
      this.#waiting = below.map((text, index) => ({ text, column: columns[index] ?? NOWHERE }));
      this.#ofNothing = this.#waiting.length > 0;
      this.#isApart = isFollowedByGap(this.#original, end, below.length);
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

  /** Behind a value that ends on its line: comments further below are for what comes next, however far in they stand. */
  #belowInline(value: unknown, isFirst: boolean): void {
    if (!isInline(value) || isNothing(value)) {
      if (isScalar(value)) this.#keepsGap = true;
      return;
    }
    const lines = value.comment ? value.comment.split("\n") : [];
    const end = value.range?.[1] ?? 0;
    const lineEnd = this.#original.indexOf("\n", end);
    const isOnLine = this.#original.slice(end, lineEnd < 0 ? undefined : lineEnd).includes("#");
    const below = lines.slice(isOnLine ? 1 : 0);
    const texts = groupedLines(below.join("\n"));
    const isPlain = isScalar(value) && value.type === "PLAIN" && !isOnLine;
    if (texts.length > 0) {
      value.comment = isOnLine ? (lines[0] ?? null) : null;
      const columns = commentColumns(this.#original, end);
      for (const [index, text] of texts.entries()) {
        this.#waiting.push({ text, column: columns[index] ?? NOWHERE });
      }
      this.#gapBelow =
        (isPlain || !isFirst) && below[0] !== "" && isFollowedByGap(this.#original, end, texts.length);
    }
    this.#keepsGap = isPlain || !isFirst;
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
    if (!list.flow) this.#belowInline(item, false);
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
    this.#keepsGap = true;
    if (collection.flow || !collection.range) return;
    const indent = columnOf(this.#original, collection.range[0]);
    const outside = this.#waiting.findIndex(({ column }) => column < indent || collection === this.#contents);
    const inside = this.#waiting.slice(0, outside < 0 ? undefined : outside);
    this.#waiting = this.#waiting.slice(inside.length);
    if (collection.comment) this.#ownComment(collection, collection.comment, indent);
    collection.comment = joined([...textsOf(inside), collection.comment]) || null;
    if (inside.length > 0 && collection.comment !== null)
      collection.comment = withoutLastBreaks(collection.comment);
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

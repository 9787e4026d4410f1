import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";

/** Comments behind the last part of a collection, inside its brackets. */
interface EndComments {
  /** The one on the line of that part. */
  readonly line: string | undefined;
  /** Whether that part is a collection: then no comma is put in front of the comment. */
  readonly behindBracket: boolean;
  readonly below: string;
}

/** How the parts of a collection in brackets are written, and where it was read. */
export interface FlowSource {
  readonly original: string;
  scalar(scalar: Scalar, indent: number, inKey: boolean): string;
  /** The anchor and the tag of a node with a space behind; nothing when it has none. */
  properties(node: Scalar | YAMLMap | YAMLSeq): string;
}

type Flow = YAMLMap | YAMLSeq;

interface Commented {
  readonly comment?: string | null | undefined;
  readonly commentBefore?: string | null | undefined;
}

function isCommented(node: unknown): node is Commented {
  return isScalar(node) || isAlias(node) || isCollection(node);
}

function partsOf(collection: Flow): readonly unknown[] {
  return collection.items.flatMap((item): readonly unknown[] =>
    isPair(item) ? [item.key, item.value] : [item],
  );
}

/** Takes the comments behind the last part; the library has them among those behind the brackets. */
function takenEndComments(collection: Flow, original: string): EndComments | undefined {
  const last = partsOf(collection).at(-1);
  const isNode = isScalar(last) || isCollection(last) || isAlias(last);
  const from = isNode ? last.range?.[1] : collection.range?.[0];
  if (!collection.comment || from === undefined || !collection.range) return undefined;
  const rest = original.slice(from, collection.range[1]).split("\n");
  const ofLast = isNode && last.comment ? last.comment.split("\n").length : 0;
  const count = rest.filter((line) => line.includes("#")).length - ofLast;
  if (count <= 0) return undefined;
  const lines = collection.comment.split("\n").filter((line) => line !== "");
  const inside = lines.slice(0, count);
  collection.comment = lines.slice(count).join("\n") || null;
  const line = ofLast === 0 && rest[0]?.includes("#") === true ? inside.shift() : undefined;
  return { line, behindBracket: line !== undefined && isCollection(last), below: inside.join("\n") };
}

/** Whether a comment stands right behind the opening bracket: go-yaml loses it. */
function losesFirstComment({ range }: Flow, original: string): boolean {
  return (
    range !== null && range !== undefined && /^[ \t]+#/.test(original.slice(range[0] + 1, range[0] + 200))
  );
}

/** Whether comments stand between the brackets of a collection. */
function hasComments(collection: Flow): boolean {
  return partsOf(collection).some(
    (part) =>
      (isCommented(part) && Boolean(part.comment || part.commentBefore)) ||
      (isCollection(part) && hasComments(part)),
  );
}

function withInner(collection: Flow): readonly Flow[] {
  const inner = partsOf(collection).filter((part) => isCollection(part));
  return [collection, ...inner.flatMap(withInner)];
}

/** Whether only such parts are in a collection as can be written here: every key a scalar that has a value. */
function isSimpleFlow(collection: Flow): boolean {
  return collection.items.every((item) => {
    if (isPair(item)) return isScalar(item.key) && !item.key.comment && isSimplePart(item.value);
    return isSimplePart(item);
  });
}

function isSimplePart(part: unknown): boolean {
  if (isCollection(part)) return isSimpleFlow(part);
  return isScalar(part) || isAlias(part);
}

/**
 * Writes a collection in brackets, with comments in it, as go-yaml v3 does: on one line, which every comment ends. What
 * comes behind a comment begins further in, and only a closing square bracket is indented.
 */
class FlowText {
  #text = "";
  readonly #source: FlowSource;
  readonly #ends: ReadonlyMap<Flow, EndComments | undefined>;

  constructor(source: FlowSource, ends: ReadonlyMap<Flow, EndComments | undefined>) {
    this.#source = source;
    this.#ends = ends;
  }

  get text(): string {
    return this.#text;
  }

  #isAtLineStart(): boolean {
    return this.#text.endsWith("\n");
  }

  #comments(text: string, indent: number): void {
    if (!this.#isAtLineStart()) this.#text += "\n";
    for (const line of text.split("\n")) if (line !== "") this.#text += `${" ".repeat(indent)}#${line}\n`;
  }

  /** Goes to where a part begins; `isFirst` is one that stands right behind its bracket. */
  #begin(head: string, indent: number, isFirst: boolean): void {
    if (head) this.#comments(head, indent);
    if (this.#isAtLineStart()) this.#text += " ".repeat(indent);
    else if (!isFirst) this.#text += " ";
  }

  /** Writes a part without what is in front of it. Returns whether a comma is written behind it already. */
  #part(part: unknown, indent: number): boolean {
    if (isCollection(part)) {
      this.#text += this.#source.properties(part);
      this.collection(part, indent);
      if (part.comment) this.#text += ` #${part.comment.replaceAll("\n", " ")}\n`;
      return false;
    }
    if (isAlias(part)) this.#text += `*${part.source}`;
    else if (isScalar(part))
      this.#text += this.#source.properties(part) + this.#source.scalar(part, indent + 2, false);
    const comment = isCommented(part) ? part.comment : undefined;
    if (!comment) return false;
    this.#text += `, #${comment.replaceAll("\n", " ")}\n`;
    return true;
  }

  /** Writes a collection; the one in whose text it begins is indented as far as `outer`. */
  collection(collection: Flow, outer: number): void {
    const indent = outer + 2;
    const [open, close] = isMap(collection) ? ["{", "}"] : ["[", "]"];
    const losesFirst = losesFirstComment(collection, this.#source.original);
    this.#text += open;
    let isComma = true;
    for (const [index, item] of collection.items.entries()) {
      if (!isComma) this.#text += ",";
      const [key, value] = isPair(item) ? [item.key, item.value] : [undefined, item];
      const head = headOf(key ?? value);
      this.#begin(index === 0 && losesFirst ? withoutFirstLine(head) : head, indent, index === 0);
      if (isScalar(key)) {
        this.#text += `${this.#source.properties(key)}${this.#source.scalar(key, indent + 2, true)}:`;
        this.#begin(headOf(value), indent, false);
      }
      isComma = this.#part(value, indent);
    }
    this.#end(this.#ends.get(collection), indent, isComma);
    if (this.#isAtLineStart() && close === "]") this.#text += " ".repeat(outer);
    this.#text += close;
  }

  #end(end: EndComments | undefined, indent: number, isComma: boolean): void {
    if (end === undefined) return;
    if (!isComma && !end.behindBracket) this.#text += ",";
    if (end.line !== undefined) this.#text += ` #${end.line}\n`;
    if (end.below !== "") this.#comments(end.below, indent);
  }
}

function headOf(part: unknown): string {
  return (isCommented(part) ? part.commentBefore : undefined) ?? "";
}

function withoutFirstLine(text: string): string {
  const [, ...others] = text.split("\n");
  return others.join("\n");
}

/**
 * Gives the writer of a collection in brackets that has comments in them; it takes how far the collection around is
 * indented. Takes the comments at the end out of the collection.
 *
 * @returns nothing when it has none, or has what only the library can write
 */
export function flowWriter(collection: Flow, source: FlowSource): ((outer: number) => string) | undefined {
  if (collection.flow !== true || !isSimpleFlow(collection)) return undefined;
  const ends = new Map(withInner(collection).map((one) => [one, takenEndComments(one, source.original)]));
  if (!hasComments(collection) && [...ends.values()].every((end) => end === undefined)) return undefined;
  return (outer) => {
    const pen = new FlowText(source, ends);
    pen.collection(collection, outer);
    return pen.text;
  };
}

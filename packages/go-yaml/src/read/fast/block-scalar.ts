import { mapNode, type Node, STYLE, scalarNode, sequenceNode, TAG } from "../../node.ts";
import { resolvePlain } from "../../scalar/resolve.ts";
import { type Cursor, finishLine, HASH, LF, leave, SPACE, seekContent } from "./block-cursor.ts";
import { hashed, knownText } from "./known-text.ts";

const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const DASH = 0x2d;
const COLON = 0x3a;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ['"', '"'],
  ["\\", "\\"],
]);

/** A quoted text, where it ends, and how many line breaks are in it. */
export interface Quoted {
  readonly value: string;
  readonly end: number;
  readonly breaks: number;
}

/** The indent of a parent whose texts have to end on their line, such as a key's. */
const ONE_LINE = Number.POSITIVE_INFINITY;

/** Where a text goes on behind the end of a line. Leaves unless that is on the next line, further in than its parent. */
function continuation(text: string, lineEnd: number, parentIndent: number): number {
  let at = lineEnd + 1;
  while (text.charCodeAt(at) === SPACE) at++;
  const code = text.charCodeAt(at);
  if (at - lineEnd - 1 <= parentIndent || code === LF || Number.isNaN(code)) leave();
  return at;
}

/** Part of a line, without the spaces at its end. */
function trimmedSlice(text: string, from: number, lineEnd: number): string {
  let end = lineEnd;
  while (end > from && text.charCodeAt(end - 1) === SPACE) end--;
  return text.slice(from, end);
}

function readDoubleQuoted(text: string, start: number, parentIndent: number): Quoted {
  let at = start + 1;
  let value = "";
  let from = at;
  let breaks = 0;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return { value: value + text.slice(from, at), end: at + 1, breaks };
    if (Number.isNaN(code)) leave();
    if (code === LF) {
      value += `${trimmedSlice(text, from, at)} `;
      from = continuation(text, at, parentIndent);
      at = from - 1;
      breaks++;
    } else if (code === 0x5c) {
      const escaped = ESCAPES.get(text.charAt(at + 1)) ?? leave();
      value += text.slice(from, at) + escaped;
      at++;
      from = at + 1;
    }
  }
}

function readSingleQuoted(text: string, start: number, parentIndent: number): Quoted {
  let at = start + 1;
  let value = "";
  let from = at;
  let breaks = 0;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (Number.isNaN(code)) leave();
    if (code === LF) {
      value += `${trimmedSlice(text, from, at)} `;
      from = continuation(text, at, parentIndent);
      at = from - 1;
      breaks++;
    } else if (code === APOSTROPHE) {
      value += text.slice(from, at);
      if (text.charCodeAt(at + 1) !== APOSTROPHE) return { value, end: at + 1, breaks };
      at++;
      from = at;
    }
  }
}

/** Whether a quoted text begins with this character. */
export function isQuote(code: number): boolean {
  return code === QUOTE || code === APOSTROPHE;
}

/** Reads a quoted text. It ends on its line unless it has a parent that its other lines stand further in than. */
export function readQuoted(text: string, start: number, parentIndent: number = ONE_LINE): Quoted {
  return text.charCodeAt(start) === QUOTE
    ? readDoubleQuoted(text, start, parentIndent)
    : readSingleQuoted(text, start, parentIndent);
}

/** The style of a quoted text that begins here. */
export function quoteStyle(text: string, start: number): number {
  return text.charCodeAt(start) === QUOTE ? STYLE.double : STYLE.single;
}

interface PlainLine {
  /** Where it ends, without trailing spaces. */
  readonly end: number;
  readonly hash: number;
}

/** A plain text on one line. Leaves on anything doubtful. */
function plainLine(text: string, start: number): PlainLine {
  let end = start;
  let hash = 0;
  let running = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || (code === HASH && at > end)) break;
    running = hashed(running, code);
    if (code === SPACE) continue;
    end = at + 1;
    hash = running;
    if (code !== COLON) continue;
    const next = text.charCodeAt(end);
    if (next === SPACE || next === LF || Number.isNaN(next)) leave();
  }
  return { end, hash };
}

function beginsPlain(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  switch (code) {
    case DASH:
    case 0x3f: // ?
    case COLON: {
      const next = text.charCodeAt(at + 1);
      return next !== SPACE && next !== LF && !Number.isNaN(next);
    }
    case HASH:
    case 0x2c: // ,
    case 0x5b: // [
    case 0x5d: // ]
    case 0x7b: // {
    case 0x7d: // }
    case 0x26: // &
    case 0x2a: // *
    case 0x21: // !
    case 0x7c: // |
    case 0x3e: // >
    case 0x25: // %
    case 0x40: // @
    case 0x60: // `
      return false;
    default:
      return true;
  }
}

/** The rest of a plain text that goes on over more lines. Leaves on comments and empty lines in it. */
function readFolded(cursor: Cursor, first: string, firstEnd: number, parentIndent: number): string {
  const { text } = cursor;
  let value = first;
  let end = firstEnd;
  while (cursor.indent > parentIndent) {
    const { position, indent } = cursor;
    if (position - indent !== end + 1) leave();
    end = plainLine(text, position).end;
    value += ` ${text.slice(position, end)}`;
    finishLine(cursor, end);
  }
  return value;
}

function readPlain(cursor: Cursor, start: number, parentIndent: number): Node {
  const { text, line } = cursor;
  if (!beginsPlain(text, start)) leave();
  const { end, hash } = plainLine(text, start);
  const known = knownText(text, start, end, hash);
  finishLine(cursor, end);
  if (cursor.indent > parentIndent) {
    const value = readFolded(cursor, known.text, end, parentIndent);
    return scalarNode(value, resolvePlain(value)?.tag ?? TAG.string, STYLE.plain, line);
  }
  if (known.text === "<<") leave();
  return scalarNode(known.text, known.tag, STYLE.plain, line);
}

function readEmptyCollection(cursor: Cursor, start: number): Node {
  const { text, line } = cursor;
  const pair = text.slice(start, start + 2);
  if (pair !== "{}" && pair !== "[]") leave();
  finishLine(cursor, start + 2);
  const node = pair === "{}" ? mapNode([], line) : sequenceNode([], line);
  node.style = STYLE.flow;
  return node;
}

/** A literal block. Leaves on indentation hints, on comments in its header, and on a last line without a break. */
function readLiteral(cursor: Cursor, start: number, parentIndent: number): Node {
  const { text, line } = cursor;
  const chomp = text.charCodeAt(start + 1);
  const headerEnd = chomp === LF ? start + 1 : start + 2;
  if (text.charCodeAt(headerEnd) !== LF || (chomp !== LF && chomp !== DASH && chomp !== 0x2b)) leave();
  const lines: string[] = [];
  let blockIndent = -1;
  let at = headerEnd + 1;
  let lineNumber = line + 1;
  while (at < text.length) {
    let content = at;
    while (text.charCodeAt(content) === SPACE) content++;
    const end = text.indexOf("\n", content);
    const width = content - at;
    if (content < text.length && end !== content) {
      if (blockIndent === -1) {
        if (width <= parentIndent) break;
        blockIndent = width;
        if (lines.some((blank) => blank.length > width)) leave();
        lines.fill("");
      }
      if (width < blockIndent) {
        if (width > parentIndent) leave();
        break;
      }
    }
    if (end === -1) leave();
    lines.push(blockIndent === -1 ? text.slice(at, end) : text.slice(Math.min(at + blockIndent, end), end));
    at = end + 1;
    lineNumber++;
  }
  if (blockIndent === -1) leave();
  cursor.line = lineNumber;
  seekContent(cursor, at);
  return scalarNode(chompedText(lines, chomp), TAG.string, STYLE.literal, line);
}

function chompedText(lines: readonly string[], chomp: number): string {
  let last = lines.length;
  while (last > 0 && lines[last - 1] === "") last--;
  const body = lines.slice(0, last).join("\n");
  if (chomp === DASH) return body;
  return chomp === LF ? `${body}\n` : body + "\n".repeat(lines.length - last + 1);
}

/** Reads a scalar or an empty collection behind an indicator on the same line. */
export function readInline(cursor: Cursor, start: number, parentIndent: number): Node {
  const { text, line } = cursor;
  const first = text.charCodeAt(start);
  if (isQuote(first)) {
    const { value, end, breaks } = readQuoted(text, start, parentIndent);
    cursor.line += breaks;
    finishLine(cursor, end);
    return scalarNode(value, TAG.string, quoteStyle(text, start), line);
  }
  if (first === 0x7c) return readLiteral(cursor, start, parentIndent);
  if (first === 0x5b || first === 0x7b) return readEmptyCollection(cursor, start);
  return readPlain(cursor, start, parentIndent);
}

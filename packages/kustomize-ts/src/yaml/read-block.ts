import { mapNode, type Node, STYLE, scalarNode, sequenceNode, TAG } from "./node.ts";
import { resolvePlain } from "./resolve.ts";

/**
 * Thrown inside this module when the text leaves the subset; the caller then asks the library. Never seen outside.
 */
class OutsideSubset extends Error {}

const OUTSIDE = new OutsideSubset("outside the plain block subset");

function leave(): never {
  throw OUTSIDE;
}

/** Characters that need the library's care: tabs, carriage returns, unusual breaks, surrogates, non-characters. */
const UNUSUAL = /[^\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;

const MAX_DEPTH = 100;

const LF = 0x0a;
const SPACE = 0x20;
const QUOTE = 0x22;
const HASH = 0x23;
const APOSTROPHE = 0x27;
const DASH = 0x2d;
const COLON = 0x3a;

interface Cursor {
  readonly text: string;
  /** Start of the first content character of the current line; the text's length at its end. */
  position: number;
  /** Column of `position`. -1 at the end of the text. */
  indent: number;
  line: number;
  depth: number;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}

/** Moves to the next line with content, beginning at the start of a line. */
function seekContent(cursor: Cursor, lineStart: number): void {
  const { text } = cursor;
  let start = lineStart;
  while (start < text.length) {
    let at = start;
    while (text.charCodeAt(at) === SPACE) at++;
    const code = text.charCodeAt(at);
    if (at < text.length && code !== LF && code !== HASH) {
      cursor.position = at;
      cursor.indent = at - start;
      return;
    }
    start = endOfLine(text, at) + 1;
    cursor.line++;
  }
  cursor.position = text.length;
  cursor.indent = -1;
}

function nextLine(cursor: Cursor, endOfThis: number): void {
  cursor.line++;
  seekContent(cursor, endOfThis + 1);
}

/** Checks that nothing but a comment stands from `at` to the line's end, and goes on to the next content. */
function finishLine(cursor: Cursor, at: number): void {
  const { text } = cursor;
  let end = at;
  while (text.charCodeAt(end) === SPACE) end++;
  const code = text.charCodeAt(end);
  const ends = end >= text.length || code === LF;
  if (!ends && (code !== HASH || end === at)) leave();
  nextLine(cursor, ends ? end : endOfLine(text, end));
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ['"', '"'],
  ["\\", "\\"],
]);

interface Quoted {
  readonly value: string;
  readonly end: number;
}

function readDoubleQuoted(text: string, start: number): Quoted {
  let at = start + 1;
  let value = "";
  let from = at;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return { value: value + text.slice(from, at), end: at + 1 };
    if (code === LF || Number.isNaN(code)) leave();
    if (code === 0x5c) {
      const escaped = ESCAPES.get(text.charAt(at + 1)) ?? leave();
      value += text.slice(from, at) + escaped;
      at++;
      from = at + 1;
    }
  }
}

function readSingleQuoted(text: string, start: number): Quoted {
  let at = start + 1;
  let value = "";
  let from = at;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || Number.isNaN(code)) leave();
    if (code === APOSTROPHE) {
      value += text.slice(from, at);
      if (text.charCodeAt(at + 1) !== APOSTROPHE) return { value, end: at + 1 };
      at++;
      from = at;
    }
  }
}

function isPlainKeyCharacter(code: number): boolean {
  const lower = code | 0x20;
  return (
    (lower >= 0x61 && lower <= 0x7a) ||
    (code >= 0x2d && code <= 0x39) || // - . / 0-9
    code === 0x5f ||
    code === 0x24 ||
    code === 0x7e
  );
}

interface Key {
  readonly node: Node;
  /** Behind the colon. */
  readonly end: number;
}

function endsKey(text: string, colon: number): boolean {
  if (text.charCodeAt(colon) !== COLON) return false;
  const next = text.charCodeAt(colon + 1);
  return next === SPACE || next === LF || Number.isNaN(next);
}

function readKey(cursor: Cursor): Key {
  const { text, position, line } = cursor;
  const first = text.charCodeAt(position);
  if (first === QUOTE || first === APOSTROPHE) {
    const { value, end } =
      first === QUOTE ? readDoubleQuoted(text, position) : readSingleQuoted(text, position);
    if (!endsKey(text, end)) leave();
    const style = first === QUOTE ? STYLE.double : STYLE.single;
    return { node: scalarNode(value, TAG.string, style, line), end: end + 1 };
  }
  let at = position;
  while (isPlainKeyCharacter(text.charCodeAt(at))) at++;
  if (at === position || at - position > 1000 || !endsKey(text, at)) leave();
  if (first === DASH && text.charCodeAt(position + 1) === DASH) leave();
  const value = text.slice(position, at);
  return { node: scalarNode(value, resolvePlain(value)?.tag ?? TAG.string, STYLE.plain, line), end: at + 1 };
}

function isSequenceEntry(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== DASH) return false;
  const next = text.charCodeAt(at + 1);
  return next === SPACE || next === LF || Number.isNaN(next);
}

function nullNode(line: number): Node {
  return scalarNode("", TAG.null, STYLE.plain, line);
}

/** The length of a plain scalar that starts at `start`, without trailing spaces. Leaves on anything doubtful. */
function endOfPlain(text: string, start: number): number {
  const lineEnd = endOfLine(text, start);
  let end = lineEnd;
  for (let at = text.indexOf("#", start); at !== -1 && at < lineEnd; at = text.indexOf("#", at + 1)) {
    if (text.charCodeAt(at - 1) === SPACE) {
      end = at;
      break;
    }
  }
  while (text.charCodeAt(end - 1) === SPACE) end--;
  for (let at = text.indexOf(":", start); at !== -1 && at < end; at = text.indexOf(":", at + 1)) {
    if (at + 1 === end || text.charCodeAt(at + 1) === SPACE) leave();
  }
  return end;
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

function readPlain(cursor: Cursor, start: number, parentIndent: number): Node {
  const { text, line } = cursor;
  if (!beginsPlain(text, start)) leave();
  const end = endOfPlain(text, start);
  const value = text.slice(start, end);
  finishLine(cursor, end);
  if (cursor.indent > parentIndent || value === "<<") leave();
  return scalarNode(value, resolvePlain(value)?.tag ?? TAG.string, STYLE.plain, line);
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

/** Reads what follows an indicator on the same line. `nested` reads what stands on the lines below. */
function readInline(cursor: Cursor, start: number, parentIndent: number): Node {
  const { text, line } = cursor;
  const first = text.charCodeAt(start);
  switch (first) {
    case QUOTE:
    case APOSTROPHE: {
      const { value, end } = first === QUOTE ? readDoubleQuoted(text, start) : readSingleQuoted(text, start);
      finishLine(cursor, end);
      return scalarNode(value, TAG.string, first === QUOTE ? STYLE.double : STYLE.single, line);
    }
    case 0x7c: // |
      return readLiteral(cursor, start, parentIndent);
    case 0x5b: // [
    case 0x7b: // {
      return readEmptyCollection(cursor, start);
    default:
      return readPlain(cursor, start, parentIndent);
  }
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at++;
  return at;
}

function standsAlone(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === LF || code === HASH || Number.isNaN(code);
}

function readMapValue(cursor: Cursor, afterColon: number, indent: number): Node {
  const { text, line } = cursor;
  const start = skipSpaces(text, afterColon);
  if (!standsAlone(text, start)) return readInline(cursor, start, indent);
  nextLine(cursor, endOfLine(text, start));
  if (cursor.indent > indent) return readNested(cursor);
  if (cursor.indent === indent && isSequenceEntry(text, cursor.position)) return readSequence(cursor);
  return nullNode(line);
}

function readMap(cursor: Cursor): Node {
  const indent = cursor.indent;
  const content: Node[] = [];
  const node = mapNode(content, cursor.line);
  while (cursor.indent === indent) {
    const key = readKey(cursor);
    if (key.node.value === "<<") leave();
    content.push(key.node, readMapValue(cursor, key.end, indent));
  }
  if (cursor.indent > indent) leave();
  return node;
}

function readSequenceElement(cursor: Cursor, indent: number): Node {
  const { text, position, line } = cursor;
  const start = skipSpaces(text, position + 1);
  if (standsAlone(text, start)) {
    nextLine(cursor, endOfLine(text, start));
    return cursor.indent > indent ? readNested(cursor) : nullNode(line);
  }
  if (isSequenceEntry(text, start) || beginsMap(text, start)) {
    cursor.indent += start - position;
    cursor.position = start;
    return readNested(cursor);
  }
  return readInline(cursor, start, indent);
}

function readSequence(cursor: Cursor): Node {
  const indent = cursor.indent;
  const content: Node[] = [];
  const node = sequenceNode(content, cursor.line);
  while (cursor.indent === indent && isSequenceEntry(cursor.text, cursor.position)) {
    content.push(readSequenceElement(cursor, indent));
  }
  if (cursor.indent > indent) leave();
  return node;
}

/** Whether a map entry starts here: a quoted or simple plain key and its colon. */
function beginsMap(text: string, start: number): boolean {
  const first = text.charCodeAt(start);
  if (first === QUOTE || first === APOSTROPHE) {
    const { end } = first === QUOTE ? readDoubleQuoted(text, start) : readSingleQuoted(text, start);
    return endsKey(text, end);
  }
  let at = start;
  while (isPlainKeyCharacter(text.charCodeAt(at))) at++;
  return at > start && endsKey(text, at);
}

function readNested(cursor: Cursor): Node {
  if (cursor.depth >= MAX_DEPTH) leave();
  cursor.depth++;
  const node = isSequenceEntry(cursor.text, cursor.position)
    ? readSequence(cursor)
    : beginsMap(cursor.text, cursor.position)
      ? readMap(cursor)
      : leave();
  cursor.depth--;
  return node;
}

function documentStart(text: string): number {
  if (!text.startsWith("---")) return 0;
  const end = endOfLine(text, 0);
  if (text.slice(3, end).trim() !== "") leave();
  return end + 1;
}

/**
 * Reads one YAML document written in the plain block style of nearly all manifests: block maps and sequences, plain and
 * quoted scalars on one line, literal blocks, comments. Equal to {@link readWithLibrary} wherever it answers.
 *
 * @returns `undefined` when the text uses anything else; nothing is claimed about it then.
 */
export function readBlockYaml(text: string): Node | undefined {
  if (UNUSUAL.test(text)) return undefined;
  try {
    const start = documentStart(text);
    const cursor: Cursor = { text, position: 0, indent: 0, line: start === 0 ? 1 : 2, depth: 0 };
    seekContent(cursor, start);
    if (cursor.indent !== 0) return undefined;
    const node = readNested(cursor);
    return cursor.position === text.length ? node : undefined;
  } catch (error) {
    if (error === OUTSIDE) return undefined;
    throw error;
  }
}

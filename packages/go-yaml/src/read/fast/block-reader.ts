import { mapNode, type Node, STYLE, scalarNode, sequenceNode, TAG } from "../../node.ts";
import {
  type Cursor,
  endOfLine,
  HASH,
  LF,
  leave,
  nextLine,
  OUTSIDE,
  SPACE,
  seekContent,
} from "./block-cursor.ts";
import { isQuote, quoteStyle, readInline, readQuoted } from "./block-scalar.ts";
import { hashed, knownText } from "./known-text.ts";

/** Characters that need the library's care: tabs, carriage returns, unusual breaks, surrogates, non-characters. */
const UNUSUAL = /[^\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;

const MAX_DEPTH = 100;
const MERGE = "<<";
const DASH = 0x2d;
const COLON = 0x3a;

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

function endsKey(text: string, colon: number): boolean {
  if (text.charCodeAt(colon) !== COLON) return false;
  const next = text.charCodeAt(colon + 1);
  return next === SPACE || next === LF || Number.isNaN(next);
}

/** Reads a key and goes on to what stands behind its colon. Leaves on merge keys, also quoted ones. */
function readKey(cursor: Cursor): Node {
  const { text, position, line } = cursor;
  const first = text.charCodeAt(position);
  if (isQuote(first)) {
    const { value, end } = readQuoted(text, position);
    if (!endsKey(text, end) || value === MERGE) leave();
    cursor.position = end + 1;
    return scalarNode(value, TAG.string, quoteStyle(text, position), line);
  }
  let at = position;
  let hash = 0;
  for (let code = first; isPlainKeyCharacter(code); code = text.charCodeAt(++at)) hash = hashed(hash, code);
  if (at === position || at - position > 1000 || !endsKey(text, at)) leave();
  if (first === DASH && text.charCodeAt(position + 1) === DASH) leave();
  cursor.position = at + 1;
  const known = knownText(text, position, at, hash);
  return scalarNode(known.text, known.tag, STYLE.plain, line);
}

function isSequenceEntry(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== DASH) return false;
  const next = text.charCodeAt(at + 1);
  return next === SPACE || next === LF || Number.isNaN(next);
}

function nullNode(line: number): Node {
  return scalarNode("", TAG.null, STYLE.plain, line);
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

function readMapValue(cursor: Cursor, indent: number): Node {
  const { text, line } = cursor;
  const start = skipSpaces(text, cursor.position);
  if (!standsAlone(text, start)) return readInline(cursor, start, indent);
  nextLine(cursor, endOfLine(text, start));
  if (cursor.indent > indent) return readNested(cursor);
  if (cursor.indent === indent && isSequenceEntry(text, cursor.position)) return readSequence(cursor);
  return nullNode(line);
}

function readMap(cursor: Cursor): Node {
  const { indent, line } = cursor;
  const { open } = cursor;
  const start = open.length;
  while (cursor.indent === indent) {
    open.push(readKey(cursor));
    open.push(readMapValue(cursor, indent));
  }
  if (cursor.indent > indent) leave();
  return mapNode(open.splice(start), line);
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
  const { indent, line } = cursor;
  const { open } = cursor;
  const start = open.length;
  while (cursor.indent === indent && isSequenceEntry(cursor.text, cursor.position)) {
    open.push(readSequenceElement(cursor, indent));
  }
  if (cursor.indent > indent) leave();
  return sequenceNode(open.splice(start), line);
}

/** Whether a map entry starts here: a quoted or simple plain key and its colon. */
function beginsMap(text: string, start: number): boolean {
  const first = text.charCodeAt(start);
  if (isQuote(first)) return endsKey(text, readQuoted(text, start).end);
  let at = start;
  while (isPlainKeyCharacter(text.charCodeAt(at))) at++;
  return at > start && endsKey(text, at);
}

function readNested(cursor: Cursor): Node {
  if (cursor.depth >= MAX_DEPTH) leave();
  cursor.depth++;
  const node = isSequenceEntry(cursor.text, cursor.position) ? readSequence(cursor) : readMap(cursor);
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
 * quoted scalars, also folded over lines without an empty one, literal blocks, comments. Equal to
 * {@link readWithLibrary} wherever it answers.
 *
 * @returns `undefined` when the text uses anything else; nothing is claimed about it then.
 */
export function readBlockYaml(text: string): Node | undefined {
  if (UNUSUAL.test(text)) return undefined;
  try {
    const start = documentStart(text);
    const cursor: Cursor = { text, position: 0, indent: 0, line: start === 0 ? 1 : 2, depth: 0, open: [] };
    seekContent(cursor, start);
    if (cursor.indent !== 0) return undefined;
    const node = readNested(cursor);
    return cursor.position === text.length ? node : undefined;
  } catch (error) {
    if (error === OUTSIDE) return undefined;
    throw error;
  }
}

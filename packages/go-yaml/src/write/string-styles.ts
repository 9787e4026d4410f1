import { isBreak, isPrintable } from "./string-analysis.ts";

/** The column after which go-yaml breaks a line at the next single space. */
export const BEST_WIDTH = 80;

/** Output of one scalar while it is being written: the text so far and the column reached. */
interface Pen {
  text: string;
  column: number;
  /** Nothing but indentation since the last line break. */
  atIndention: boolean;
}

function put(pen: Pen, character: string): void {
  pen.text += character;
  pen.column++;
}

function breakLine(pen: Pen): void {
  pen.text += "\n";
  pen.column = 0;
}

function putBreak(pen: Pen, character: string): void {
  pen.text += character;
  pen.column = 0;
  pen.atIndention = true;
}

function indentLine(pen: Pen, indent: number): void {
  if (!pen.atIndention || pen.column > indent) breakLine(pen);
  if (pen.column < indent) {
    pen.text += " ".repeat(indent - pen.column);
    pen.column = indent;
  }
  pen.atIndention = true;
}

function isSpaceAt(text: string, index: number): boolean {
  return text.charCodeAt(index) === 0x20;
}

/** Writes the inside of a plain or single-quoted scalar; `quoted` doubles quotes and never breaks at the edges. */
function writeFolded(pen: Pen, text: string, indent: number, inKey: boolean, quoted: boolean): void {
  let afterSpace = false;
  let afterBreak = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const character = text.charAt(index);
    if (code === 0x20) {
      const inside = !quoted || (index > 0 && index < text.length - 1);
      if (!inKey && !afterSpace && pen.column > BEST_WIDTH && inside && !isSpaceAt(text, index + 1)) {
        indentLine(pen, indent);
      } else put(pen, character);
      afterSpace = true;
    } else if (isBreak(code)) {
      if (!afterBreak && code === 0x0a) breakLine(pen);
      putBreak(pen, character);
      afterBreak = true;
    } else {
      if (afterBreak) indentLine(pen, indent);
      if (quoted && code === 0x27) put(pen, "'");
      put(pen, character);
      pen.atIndention = false;
      afterSpace = false;
      afterBreak = false;
    }
  }
}

export function plainText(text: string, column: number, indent: number, inKey: boolean): string {
  const pen: Pen = { text: "", column, atIndention: false };
  writeFolded(pen, text, indent, inKey, false);
  return pen.text;
}

export function singleQuotedText(text: string, column: number, indent: number, inKey: boolean): string {
  const pen: Pen = { text: "'", column: column + 1, atIndention: false };
  writeFolded(pen, text, indent, inKey, true);
  return `${pen.text}'`;
}

const ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x00, "0"],
  [0x07, "a"],
  [0x08, "b"],
  [0x09, "t"],
  [0x0a, "n"],
  [0x0b, "v"],
  [0x0c, "f"],
  [0x0d, "r"],
  [0x1b, "e"],
  [0x22, '"'],
  [0x5c, "\\"],
  [0x85, "N"],
  [0xa0, "_"],
  [0x2028, "L"],
  [0x2029, "P"],
]);

function hex(code: number, width: number): string {
  return code.toString(16).toUpperCase().padStart(width, "0");
}

function escapeText(code: number): string {
  const short = ESCAPES.get(code);
  if (short !== undefined) return `\\${short}`;
  if (code <= 0xff) return `\\x${hex(code, 2)}`;
  return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

/** A string that begins with a byte order mark has every character escaped, by a slip of go-yaml v2. */
function escapesEverything(text: string): boolean {
  return text.charCodeAt(0) === 0xfeff;
}

export function doubleQuotedText(text: string, column: number, indent: number, inKey: boolean): string {
  const pen: Pen = { text: '"', column: column + 1, atIndention: false };
  const all = escapesEverything(text);
  let afterSpace = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.codePointAt(index) ?? 0;
    if (all || code > 0xffff || !isPrintable(code) || isBreak(code) || code === 0x22 || code === 0x5c) {
      const escaped = escapeText(code);
      pen.text += escaped;
      pen.column += escaped.length;
      if (code > 0xffff) index++;
      afterSpace = false;
    } else if (code === 0x20) {
      if (!inKey && !afterSpace && pen.column > BEST_WIDTH && index > 0 && index < text.length - 1) {
        indentLine(pen, indent);
        pen.atIndention = false;
        if (isSpaceAt(text, index + 1)) put(pen, "\\");
      } else put(pen, " ");
      afterSpace = true;
    } else {
      put(pen, text.charAt(index));
      afterSpace = false;
    }
  }
  return `${pen.text}"`;
}

function chompingHint(text: string): string {
  const last = text.length - 1;
  if (!isBreak(text.charCodeAt(last))) return "-";
  return last === 0 || isBreak(text.charCodeAt(last - 1)) ? "+" : "";
}

/** What stands in front of a block's lines: its indicator and the hints for reading it. */
export function blockHeader(indicator: "|" | ">", text: string): string {
  const first = text.charCodeAt(0);
  return `${indicator}${first === 0x20 || isBreak(first) ? "2" : ""}${chompingHint(text)}`;
}

/** The lines of a literal block; every one that is not empty is indented. */
export function blockText(text: string, indent: number): string {
  const pad = " ".repeat(indent);
  const body = text.replace(/([\n\u2028\u2029])(?=[^\n\u2028\u2029])/g, `$1${pad}`);
  return `${isBreak(text.charCodeAt(0)) ? "" : pad}${body}`;
}

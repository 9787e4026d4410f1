import { STYLE } from "../node.ts";
import { resolvePlainYaml11 } from "../scalar/resolve.ts";
import { analyseString } from "./string-analysis.ts";
import {
  BEST_WIDTH,
  blockHeader,
  blockText,
  doubleQuotedText,
  plainText,
  singleQuotedText,
} from "./string-styles.ts";

const BASE60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

function looksLikeBase60(text: string): boolean {
  const first = text.charCodeAt(0);
  const starts = first === 0x2b || first === 0x2d || (first >= 0x30 && first <= 0x39);
  return starts && text.includes(":") && BASE60.test(text);
}

function wouldReadAsOther(text: string): boolean {
  return resolvePlainYaml11(text) !== undefined || looksLikeBase60(text);
}

function beginsWithIndicator(text: string, first: number): boolean {
  switch (first) {
    case 0x23: // #
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
    case 0x27: // '
    case 0x22: // "
    case 0x25: // %
    case 0x40: // @
    case 0x60: // `
      return true;
    case 0x3f: // ?
    case 0x3a: // :
      return text.length === 1 || text.charCodeAt(1) === 0x20;
    case 0x2d: // -
      return text.length === 1 || text.charCodeAt(1) === 0x20 || text.startsWith("---");
    case 0x2e: // .
      return text.startsWith("...");
    default:
      return false;
  }
}

/**
 * The text of a string scalar, styled, quoted and folded as go-yaml v2 does.
 *
 * @param column where the text starts on its line
 * @param indent the indentation of continuation lines
 * @param inKey a key: it is never folded and never a block
 */
export function stringText(text: string, column: number, indent: number, inKey: boolean): string {
  const length = text.length;
  if (length === 0) return '""';
  const first = text.charCodeAt(0);
  let needsQuotes = first === 0x20 || beginsWithIndicator(text, first);
  let spaces = false;
  let previous = 0;
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code > 0x7e) return unusualText(text, column, indent, inKey);
    if (code === 0x20) spaces = true;
    else if (code === 0x3a) {
      if (index + 1 === length || text.charCodeAt(index + 1) === 0x20) needsQuotes = true;
    } else if (code === 0x23 && previous === 0x20) needsQuotes = true;
    previous = code;
  }
  if (previous === 0x20) needsQuotes = true;
  if (wouldReadAsOther(text)) return doubleQuotedText(text, column, indent, inKey);
  const folds = spaces && !inKey && column + length > BEST_WIDTH;
  if (needsQuotes) {
    return folds || text.includes("'") ? singleQuotedText(text, column, indent, inKey) : `'${text}'`;
  }
  return folds ? plainText(text, column, indent, inKey) : text;
}

/** The same for a string with line breaks, control characters or anything beyond ASCII. */
function unusualText(text: string, column: number, indent: number, inKey: boolean): string {
  const allowed = analyseString(text);
  const block = text.includes("\n");
  if (block && allowed.block && !inKey) return `${blockHeader("|", text)}\n${blockText(text, indent)}`;
  if (block || wouldReadAsOther(text)) return doubleQuotedText(text, column, indent, inKey);
  if (inKey && allowed.multiline) return doubleQuotedText(text, column, indent, inKey);
  if (allowed.plain) return plainText(text, column, indent, inKey);
  if (allowed.singleQuoted) return singleQuotedText(text, column, indent, inKey);
  return doubleQuotedText(text, column, indent, inKey);
}

const QUOTE_STYLES: ReadonlyMap<string, number> = new Map([
  ['"', STYLE.double],
  ["'", STYLE.single],
]);

/** The style in which go-yaml v3 writes a string that has none of its own: it leaves tabs in blocks as they are. */
export function stringStyle(text: string): number {
  if (text.includes("\n") && analyseString(text).blockWithTabs) return STYLE.literal;
  return QUOTE_STYLES.get(stringText(text, 0, 0, false).charAt(0)) ?? STYLE.plain;
}

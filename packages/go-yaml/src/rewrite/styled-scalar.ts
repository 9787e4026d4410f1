import { analyseString, isBreak } from "../write/string-analysis.ts";
import {
  blockHeader,
  blockText,
  doubleQuotedText,
  plainText,
  singleQuotedText,
} from "../write/string-styles.ts";

/** How a scalar was written where it was read. */
export type ScalarStyle = "plain" | "single" | "double" | "literal" | "folded";

/** Where a scalar is written. */
export interface ScalarPlace {
  /** Indentation of its lines behind the first one. */
  readonly indent: number;
  readonly inFlow: boolean;
  readonly inKey: boolean;
}

/** A scalar that is to be written, with the comment behind it. */
export interface StyledScalar {
  readonly value: string;
  readonly style: ScalarStyle;
  /** The comment of a block stands on its first line; others leave it to the caller. Without `#`. */
  readonly comment: string | null | undefined;
}

/** The style nearest to the wanted one that carries the value here without changing it. */
function possibleStyle({ value, style }: StyledScalar, { inFlow, inKey }: ScalarPlace): ScalarStyle {
  if (value === "") {
    if (style === "plain") return inFlow || inKey ? "single" : "plain";
    return style === "single" ? "single" : "double";
  }
  const allowed = analyseString(value);
  if (inKey && allowed.multiline) return "double";
  if (style === "literal" || style === "folded") {
    return allowed.blockWithTabs && !inFlow && !inKey ? style : "double";
  }
  if (style === "double") return style;
  if (style === "plain" && (inFlow ? allowed.plainInFlow : allowed.plain)) return style;
  return allowed.singleQuoted ? "single" : "double";
}

/**
 * A folded block. A line break that follows text is doubled, also the last one, which leaves an empty line behind the
 * block; none is doubled when the value begins with a blank or behind a line that begins with one.
 */
function foldedText(value: string, indent: number): string {
  const start = value.search(/[^\n\u2028\u2029]/);
  const doubles = start >= 0 && value.charAt(start) !== " " && value.charAt(start) !== "\t";
  const pad = " ".repeat(indent);
  let text = "";
  let afterBreak = true;
  let blankLine = true;
  for (const character of value) {
    if (isBreak(character.charCodeAt(0))) {
      if (!afterBreak && !blankLine && character === "\n" && doubles) text += "\n";
      text += character;
      afterBreak = true;
    } else {
      if (afterBreak) {
        blankLine = character === " " || character === "\t";
        text += pad;
      }
      text += character;
      afterBreak = false;
    }
  }
  return text;
}

function withoutLastBreak(text: string): string {
  return text.endsWith("\n") ? text.slice(0, -1) : text;
}

/**
 * The text of a scalar as go-yaml v3 writes it: in its style where that is possible, never folded for its length. The
 * line break that ends a block is left to the caller.
 */
export function styledScalarText(scalar: StyledScalar, place: ScalarPlace): string {
  const { value, comment } = scalar;
  const { indent } = place;
  const style = possibleStyle(scalar, place);
  switch (style) {
    case "plain":
      return plainText(value, 0, indent, true);
    case "single":
      return singleQuotedText(value, 0, indent, true);
    case "double":
      return doubleQuotedText(value, 0, indent, true);
    default: {
      const behind = comment ? ` #${comment.replaceAll("\n", " ")}` : "";
      const body = style === "literal" ? blockText(value, indent) : foldedText(value, indent);
      return withoutLastBreak(`${blockHeader(style === "literal" ? "|" : ">", value)}${behind}\n${body}`);
    }
  }
}

/** Whether this scalar becomes a block, which has its comment on its first line. */
export function becomesBlock(scalar: StyledScalar, place: ScalarPlace): boolean {
  const style = possibleStyle(scalar, place);
  return style === "literal" || style === "folded";
}

import { type Node, QUOTED, STYLE, TAG } from "../node.ts";
import { decodeBase64 } from "../scalar/base64.ts";
import { resolvePlain } from "../scalar/resolve.ts";
import { analyseString } from "../write/string-analysis.ts";

/** What a scalar is once the tree is written out and read again, as kustomize does at the end of a build. */
export type FinalScalar =
  | { readonly kind: "string"; readonly text: string }
  /** A number, boolean or null, in its canonical spelling. */
  | {
      readonly kind: "literal";
      readonly tag: "!!null" | "!!bool" | "!!int" | "!!float";
      readonly text: string;
    }
  | { readonly kind: "invalid"; readonly reason: string };

/** Texts without such characters are never changed by writing and reading them. */
const BEYOND_ASCII = /[^\0-~]/;

const UNREADABLE = /[\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;
const NEXT_LINE = / *((?:\u0085 *)+)/g;

/** Next-line characters are folded like line feeds when the JSON between is read as YAML. */
function foldNextLines(text: string): string {
  return text.replace(NEXT_LINE, (_, run: string) => {
    const breaks = run.replaceAll(" ", "").length;
    return breaks === 1 ? " " : "\n".repeat(breaks - 1);
  });
}

function stringOf(text: string): FinalScalar {
  if (!BEYOND_ASCII.test(text)) return { kind: "string", text };
  if (UNREADABLE.test(text))
    return { kind: "invalid", reason: "a string has a control character that YAML cannot carry" };
  return { kind: "string", text: text.includes("\u0085") ? foldNextLines(text) : text };
}

function literalOf(text: string, resolved = resolvePlain(text)): FinalScalar {
  if (resolved === undefined) return stringOf(text);
  if (resolved.tag === "!!timestamp") return { kind: "string", text: resolved.text };
  if (resolved.tag === "!!str") return stringOf(text);
  if (resolved.tag === "!!float" && (resolved.text.endsWith("inf") || resolved.text === ".nan")) {
    return { kind: "invalid", reason: `${text} is not a finite number` };
  }
  return { kind: "literal", tag: resolved.tag, text: resolved.text };
}

function taggedScalar(node: Node): FinalScalar {
  const { tag, value } = node;
  if (tag === TAG.binary) {
    const decoded = decodeBase64(value);
    return decoded === undefined
      ? { kind: "invalid", reason: "!!binary holds invalid base64" }
      : stringOf(decoded);
  }
  if (tag !== TAG.int && tag !== TAG.float && tag !== TAG.bool && tag !== TAG.null && tag !== TAG.timestamp) {
    return stringOf(value);
  }
  const resolved = resolvePlain(value)?.tag ?? TAG.string;
  if (resolved === tag || (tag === TAG.float && resolved === TAG.int)) return literalOf(value);
  return { kind: "invalid", reason: `${value} cannot be read as ${tag}` };
}

/**
 * A folded text written as a folded block and read again: the writer puts one break too many in front of lines that
 * begin with a space and at the end of a text that keeps its breaks, and one too few when the text begins with a space.
 */
function foldedAgain(text: string): string {
  if (text === "" || !analyseString(text).blockWithTabs) return text;
  const blankStart = /^\n*[ \t]/.test(text) || /^\n*$/.test(text);
  const lines = text.split(/(\n+)/);
  let result = lines[0] ?? "";
  for (let index = 1; index < lines.length; index += 2) {
    const [before = "", breaks = "", after = ""] = lines.slice(index - 1, index + 2);
    const last = index + 2 >= lines.length && after === "";
    const written = breaks.length + (before === "" || /^[ \t]/.test(before) || blankStart ? 0 : 1);
    result += readBreaks(before, written, after, last, breaks.length) + after;
  }
  return result;
}

function readBreaks(before: string, written: number, after: string, last: boolean, original: number): string {
  if (last) return original === 1 ? "\n" : "\n".repeat(written);
  const folds = before !== "" && !/^[ \t]/.test(before) && !/^[ \t]/.test(after);
  if (!folds) return "\n".repeat(written);
  return written === 1 ? " " : "\n".repeat(written - 1);
}

const TAB = 0x09;

/** Whether a scalar is a string that stays as it is, as nearly all are. */
export function isFinalString({ tag, style, value }: Node): boolean {
  return (
    tag === TAG.string &&
    (style & STYLE.folded) === 0 &&
    value.charCodeAt(0) !== TAB &&
    !BEYOND_ASCII.test(value)
  );
}

/** Whether a text is written as a block in which kustomize's reader takes its first character for indentation. */
function beginsBlockWithTab({ style, value }: Node): boolean {
  if (value.charCodeAt(0) !== TAB || (style & (STYLE.double | STYLE.single)) !== 0) return false;
  const isBlock = (style & (STYLE.literal | STYLE.folded)) !== 0 || value.includes("\n");
  return isBlock && analyseString(value).blockWithTabs;
}

/**
 * Resolves a scalar by its tag and style as writing and reading it again does.
 *
 * @param inFlow whether it stands in a flow collection, where a null without text turns into an empty string
 */
export function finalScalar(node: Node, inFlow: boolean): FinalScalar {
  const { tag, style } = node;
  if (inFlow && node.value === "" && tag !== TAG.binary) return { kind: "string", text: "" };
  if (!inFlow && beginsBlockWithTab(node)) {
    return {
      kind: "invalid",
      reason: "a text that is written as a block begins with a tab, which kustomize cannot read again",
    };
  }
  const folded =
    !inFlow && (style & STYLE.folded) !== 0 && (style & (STYLE.double | STYLE.single | STYLE.literal)) === 0;
  const value = folded ? foldedAgain(node.value) : node.value;
  if (tag === TAG.string) return stringOf(value);
  const quoted = (style & QUOTED) !== 0;
  if (tag === TAG.none) return quoted ? stringOf(value) : literalOf(value);
  if ((style & STYLE.tagged) === 0) {
    const resolved = resolvePlain(value);
    if ((resolved?.tag ?? TAG.string) === tag) return quoted ? stringOf(value) : literalOf(value, resolved);
  }
  return taggedScalar(node);
}

import { type Node, QUOTED, STYLE, TAG } from "./node.ts";
import { resolvePlain } from "./resolve.ts";

/** What a scalar is once the tree is written out and read again, which is how kustomize ends a build. */
export type FinalScalar =
  | { readonly kind: "string"; readonly text: string }
  /** A number, boolean or null, in its canonical spelling. */
  | {
      readonly kind: "literal";
      readonly tag: "!!null" | "!!bool" | "!!int" | "!!float";
      readonly text: string;
    }
  | { readonly kind: "invalid"; readonly reason: string };

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
  if (UNREADABLE.test(text))
    return { kind: "invalid", reason: "a string has a control character that YAML cannot carry" };
  return { kind: "string", text: text.includes("\u0085") ? foldNextLines(text) : text };
}

function literalOf(text: string): FinalScalar {
  const resolved = resolvePlain(text);
  if (resolved === undefined) return stringOf(text);
  if (resolved.tag === "!!timestamp") return { kind: "string", text: resolved.text };
  if (resolved.tag === "!!str") return stringOf(text);
  if (resolved.tag === "!!float" && (resolved.text.endsWith("inf") || resolved.text === ".nan")) {
    return { kind: "invalid", reason: `${text} is not a finite number` };
  }
  return { kind: "literal", tag: resolved.tag, text: resolved.text };
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function decodeBase64(text: string): string | undefined {
  const clean = text.replace(/[\r\n]/g, "");
  if (clean.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(clean)) return undefined;
  let bits = 0;
  let width = 0;
  let escaped = "";
  for (const character of clean.replace(/=+$/, "")) {
    bits = (bits << 6) | BASE64.indexOf(character);
    width += 6;
    if (width >= 8) {
      width -= 8;
      escaped += `%${((bits >> width) & 0xff).toString(16).padStart(2, "0")}`;
    }
  }
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
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

/** Resolves a scalar by its tag and style as writing and reading it again does. */
export function finalScalar(node: Node): FinalScalar {
  const { tag, value, style } = node;
  if (tag === TAG.string) return stringOf(value);
  const quoted = (style & QUOTED) !== 0;
  if (tag === TAG.none) return quoted ? stringOf(value) : literalOf(value);
  if ((style & STYLE.tagged) === 0 && (resolvePlain(value)?.tag ?? TAG.string) === tag) {
    return quoted ? stringOf(value) : literalOf(value);
  }
  return taggedScalar(node);
}

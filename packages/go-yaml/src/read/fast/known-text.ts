import { TAG } from "../../node.ts";
import { resolvePlain } from "../../scalar/resolve.ts";

/** A plain text and what it means unquoted. */
export interface KnownText {
  readonly text: string;
  readonly tag: string;
}

const SLOTS = 1024;
/** In characters. Longer texts hardly ever repeat. */
const LONGEST = 40;

/** Texts that were read before, by their hashes. A text with the hash of another takes its place. */
const KNOWN: (KnownText | undefined)[] = Array.from({ length: SLOTS });

/** The hash of a text with one more character (its code); that of the empty text is 0. */
export function hashed(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}

/** V8 copies shorter parts of a text, and lets longer ones keep the whole text in memory. */
const COPIED_BELOW = 13;

/** An equal text that does not keep the whole file in memory which it was cut out of. */
function ownText(text: string): string {
  return text.length < COPIED_BELOW ? text : `${text} `.slice(0, -1);
}

function resolved(text: string): KnownText {
  return { text, tag: resolvePlain(text)?.tag ?? TAG.string };
}

/**
 * A part of a file as a plain scalar. Manifests repeat their keys and most of their values, so that cutting out and
 * resolving each only once saves most of the work of reading.
 *
 * @param hash of the part, by `hashed`
 */
export function knownText(source: string, start: number, end: number, hash: number): KnownText {
  if (end - start > LONGEST) return resolved(source.slice(start, end));
  const slot = (hash ^ (hash >>> 10)) & (SLOTS - 1);
  const known = KNOWN[slot];
  if (known !== undefined && known.text.length === end - start && source.startsWith(known.text, start)) {
    return known;
  }
  const made = resolved(ownText(source.slice(start, end)));
  KNOWN[slot] = made;
  return made;
}

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.sort(([left], [right]) => (left < right ? -1 : 1)).map(([key, item]) => [key, sorted(item)]),
  );
}

/**
 * Digest of plain data: the first 64 bits of SHA-256 over its JSON with sorted keys, as 16 hexadecimal digits. Fits a
 * label and the end of a name.
 */
export function contentDigest(content: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(sorted(content))))).slice(0, 16);
}

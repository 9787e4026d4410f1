import { isMap, type PlainValue } from "../data/plain-data.ts";
import { jsonText } from "./json-text.ts";

/** Which release of a cluster an environment runs. */
export interface Pin {
  readonly release: number;
  readonly digest: string;
}

/** What an environment runs of each cluster it lists; null for one that was never promoted to it. */
export type Lock = ReadonlyMap<string, Pin | null>;

/** The last key of a lock, which no cluster can have for a name, so that each cluster's line ends with a comma. */
const VERSION_KEY = "lockVersion";
const LOCK_VERSION = 1;

function pinText(pin: Pin | null): string {
  if (pin === null) return "null";
  return `{ "release": ${pin.release}, "digest": ${JSON.stringify(pin.digest)} }`;
}

/**
 * A lock as a file: a line for each cluster, in name order, and an empty line behind each, so that Git merges changes of
 * neighbours.
 */
export function lockText(lock: Lock): string {
  const lines = [...lock.keys()].sort().map((name) => {
    return `${JSON.stringify(name)}: ${pinText(lock.get(name) ?? null)},\n\n`;
  });
  return `{\n${lines.join("")}"${VERSION_KEY}": ${LOCK_VERSION}\n}\n`;
}

/** What a lock's text is. */
export type LockRead =
  /** `lines` has the line of each cluster, from 1, where each has its own. */
  | { readonly kind: "lock"; readonly lock: Lock; readonly lines: ReadonlyMap<string, number> }
  | { readonly kind: "malformed"; readonly message: string; readonly line: number; readonly column: number };

function readPin(value: PlainValue): Pin | null | undefined {
  if (value === null) return null;
  if (!isMap(value)) return undefined;
  const { release, digest, ...more } = value;
  const isRelease = typeof release === "number" && Number.isSafeInteger(release) && release > 0;
  if (!isRelease || typeof digest !== "string" || Object.keys(more).length > 0) return undefined;
  return /^sha256:[0-9a-f]{64}$/.test(digest) ? { release, digest } : undefined;
}

const LINE_KEY = /^\s*("(?:[^"\\]|\\.)*")\s*:/;

/** The lines of a lock, from 1, by the key that each starts with, and the key that stands there twice if there is one. */
function keyLines(text: string): { readonly lines: ReadonlyMap<string, number>; readonly twice?: string } {
  const lines = new Map<string, number>();
  let twice: string | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    const [, quoted] = LINE_KEY.exec(line) ?? [];
    if (quoted === undefined) continue;
    const key = quoted.slice(1, -1);
    if (lines.has(key)) twice ??= key;
    lines.set(key, index + 1);
  }
  return { lines, ...(twice === undefined ? {} : { twice }) };
}

/** Reads a lock. */
export function readLock(text: string): LockRead {
  const json = jsonText(text);
  if (json.kind === "malformed") return json;
  const { lines: places, twice } = keyLines(text);
  const wrong = (message: string, key = ""): LockRead => {
    return { kind: "malformed", message, line: places.get(key) ?? 1, column: 1 };
  };
  if (twice !== undefined) return wrong(`${twice} stands there twice`, twice);
  if (!isMap(json.data)) return wrong("it is no object");
  const { [VERSION_KEY]: version = null, ...lines } = json.data;
  if (version !== LOCK_VERSION) {
    return wrong(
      `${VERSION_KEY} is ${JSON.stringify(version)}, and this Grampus knows ${LOCK_VERSION}`,
      VERSION_KEY,
    );
  }
  const lock = new Map<string, Pin | null>();
  for (const [cluster, value] of Object.entries(lines)) {
    const pin = readPin(value);
    if (pin === undefined) return wrong(`the line of ${cluster} is no release with its digest`, cluster);
    lock.set(cluster, pin);
  }
  return { kind: "lock", lock, lines: places };
}

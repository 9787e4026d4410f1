import { isMap, type PlainValue } from "../data/plain-data.ts";
import { clusterLines, readClusterLines } from "./cluster-lines.ts";

/** Which release of a cluster an environment runs. */
export interface Pin {
  readonly release: number;
  readonly digest: string;
}

/** What an environment runs of each cluster it lists; null for one that was never promoted to it. */
export type Lock = ReadonlyMap<string, Pin | null>;

const VERSION = { key: "lockVersion", version: 1 } as const;

function pinText(pin: Pin | null): string {
  if (pin === null) return "null";
  return `{ "release": ${pin.release}, "digest": ${JSON.stringify(pin.digest)} }`;
}

/**
 * A lock as a file: a line for each cluster, in name order, and an empty line behind each, so that Git merges changes of
 * neighbours.
 */
export function lockText(lock: Lock): string {
  return clusterLines(new Map([...lock].map(([cluster, pin]) => [cluster, pinText(pin)])), VERSION);
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

/** Reads a lock. */
export function readLock(text: string): LockRead {
  const read = readClusterLines(text, VERSION, readPin, "release with its digest");
  return read.kind === "lines" ? { kind: "lock", lock: read.values, lines: read.lines } : read;
}

/** The lock that a text is; an empty one where it is none. */
export function lockOf(text: string | undefined): Lock {
  const read = readLock(text ?? "");
  return read.kind === "lock" ? read.lock : new Map();
}

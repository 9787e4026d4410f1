import type { DataPath } from "./data-path.ts";
import { isMap, type PlainObject, type PlainValue } from "./plain-data.ts";

/** A value that YAML cannot say, and where it stands. */
export interface NotPlain {
  readonly path: DataPath;
  readonly what: string;
  /** The name of the function that the value is, when it is one. */
  readonly functionName?: string;
  /** The function itself. */
  readonly callable?: unknown;
}

const MAXIMUM_DEPTH = 64;

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || (typeof prototype === "object" && Object.getPrototypeOf(prototype) === null);
}

function describe(value: unknown): string {
  if (typeof value === "function") return value.name === "" ? "a function" : `the function ${value.name}`;
  if (typeof value === "symbol") return "a symbol";
  if (typeof value === "bigint") return `the bigint ${value}n`;
  if (typeof value === "number") return String(value);
  if (typeof value === "object" && value !== null) {
    const maker: unknown = value.constructor;
    const name = typeof maker === "function" && typeof maker.name === "string" ? maker.name : "";
    return name === "" ? "a class instance" : `an instance of ${name}`;
  }
  return String(value);
}

interface Copying {
  readonly problems: NotPlain[];
  readonly ancestors: Set<object>;
  /** Where the value stands that is being copied. */
  readonly path: (string | number)[];
}

function note({ problems, path }: Copying, what: string, value?: unknown): void {
  const named = typeof value === "function" ? { functionName: value.name, callable: value } : {};
  problems.push({ path: [...path], what, ...named });
}

function plainMember(key: string | number, value: unknown, copying: Copying): PlainValue | undefined {
  copying.path.push(key);
  const plain = plainValue(value, copying);
  copying.path.pop();
  return plain;
}

function plainObject(value: object, copying: Copying): PlainObject {
  const copy: Record<string, PlainValue> = {};
  for (const [key, member] of Object.entries(value)) {
    if (key === "__proto__") {
      copying.path.push(key);
      note(copying, "the key __proto__");
      copying.path.pop();
      continue;
    }
    const plain = plainMember(key, member, copying);
    if (plain !== undefined) copy[key] = plain;
  }
  return copy;
}

/** Characters that YAML and kustomize do not carry through unchanged: line and paragraph separators, C1 controls. */
const FRAGILE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;

function textProblem(text: string): string | undefined {
  if (!text.isWellFormed()) return "a text with half of a surrogate pair";
  if (text.startsWith("\t") && text.includes("\n")) {
    return "a text of several lines that begins with a tab, which kustomize cannot read again,";
  }
  const [fragile] = FRAGILE.exec(text) ?? [];
  if (fragile === undefined) return undefined;
  const code = (fragile.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `a text with the character U+${code}, which YAML tools change,`;
}

function plainText(text: string, copying: Copying): string {
  const what = textProblem(text);
  if (what !== undefined) note(copying, what);
  return text;
}

function plainCollection(value: object, copying: Copying): PlainValue | undefined {
  if (Array.isArray(value)) {
    return Array.from(value, (item: unknown, index) => plainMember(index, item, copying) ?? null);
  }
  if (isPlainObject(value)) return plainObject(value, copying);
  note(copying, describe(value));
  return undefined;
}

function plainValue(value: unknown, copying: Copying): PlainValue | undefined {
  if (value === undefined || value === null || typeof value === "boolean") return value;
  if (typeof value === "string") return plainText(value, copying);
  if (typeof value === "number" && Number.isFinite(value)) return Object.is(value, -0) ? 0 : value;
  const { ancestors, path } = copying;
  if (typeof value !== "object") {
    note(copying, describe(value), value);
    return undefined;
  }
  if (ancestors.has(value) || path.length > MAXIMUM_DEPTH) {
    note(copying, ancestors.has(value) ? "a cycle" : "a value nested this deep");
    return undefined;
  }
  ancestors.add(value);
  const copy = plainCollection(value, copying);
  ancestors.delete(value);
  return copy;
}

/**
 * Copies what a definition exported into plain data of this realm: `undefined` members are dropped, -0 becomes 0.
 * Whatever YAML cannot say, or cannot be read, is left out and listed.
 */
export function toPlainData(value: unknown): {
  readonly data: PlainValue | undefined;
  readonly problems: readonly NotPlain[];
} {
  const copying: Copying = { problems: [], ancestors: new Set(), path: [] };
  try {
    const data = plainValue(value, copying);
    return { data, problems: copying.problems };
  } catch {
    return {
      data: undefined,
      problems: [...copying.problems, { path: [], what: "a value that throws when it is read" }],
    };
  }
}

/** A typed object as plain data; members that are undefined are dropped. */
export function plainCopy(value: object): PlainObject {
  const { data } = toPlainData(value);
  if (!isMap(data)) throw new TypeError("an object gives a map");
  return data;
}

import { isMap, type PlainValue } from "../data/plain-data.ts";
import { jsonText } from "./json-text.ts";

/** The last key of a file, which no cluster can have for a name, so that each cluster's line ends with a comma. */
export interface LinesVersion {
  readonly key: string;
  readonly version: number;
}

/**
 * A file of JSON that has a line for each cluster, in name order, and an empty line behind each, so that Git merges changes
 * of neighbours.
 *
 * @param texts what each line says, as JSON
 */
export function clusterLines(texts: ReadonlyMap<string, string>, { key, version }: LinesVersion): string {
  const lines = [...texts.keys()].sort().map((name) => `${JSON.stringify(name)}: ${texts.get(name)},\n\n`);
  return `{\n${lines.join("")}"${key}": ${version}\n}\n`;
}

/** What the text of such a file is. */
export type ClusterLines<Value> =
  /** `lines` has the line of each cluster, from 1, where each has its own. */
  | {
      readonly kind: "lines";
      readonly values: ReadonlyMap<string, Value>;
      readonly lines: ReadonlyMap<string, number>;
    }
  | { readonly kind: "malformed"; readonly message: string; readonly line: number; readonly column: number };

/** The keys of a file as they are written. */
interface WrittenKeys {
  /** The line of each key of the file itself, from 1. */
  readonly lines: ReadonlyMap<string, number>;
  /** The first key that an object has twice, of which JSON takes the last. */
  readonly twice?: { readonly key: string; readonly line: number };
}

const KEY_OR_BRACE = /("(?:[^"\\]|\\.)*")(\s*:)?|[{}]|\n/g;

/** Finds the keys in a text that is JSON. */
function writtenKeys(text: string): WrittenKeys {
  const lines = new Map<string, number>();
  const open: Set<string>[] = [];
  let twice: WrittenKeys["twice"];
  let line = 1;
  for (const [token, quoted, colon] of text.matchAll(KEY_OR_BRACE)) {
    const keys = open.at(-1);
    if (token === "{") open.push(new Set());
    else if (token === "}") open.pop();
    else if (quoted !== undefined && colon !== undefined && keys !== undefined) {
      const key = String(JSON.parse(quoted));
      if (keys.has(key)) twice ??= { key, line };
      keys.add(key);
      if (open.length === 1) lines.set(key, line);
    }
    line += token.split("\n").length - 1;
  }
  return { lines, ...(twice === undefined ? {} : { twice }) };
}

/**
 * Reads a file that has a line for each cluster.
 *
 * @param read makes what a line says of its JSON; undefined when it says something else
 * @param what what a line has to be, for messages
 */
export function readClusterLines<Value>(
  text: string,
  { key: versionKey, version }: LinesVersion,
  read: (value: PlainValue) => Value | undefined,
  what: string,
): ClusterLines<Value> {
  const json = jsonText(text);
  if (json.kind === "malformed") return json;
  const { lines, twice } = writtenKeys(text);
  const wrong = (message: string, key = ""): ClusterLines<Value> => {
    return { kind: "malformed", message, line: lines.get(key) ?? 1, column: 1 };
  };
  if (twice !== undefined) {
    return { kind: "malformed", message: `${twice.key} stands there twice`, line: twice.line, column: 1 };
  }
  if (!isMap(json.data)) return wrong("it is no object");
  const { [versionKey]: found = null, ...members } = json.data;
  if (found !== version) {
    return wrong(`${versionKey} is ${JSON.stringify(found)}, and this Grampus knows ${version}`, versionKey);
  }
  const values = new Map<string, Value>();
  for (const [cluster, member] of Object.entries(members)) {
    const value = read(member);
    if (value === undefined) return wrong(`the line of ${cluster} is no ${what}`, cluster);
    values.set(cluster, value);
  }
  return { kind: "lines", values, lines };
}

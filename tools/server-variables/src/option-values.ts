import type { VariableType } from "@grampus/api";
import type { Mysqld } from "./mysqld.ts";

const NO_VALUE = "(No default value)";
const MOST_VALUES = 64;

/** The values of all options by variable, as the server prints them; `undefined` when it refuses what it was given. */
export function optionValues(
  server: Mysqld,
  options: readonly string[] = [],
): ReadonlyMap<string, string | undefined> | undefined {
  const text = server.help(options);
  if (text === undefined) return undefined;
  const lines = text.slice(text.indexOf("\nVariables (")).split("\n").slice(4);
  return new Map(
    lines.flatMap((line) => {
      const [, name, value = ""] = /^([a-z][a-z0-9-]*)\s*(.*)$/.exec(line) ?? [];
      if (name === undefined) return [];
      return [[name.replaceAll("-", "_"), value === NO_VALUE ? undefined : value]];
    }),
  );
}

function printed(server: Mysqld, name: string, value: string): string | undefined {
  return optionValues(server, [`--${name.replaceAll("_", "-")}=${value}`])?.get(name);
}

/** Words that numbers stand for: 0, 1, 2 and so on until the server knows no more. */
function numberedWords(server: Mysqld, name: string): readonly string[] {
  const words: string[] = [];
  for (let index = 0; index < MOST_VALUES; index++) {
    const word = printed(server, name, String(index));
    if (word === undefined || word === String(index) || words.includes(word)) break;
    words.push(word);
  }
  return words;
}

/** The members of a set, which has a bit for each. */
function memberWords(server: Mysqld, name: string): readonly string[] {
  const words = new Set<string>();
  for (let bit = 0; bit < MOST_VALUES; bit++) {
    const word = printed(server, name, String(2n ** BigInt(bit)));
    for (const member of word?.split(",") ?? []) {
      if (member !== "" && !member.startsWith("NOT_USED")) words.add(member);
    }
  }
  return [...words];
}

/** A value such as `index_merge=on,mrr=off`. */
const SWITCHES = /^[a-z_]+=(on|off)(,[a-z_]+=(on|off))*$/;

/** The type of a variable that takes words, asked of the server by giving it numbers. */
export function wordType(server: Mysqld, name: string, dataType: string, value: string): VariableType {
  if (dataType === "Set" && SWITCHES.test(value)) {
    return { kind: "switches", values: value.split(",").map((word) => word.replace(/=.*/, "")) };
  }
  if (dataType === "Set") return { kind: "set", values: memberWords(server, name) };
  const words = numberedWords(server, name);
  if (words.length > 1 && words.some((word) => word.includes(","))) {
    return { kind: "set", values: words.filter((word) => !word.includes(",")) };
  }
  const areWords = words.length > 1 && !words.some((word) => word.includes("/"));
  return areWords ? { kind: "enum", values: words } : { kind: "text" };
}

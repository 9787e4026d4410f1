import type { DocTag } from "./doc-comment.ts";
import type { Json } from "./json.ts";
import { readQuotedTexts } from "./quoted-text.ts";
import type { ClassTable, Constraints, RefusedField, Rule } from "./schema.ts";

/** What the tags of one declaration say of a value. */
export interface ValueTags {
  readonly constraints: Constraints;
  readonly rules: readonly Rule[];
  readonly refused: readonly RefusedField[];
  readonly default?: Json;
  readonly changeClass?: ClassTable;
  readonly immutable?: string;
}

/** A tag that could not be read, and what it should look like. */
export interface TagProblem {
  readonly tag: DocTag;
  readonly kind: "unknown" | "unreadable";
  readonly allowed: string;
}

type Part = Partial<ValueTags>;
type Reader = { readonly form: string; readonly read: (text: string) => Part | undefined };

function constraint(part: Constraints): Part {
  return { constraints: part };
}

function numberTag(name: keyof Constraints & string): Reader {
  return {
    form: `@${name} <integer>`,
    read: (text) => (/^-?[0-9]+$/.test(text) ? constraint({ [name]: Number(text) }) : undefined),
  };
}

function wordTag(name: keyof Constraints & string): Reader {
  return {
    form: `@${name} <word>`,
    read: (text) => (/^\S+$/.test(text) ? constraint({ [name]: text }) : undefined),
  };
}

function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readClassTable(text: string): ClassTable | undefined {
  const entries = text.split(/\s+/).map((word): readonly [string, string] => {
    const [condition = "", name] = word.split("=");
    return name === undefined ? ["any", condition] : [condition, name];
  });
  const known = /^(any|up|down|add|remove|to:\S+)$/;
  return entries.every(([condition, name]) => known.test(condition) && name !== "")
    ? Object.fromEntries(entries)
    : undefined;
}

function readRule(text: string): Rule | undefined {
  const [, id = "", at, quoted = ""] = /^(\S+)\s+(?:at=(\S+)\s+)?(".*)$/.exec(text) ?? [];
  const { texts, rest } = readQuotedTexts(quoted);
  const [rule, message] = texts;
  if (!/^[a-z][a-z0-9-]*$/.test(id) || rule === undefined || message === undefined) return undefined;
  if (texts.length > 2 || rest !== "") return undefined;
  return { id, rule, message, transition: /\boldSelf\b/.test(rule), ...(at === undefined ? {} : { at }) };
}

const READERS: Readonly<Record<string, Reader>> = {
  minimum: numberTag("minimum"),
  maximum: numberTag("maximum"),
  minLength: numberTag("minLength"),
  maxLength: numberTag("maxLength"),
  minItems: numberTag("minItems"),
  maxItems: numberTag("maxItems"),
  minProperties: numberTag("minProperties"),
  maxProperties: numberTag("maxProperties"),
  format: wordTag("format"),
  order: wordTag("order"),
  pattern: {
    form: "@pattern <regular expression>",
    read: (text) => (text === "" ? undefined : constraint({ pattern: text })),
  },
  keyPattern: {
    form: '@keyPattern <regular expression without spaces> "<message>"',
    read: (text) => {
      const [pattern = ""] = text.split(/\s/);
      const { texts, rest } = readQuotedTexts(text.slice(pattern.length));
      const [message] = texts;
      if (pattern === "" || message === undefined || texts.length > 1 || rest !== "") return undefined;
      return constraint({ keyPattern: { pattern, message } });
    },
  },
  form: {
    form: '@form "<what the pattern asks for>"',
    read: (text) => {
      const { texts, rest } = readQuotedTexts(text);
      const [form] = texts;
      return form === undefined || texts.length > 1 || rest !== "" ? undefined : constraint({ form });
    },
  },
  listType: {
    form: "@listType atomic|set|map",
    read: (text) =>
      text === "atomic" || text === "set" || text === "map" ? constraint({ listType: text }) : undefined,
  },
  listMapKey: {
    form: "@listMapKey <field>...",
    read: (text) =>
      text === "" ? undefined : constraint({ listType: "map", listMapKeys: text.split(/\s+/) }),
  },
  cel: {
    form: '@cel <id> [at=<field>] "<rule>" "<message>"',
    read: (text) => {
      const rule = readRule(text);
      return rule === undefined ? undefined : { rules: [rule] };
    },
  },
  refused: {
    form: '@refused <field> "<reason>"',
    read: (text) => {
      const [name = ""] = text.split(/\s/);
      const { texts, rest } = readQuotedTexts(text.slice(name.length));
      const [reason] = texts;
      if (name === "" || reason === undefined || texts.length > 1 || rest !== "") return undefined;
      return { refused: [{ name, reason }] };
    },
  },
  default: {
    form: "@default <JSON>",
    read: (text) => {
      const value = readJson(text);
      return value === undefined ? undefined : { default: value };
    },
  },
  changeClass: {
    form: "@changeClass <class> | [any|up|down|add|remove|to:<value>]=<class>...",
    read: (text) => {
      const table = readClassTable(text);
      return table === undefined ? undefined : { changeClass: table };
    },
  },
  immutable: {
    form: '@immutable or @immutable "<reason>"',
    read: (text) => {
      if (text === "") return { immutable: "" };
      const { texts, rest } = readQuotedTexts(text);
      return texts.length === 1 && rest === "" ? { immutable: texts[0] ?? "" } : undefined;
    },
  },
};

/** Nothing said. */
export const NO_TAGS: ValueTags = { constraints: {}, rules: [], refused: [] };

/** Two declarations about one value: bounds of the second win, rules of both count. */
export function mergedTags(first: ValueTags, second: Part): ValueTags {
  return {
    ...first,
    ...second,
    constraints: { ...first.constraints, ...second.constraints },
    rules: [...first.rules, ...(second.rules ?? [])],
    refused: [...first.refused, ...(second.refused ?? [])],
  };
}

/** Reads the tags of one declaration; `ignored` are the names someone else reads. */
export function readValueTags(
  tags: readonly DocTag[],
  ignored: ReadonlySet<string>,
): { readonly tags: ValueTags; readonly problems: readonly TagProblem[] } {
  let result = NO_TAGS;
  const problems: TagProblem[] = [];
  for (const tag of tags) {
    if (ignored.has(tag.name)) continue;
    const reader = READERS[tag.name];
    const part = reader?.read(tag.text);
    if (reader === undefined)
      problems.push({ tag, kind: "unknown", allowed: Object.keys(READERS).join(", ") });
    else if (part === undefined) problems.push({ tag, kind: "unreadable", allowed: reader.form });
    else result = mergedTags(result, part);
  }
  return { tags: result, problems };
}

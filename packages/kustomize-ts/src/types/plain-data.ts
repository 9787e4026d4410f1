import { isYamlList, type YamlValue } from "go-yaml-ts";

/** A map of plain data. */
export type Fields = { readonly [key: string]: YamlValue | undefined };

/** A map; `undefined` for everything else. */
export function fieldsOf(value: YamlValue | undefined): Fields | undefined {
  return typeof value === "object" && value !== null && !isYamlList(value) ? value : undefined;
}

/** The elements of a list; none for everything else. */
export function elementsOf(value: YamlValue | undefined): readonly YamlValue[] {
  return value !== undefined && isYamlList(value) ? value : [];
}

/** A text; empty for everything else. */
export function textIn(fields: Fields | undefined, key: string): string {
  const value = fields?.[key];
  return typeof value === "string" ? value : "";
}

/** The texts of a map; other values are left out. */
export function textsIn(value: YamlValue | undefined): Readonly<Record<string, string>> {
  const texts = Object.entries(fieldsOf(value) ?? {}).flatMap(([key, text]) =>
    typeof text === "string" ? [[key, text] as const] : [],
  );
  return Object.fromEntries(texts);
}

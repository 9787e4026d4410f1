/** Data that YAML can carry. A property whose value is `undefined` is left out, as in JSON. */
export type YamlValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly YamlValue[]
  | { readonly [key: string]: YamlValue | undefined };

/** Whether a value is a list. */
export function isYamlList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

/** Sets a member of plain data. Assigning to `__proto__` would set the prototype instead. */
export function setMember<Value>(map: Record<string, Value>, key: string, value: Value): void {
  if (key !== "__proto__") map[key] = value;
  else Object.defineProperty(map, key, { value, writable: true, enumerable: true, configurable: true });
}

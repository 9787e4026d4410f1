/** Sets a member of plain data. Assigning to `__proto__` would set the prototype instead. */
export function setMember<Value>(map: Record<string, Value>, key: string, value: Value): void {
  if (key !== "__proto__") map[key] = value;
  else Object.defineProperty(map, key, { value, writable: true, enumerable: true, configurable: true });
}

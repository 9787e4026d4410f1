const SUFFIXES = "kmgtpe";
const SWITCHES: Readonly<Record<string, string>> = {
  on: "1",
  true: "1",
  yes: "1",
  off: "0",
  false: "0",
  no: "0",
};

/** A size such as `64M` as its number of bytes, the way SET GLOBAL wants it; other values stay. */
export function settableValue(value: string | number): string {
  const text = String(value);
  const match = /^([0-9]+)([kmgtpe])$/i.exec(text);
  if (match === null) return text;
  const [, digits = "0", suffix = ""] = match;
  return String(BigInt(digits) * 1024n ** BigInt(SUFFIXES.indexOf(suffix.toLowerCase()) + 1));
}

/**
 * A value in the form in which two spellings of it are equal: switches as 0 and 1, numbers without a fraction of
 * zeros, letters in lower case, lists in alphabetical order.
 */
export function canonicalValue(value: string | number): string {
  const text = settableValue(value).trim().toLowerCase();
  const word = SWITCHES[text];
  if (word !== undefined) return word;
  if (/^-?[0-9]+(\.[0-9]+)?$/.test(text)) return String(Number(text));
  return text.includes(",") ? text.split(",").sort().join(",") : text;
}

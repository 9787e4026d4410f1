import type { DataPath } from "../data/data-path.ts";
import type { PlainValue } from "../data/plain-data.ts";
import { typeText, valueText } from "../data/value-text.ts";
import type { Finding } from "../findings/finding.ts";
import { definitionCodes } from "./diagnostics.ts";

/** Whether a value says why something is so. */
export function isReason(value: PlainValue | undefined): value is string {
  return typeof value === "string" && value.trim() !== "";
}

/** What is said of a value in the place of a reason that says nothing. */
export function reasonFinding(file: string, path: DataPath, value: PlainValue): Finding {
  const field = path.join(".");
  const found = value === "" ? "an empty text" : `${typeText(value)}: ${valueText(value)}`;
  return {
    diagnostic: definitionCodes.create(
      "wrong-type",
      { field: `the reason at ${field}` },
      { path: field, found, allowed: 'a text that says why, like "replaced by shop, OPS-123"' },
    ),
    place: { file, path, part: "value" },
  };
}

import type { Retirement } from "@grampus/dsl";
import type { DataPath } from "../data/data-path.ts";
import { isMap, type PlainValue } from "../data/plain-data.ts";
import { typeText, valueText } from "../data/value-text.ts";
import type { Finding } from "../findings/finding.ts";
import { definitionCodes } from "./diagnostics.ts";
import type { RetirementEntry } from "./entries.ts";
import { isReason, reasonFinding } from "./reason.ts";
import { unknownFieldFinding } from "./settings.ts";

const OWNER = "a retirement";
const FIELDS: readonly string[] = ["because", "data"] satisfies readonly (keyof Retirement)[];

function isFate(value: PlainValue | undefined): value is Retirement["data"] {
  return value === "retain" || value === "delete";
}

/** How an environment says that a cluster ends there, as a person would write it. */
export function retirementText(name: string): string {
  const isName = /^[A-Za-z_$][\w$]*$/.test(name);
  const variable = isName ? name : name.replaceAll(/-(.?)/g, (_, letter: string) => letter.toUpperCase());
  return `clusters: { ${isName ? name : JSON.stringify(name)}: retire(${variable}, { because: "why", data: "retain" }) }`;
}

function missing(file: string, at: DataPath, field: string): Finding {
  const diagnostic = definitionCodes.create(
    "missing-field",
    { field, owner: OWNER },
    { path: [...at, field].join(".") },
  );
  return { diagnostic, place: { file, path: at, part: "value" } };
}

/** Checks what is said about a cluster that ends. What is wrong goes to `findings`. */
export function checkedRetirement(
  file: string,
  at: DataPath,
  value: PlainValue | undefined,
  findings: Finding[],
): RetirementEntry | undefined {
  if (!isMap(value)) {
    const occurrence = {
      path: at.join("."),
      found: value === undefined ? "nothing" : typeText(value),
      allowed: '{ because: "replaced by shop, OPS-123", data: "retain" }',
    };
    const diagnostic = definitionCodes.create("wrong-type", { field: OWNER }, occurrence);
    findings.push({ diagnostic, place: { file, path: at, part: "value" } });
    return undefined;
  }
  const { because, data } = value;
  for (const key of Object.keys(value)) {
    if (!FIELDS.includes(key)) findings.push(unknownFieldFinding({ file, at, owner: OWNER }, [key], FIELDS));
  }
  if (because === undefined) findings.push(missing(file, at, "because"));
  else if (!isReason(because)) findings.push(reasonFinding(file, [...at, "because"], because));
  if (data === undefined) findings.push(missing(file, at, "data"));
  else if (!isFate(data)) {
    const path = [...at, "data"];
    const occurrence = { path: path.join("."), found: valueText(data), allowed: '"retain" or "delete"' };
    const diagnostic = definitionCodes.create("unsupported-value", { field: "data" }, occurrence);
    findings.push({ diagnostic, place: { file, path, part: "value" } });
  }
  return isReason(because) && isFate(data) ? { because, data, at } : undefined;
}

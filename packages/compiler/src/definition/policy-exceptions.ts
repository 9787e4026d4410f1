import { didYouMean } from "@grampus/diagnostics";
import { dayNumber } from "../data/calendar-day.ts";
import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";
import { typeText, valueText } from "../data/value-text.ts";
import type { FieldPlace, Finding } from "../findings/finding.ts";
import { definitionCodes } from "./diagnostics.ts";
import type { ExceptionEntry } from "./entries.ts";
import { unknownFieldFinding } from "./settings.ts";

const OWNER = "an exception";
const FORM = 'exception({ cluster: "orders", policy: "min-members", because: "...", until: "2027-03-31" })';

/** Each field of an exception, and what has to stand there. */
const FIELDS = {
  cluster: "the name of a cluster",
  policy: "the name of a policy",
  because: 'a text that says why, like "one rack until March, OPS-123"',
  until: 'the last day it holds, like "2027-03-31"',
} as const;

/** An environment, and what it has that an exception can be made of. */
export interface ExceptionScope {
  readonly environment: string;
  readonly file: string;
  readonly clusters: readonly string[];
  readonly policies: readonly string[];
}

function place({ file }: ExceptionScope, index: number, field?: string): FieldPlace {
  return { file, path: ["exceptions", index, ...(field === undefined ? [] : [field])], part: "value" };
}

function text(value: PlainValue | undefined): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

function wrongField(
  scope: ExceptionScope,
  index: number,
  field: keyof typeof FIELDS,
  value: PlainValue | undefined,
): Finding {
  const path = `exceptions[${index}].${field}`;
  const allowed = FIELDS[field];
  if (value === undefined) {
    const diagnostic = definitionCodes.create("missing-field", { field, owner: OWNER }, { path, allowed });
    return { diagnostic, place: place(scope, index) };
  }
  const occurrence = { path, found: valueText(value), allowed };
  const diagnostic = definitionCodes.create("unsupported-value", { field: path }, occurrence);
  return { diagnostic, place: place(scope, index, field) };
}

function unknownName(
  scope: ExceptionScope,
  index: number,
  what: "cluster" | "policy",
  name: string,
): readonly Finding[] {
  const known = what === "cluster" ? scope.clusters : scope.policies;
  if (known.includes(name)) return [];
  const { environment } = scope;
  const occurrence = {
    path: `exceptions[${index}].${what}`,
    found: valueText(name),
    allowed: known.length === 0 ? "none: it lists nothing" : known.join(", "),
    ...didYouMean(name, known),
  };
  const diagnostic = definitionCodes.create("unknown-exception", { environment, what, name }, occurrence);
  return [{ diagnostic, place: place(scope, index, what) }];
}

/** Reads an exception; what is wrong with it goes to `findings`. */
function exceptionEntry(
  scope: ExceptionScope,
  value: PlainObject,
  index: number,
  findings: Finding[],
): ExceptionEntry | undefined {
  const known = Object.keys(FIELDS);
  const owner = { file: scope.file, at: ["exceptions", index], owner: OWNER };
  findings.push(
    ...Object.keys(value)
      .filter((key) => !known.includes(key))
      .map((key) => unknownFieldFinding(owner, [key], known)),
  );
  const cluster = text(value.cluster);
  const policy = text(value.policy);
  const because = text(value.because);
  const day = text(value.until);
  const until = day === undefined || dayNumber(day) === undefined ? undefined : day;
  const read = { cluster, policy, because, until };
  for (const field of ["cluster", "policy", "because", "until"] as const) {
    if (read[field] === undefined) findings.push(wrongField(scope, index, field, value[field]));
  }
  if (cluster !== undefined) findings.push(...unknownName(scope, index, "cluster", cluster));
  if (policy !== undefined) findings.push(...unknownName(scope, index, "policy", policy));
  return cluster === undefined || policy === undefined || because === undefined || until === undefined
    ? undefined
    : { cluster, policy, because, until, index };
}

/** The exceptions of an environment from its policies. What is wrong with them goes to `findings`. */
export function policyExceptions(
  scope: ExceptionScope,
  value: PlainValue | undefined,
  findings: Finding[],
): readonly ExceptionEntry[] {
  if (!Array.isArray(value)) return [];
  const entries: ExceptionEntry[] = [];
  for (const [index, item] of value.entries()) {
    if (!isMap(item)) {
      const found = `${typeText(item)}: ${valueText(item)}`;
      const field = `exceptions[${index}]`;
      const occurrence = { path: field, found, allowed: FORM };
      const diagnostic = definitionCodes.create("wrong-type", { field }, occurrence);
      findings.push({ diagnostic, place: place(scope, index) });
      continue;
    }
    const entry = exceptionEntry(scope, item, index, findings);
    if (entry === undefined) continue;
    const { cluster, policy } = entry;
    const earlier = entries.find((other) => other.cluster === cluster && other.policy === policy);
    if (earlier !== undefined) {
      const diagnostic = definitionCodes.create("duplicate-exception", { cluster, policy });
      const related = [{ message: "the first one", place: place(scope, earlier.index) }];
      findings.push({ diagnostic, place: place(scope, index), related });
    }
    entries.push(entry);
  }
  return entries;
}

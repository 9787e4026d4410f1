import { CLUSTER_KIND, fieldAt, fields, pathText } from "@grampus/api";
import { didYouMean, type Occurrence } from "@grampus/diagnostics";
import type { DataPath } from "../data/data-path.ts";
import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";
import { typeText, valueText } from "../data/value-text.ts";
import { fieldName } from "../fields/field-name.ts";
import { FIELDS_TEXT, nearField } from "../fields/near-field.ts";

const SEVERITIES = ["error", "warning", "info"] as const;

/** One thing that a policy of the fleet's own found. */
export interface OwnFinding {
  /** The field of the custom resource. */
  readonly path: DataPath;
  readonly message: string;
  readonly severity: (typeof SEVERITIES)[number];
  readonly allowed?: string;
  readonly fix?: PlainValue;
}

/** What is wrong with an answer: where in it, and what was found and is allowed. */
export interface WrongAnswer {
  readonly kind: "wrong";
  readonly at: string;
  readonly occurrence: Pick<Occurrence, "found" | "allowed" | "hint">;
}

const KEYS = ["field", "message", "severity", "allowed", "fix"];

const FORM = '{ field: "members", message: "..." }, a list of such, or nothing';

const LONGEST_MESSAGE = 500;

function wrong(
  at: string,
  value: PlainValue | undefined,
  allowed: string,
  hint: Pick<Occurrence, "hint"> = {},
): WrongAnswer {
  const found = value === undefined ? "nothing" : `${typeText(value)}: ${valueText(value)}`;
  return { kind: "wrong", at, occurrence: { found, allowed, ...hint } };
}

/** Whether a definition can be meant by a field: the custom resource has it, or fields below it, and no status. */
function isField(path: DataPath): boolean {
  if (path[0] !== "metadata" && path[0] !== "spec") return false;
  if (fieldAt(CLUSTER_KIND, path) !== undefined) return true;
  const start = `${pathText(path)}.`;
  return Object.keys(fields.Cluster).some((field) => field.startsWith(start));
}

function isSeverity(value: PlainValue): value is OwnFinding["severity"] {
  return SEVERITIES.some((severity) => severity === value);
}

function isSentence(value: PlainValue | undefined): value is string {
  return typeof value === "string" && value.trim() !== "" && value.length <= LONGEST_MESSAGE;
}

function wrongKey(finding: PlainObject, at: string): WrongAnswer | undefined {
  const key = Object.keys(finding).find((name) => !KEYS.includes(name));
  return key === undefined
    ? undefined
    : {
        kind: "wrong",
        at: `${at}${key}`,
        occurrence: { found: key, allowed: KEYS.join(", "), ...didYouMean(key, KEYS) },
      };
}

function ownFinding(finding: PlainValue, at: string): OwnFinding | WrongAnswer {
  if (!isMap(finding)) return wrong(at.slice(0, -1), finding, FORM);
  const unknown = wrongKey(finding, at);
  if (unknown !== undefined) return unknown;
  const { field, message, severity = "error", allowed, fix } = finding;
  if (typeof field !== "string") return wrong(`${at}field`, field, 'the name of a field: "members"');
  const { resource } = fieldName(field);
  if (!isField(resource)) return wrong(`${at}field`, field, FIELDS_TEXT, nearField(field));
  const sentence = `a text of 1 to ${LONGEST_MESSAGE} characters`;
  if (!isSentence(message)) return wrong(`${at}message`, message, sentence);
  if (!isSeverity(severity)) return wrong(`${at}severity`, severity, SEVERITIES.join(", "));
  if (allowed !== undefined && !isSentence(allowed)) return wrong(`${at}allowed`, allowed, sentence);
  if (
    fix !== undefined &&
    (!isMap(fix) || fix.value === undefined || fix.value === null || Object.keys(fix).length > 1)
  ) {
    return wrong(`${at}fix`, fix, "{ value: ... }, with the value to write");
  }
  return {
    path: resource,
    message: message.trim(),
    severity,
    ...(allowed === undefined ? {} : { allowed }),
    ...(fix?.value === undefined ? {} : { fix: fix.value }),
  };
}

/** Reads what a policy answered: its findings, or the first thing that is wrong with the answer. */
export function ownFindings(answer: PlainValue): readonly OwnFinding[] | WrongAnswer {
  if (answer === null) return [];
  const list = Array.isArray(answer) ? answer : [answer];
  const read: OwnFinding[] = [];
  for (const [index, item] of list.entries()) {
    const finding = ownFinding(item, Array.isArray(answer) ? `[${index}].` : "");
    if ("kind" in finding) return finding;
    read.push(finding);
  }
  return read;
}

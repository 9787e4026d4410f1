import { CHANGE_CLASSES, type ChangeClass } from "@grampus/api";
import { didYouMean } from "@grampus/diagnostics";
import type { RequiredApproval } from "@grampus/dsl";
import type { PlainObject, PlainValue } from "../data/plain-data.ts";

const APPROVER =
  /^(@?[A-Za-z0-9][A-Za-z0-9_-]*(\/[A-Za-z0-9][A-Za-z0-9_-]*)?|[^\s@#\\]+@[^\s@#\\]+\.[^\s@#\\]+)$/;

/** A field of what is required that says something else, and what it could say. */
export interface ApprovalProblem {
  readonly field: "from" | "for";
  readonly value: PlainValue | undefined;
  readonly allowed: string;
  readonly hint?: string;
}

function isApprover(value: PlainValue): value is string {
  return typeof value === "string" && APPROVER.test(value);
}

function changeClass(value: PlainValue | undefined): ChangeClass | undefined {
  return CHANGE_CLASSES.find((known) => known === value);
}

/** Reads who has to approve which changes. */
export function readRequiredApproval(value: PlainObject): RequiredApproval | ApprovalProblem {
  const { from } = value;
  if (!Array.isArray(from) || from.length === 0 || !from.every(isApprover))
    return { field: "from", value: from, allowed: 'a list of teams or users: ["team-dba"]' };
  const found = changeClass(value.for);
  if (found !== undefined) return { from, for: found };
  const allowed = CHANGE_CLASSES.join(", ");
  const hint = typeof value.for === "string" ? didYouMean(value.for, CHANGE_CLASSES) : {};
  return { field: "for", value: value.for, allowed, ...hint };
}

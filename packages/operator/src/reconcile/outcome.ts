import type { EffectOutcome, Refusal } from "@grampus/planner";
import { errorText, isFault } from "../fault.ts";
import type { StepEnd } from "../perform/perform-step.ts";

/** What a fault says of the step it ended: nothing when nobody answered, or when the world is another one. */
export function refusalOf(fault: unknown): Refusal | undefined {
  const refused = isFault(fault, "mysql-refused", "mysql-access-denied", "kube-refused", "kube-exists");
  const troubled = isFault(fault, "kube-unavailable", "certificate", "configuration");
  return refused || troubled ? { message: errorText(fault), refused } : undefined;
}

/** What became of an effect that ended with this fault. */
export function outcomeOfFault(fault: unknown): EffectOutcome {
  if (isFault(fault, "kube-conflict", "kube-not-found", "mysql-changed")) return { kind: "conflict" };
  const refusal = refusalOf(fault);
  return refusal === undefined ? { kind: "unanswered" } : { kind: "failed", ...refusal };
}

/** What became of a step that ended without a fault. */
export function outcomeOfStep(end: StepEnd): EffectOutcome {
  return { kind: end === "ended" ? "done" : "going-on" };
}

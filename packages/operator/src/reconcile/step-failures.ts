import { type Step, type StepFailure, stepSubject } from "@grampus/planner";
import { errorText, isFault } from "../fault.ts";
import type { StepEnd } from "../perform/perform-step.ts";

// What was refused this long ago, in ms, is not what a step waits for now.
const FORGOTTEN_AFTER = 600_000;

function isSame(failure: StepFailure, step: Step): boolean {
  return failure.kind === step.kind && failure.subject === stepSubject(step);
}

/** Whether the step was refused for what it carries: the same again would be refused again. */
function isRefusal(error: unknown): boolean {
  return isFault(error, "mysql-refused", "mysql-access-denied", "kube-refused", "kube-exists");
}

/** Whether the failure says something about the step: not silence, nor a world that is not the one that was seen. */
export function isFailure(error: unknown): boolean {
  return isRefusal(error) || isFault(error, "kube-unavailable", "certificate", "configuration");
}

/** The failures with this one in the place of the last of its kind and subject, and without those long past. */
export function withFailure(
  failures: readonly StepFailure[],
  step: Step,
  error: unknown,
  generation: number,
  at: number,
): readonly StepFailure[] {
  const before = failures.find((one) => isSame(one, step) && at - one.at < FORGOTTEN_AFTER);
  const others = failures.filter((one) => !isSame(one, step) && at - one.at < FORGOTTEN_AFTER);
  const failure: StepFailure = {
    kind: step.kind,
    subject: stepSubject(step),
    message: errorText(error),
    refused: isRefusal(error),
    generation,
    since: before?.generation === generation ? before.since : at,
    at,
  };
  return [...others, failure];
}

/** The failures after a step: one whose statement runs on behind it has not succeeded yet. */
export function afterStep(
  failures: readonly StepFailure[],
  step: Step,
  end: StepEnd,
): readonly StepFailure[] {
  return end === "ended" ? withoutFailure(failures, step) : failures;
}

/** The failures after a statement that ran on behind its step has ended, with a fault or without. */
export function afterLateEnd(
  failures: readonly StepFailure[],
  step: Step,
  fault: Error | undefined,
  generation: number,
  at: number,
): readonly StepFailure[] {
  if (fault === undefined) return withoutFailure(failures, step);
  return isFailure(fault) ? withFailure(failures, step, fault, generation, at) : failures;
}

/** The failures after the step succeeded; the same list when it had not failed. */
export function withoutFailure(failures: readonly StepFailure[], step: Step): readonly StepFailure[] {
  return failures.some((one) => isSame(one, step)) ? failures.filter((one) => !isSame(one, step)) : failures;
}

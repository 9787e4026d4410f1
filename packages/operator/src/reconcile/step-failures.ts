import { type Step, type StepFailure, stepSubject } from "@grampus/planner";
import { errorText, isFault } from "../fault.ts";

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

/** The failures after the step succeeded; the same list when it had not failed. */
export function withoutFailure(failures: readonly StepFailure[], step: Step): readonly StepFailure[] {
  return failures.some((one) => isSame(one, step)) ? failures.filter((one) => !isSame(one, step)) : failures;
}

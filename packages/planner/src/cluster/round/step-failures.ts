import { type Step, stepSubject } from "../../steps/step.ts";
import { FAILURE_FORGOTTEN_MS } from "../../timing.ts";
import type { StepFailure } from "../observation/observation.ts";

/** What was answered to a step that failed for a reason of its own: not silence, nor a world that has changed. */
export interface Refusal {
  readonly message: string;
  /** Whether what the step carries was refused, and will be again. */
  readonly refused: boolean;
}

function isSame(failure: StepFailure, step: Step): boolean {
  return failure.kind === step.kind && failure.subject === stepSubject(step);
}

/** The failures without those long past at `now` (milliseconds since 1970). */
export function recentFailures(failures: readonly StepFailure[], now: number): readonly StepFailure[] {
  return failures.filter(({ at }) => now - at < FAILURE_FORGOTTEN_MS);
}

/**
 * The failures with this one in the place of the last of its kind and subject, and without those long past. `at` is in
 * milliseconds since 1970, `generation` that of the Cluster the step was decided for.
 */
export function withFailure(
  failures: readonly StepFailure[],
  step: Step,
  { message, refused }: Refusal,
  generation: number,
  at: number,
): readonly StepFailure[] {
  const recent = recentFailures(failures, at);
  const before = recent.find((one) => isSame(one, step));
  const since = before?.generation === generation ? before.since : at;
  return [
    ...recent.filter((one) => one !== before),
    { kind: step.kind, subject: stepSubject(step), message, refused, generation, since, at },
  ];
}

/** The failures after the step succeeded; the same list when it had not failed. */
export function withoutFailure(failures: readonly StepFailure[], step: Step): readonly StepFailure[] {
  return failures.some((one) => isSame(one, step)) ? failures.filter((one) => !isSame(one, step)) : failures;
}

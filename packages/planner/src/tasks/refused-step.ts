import type { StalledReason } from "../diagnosis/diagnosis.ts";
import type { StepFailure } from "../observation/observation.ts";
import type { Step } from "../steps/step.ts";
import type { Context, Work } from "./task.ts";
import { waitForPerson } from "./task.ts";

/** Pause between two tries of a step whose content was refused, in milliseconds. */
const RETRY_AFTER = 60_000;

interface Refusal {
  readonly reason: StalledReason;
  readonly advice: string;
}

/** Steps that carry something the spec says: the same again is refused again. */
const REFUSALS: Partial<Readonly<Record<Step["kind"], Refusal>>> = {
  "set-variables": { reason: "VariableRefused", advice: "Correct the value in spec.variables." },
  "resize-claim": {
    reason: "VolumeRefused",
    advice:
      "Its storage class does not let it grow; set spec.volumeClaimTemplate back, or move to a new cluster.",
  },
};

function subjectOf(step: Step): string {
  if (!("target" in step)) return "";
  return "member" in step.target ? step.target.member : step.target.name;
}

function isSameStep(step: Step, failure: StepFailure): boolean {
  return step.kind === failure.kind && subjectOf(step) === failure.subject;
}

/** The work, or, when its first step was just refused for what the spec says, a word to the person who wrote it. */
export function unlessRefused(work: Work, { situation }: Context): Work {
  const { failure, now } = situation.observation;
  if (failure === undefined || work.kind !== "do" || now - failure.at >= RETRY_AFTER) return work;
  const refusal = REFUSALS[failure.kind];
  if (refusal === undefined || !work.steps.some((step) => isSameStep(step, failure))) return work;
  return waitForPerson(refusal.reason, `${failure.subject}: ${failure.message}. ${refusal.advice}`);
}

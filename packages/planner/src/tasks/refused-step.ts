import type { Obstacle, StalledReason } from "../diagnosis/diagnosis.ts";
import type { StepFailure } from "../observation/observation.ts";
import type { Situation } from "../situation/situation.ts";
import { type Step, stepSubject } from "../steps/step.ts";
import type { Work } from "./task.ts";

/** Pause between two tries of a step whose content was refused, in milliseconds. */
const RETRY_AFTER = 60_000;

interface Refusal {
  readonly reason: StalledReason;
  readonly advice: string;
  /** Whether the rest can be looked after meanwhile: nothing later builds on this step. */
  readonly stepsAside: boolean;
}

const OBJECT: Refusal = {
  reason: "ObjectRefused",
  advice:
    "Correct what the message names: a field of the spec, an admission policy or a quota of the namespace, or the operator's permissions.",
  stepsAside: true,
};

/** Steps that carry something the spec says, or an object: the same again is refused again. */
const REFUSALS: Partial<Readonly<Record<Step["kind"], Refusal>>> = {
  "set-variables": {
    reason: "VariableRefused",
    advice: "Correct the value in spec.variables.",
    stepsAside: true,
  },
  "resize-claim": {
    reason: "VolumeRefused",
    advice:
      "Its storage class does not let it grow; set spec.volumeClaimTemplate back, or move to a new cluster.",
    stepsAside: true,
  },
  apply: OBJECT,
  "create-secret": OBJECT,
  "delete-object": OBJECT,
  "add-finalizer": { ...OBJECT, stepsAside: false },
  "remove-finalizer": { ...OBJECT, stepsAside: false },
  "create-identity": { ...OBJECT, stepsAside: false },
  "replace-identity": { ...OBJECT, stepsAside: false },
  "delete-stateful-set": { ...OBJECT, stepsAside: false },
  "delete-pod": { ...OBJECT, stepsAside: false },
  "delete-claim": { ...OBJECT, stepsAside: false },
};

/** The last failure of this kind of step on this member or object, with the spec as it is. */
export function failureOf(
  { observation, cluster }: Situation,
  kind: Step["kind"],
  subject: string,
): StepFailure | undefined {
  return observation.failures.find(
    (failure) =>
      failure.kind === kind &&
      failure.subject === subject &&
      failure.generation === (cluster.metadata.generation ?? 0),
  );
}

/**
 * The work, unless one of its steps was refused before: then a person is told what was answered. The step is tried
 * again once a minute, and the word to the person stays until one succeeds.
 */
export function unlessRefused(
  work: Work,
  situation: Situation,
): { readonly work?: Work; readonly obstacle?: Obstacle } {
  if (work.kind !== "do") return { work };
  for (const step of work.steps) {
    const failure = failureOf(situation, step.kind, stepSubject(step));
    const refusal = REFUSALS[step.kind];
    if (failure === undefined || refusal === undefined) continue;
    const { reason, advice } = refusal;
    const obstacle = { reason, message: `${failure.subject}: ${failure.message}. ${advice}` };
    if (situation.observation.now - failure.at >= RETRY_AFTER) return { work, obstacle };
    return refusal.stepsAside
      ? { obstacle }
      : { work: { kind: "wait", because: obstacle.message, obstacle }, obstacle };
  }
  return { work };
}

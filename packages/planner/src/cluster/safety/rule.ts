import type { Step } from "../../steps/step.ts";
import type { Observation } from "../observation/observation.ts";

/** One of the kinds of steps. */
export type StepKind = Step["kind"];

/** The steps of a kind. */
export type StepOf<K extends StepKind> = Extract<Step, { readonly kind: K }>;

/**
 * What must hold for a step that cannot be undone: why it is forbidden by this observation, in words that follow
 * "because"; `undefined` when it is not.
 */
export type Rule<K extends StepKind> = (step: StepOf<K>, seen: Observation) => string | undefined;

/** Nothing that cannot be undone rests on the word of a watch cache. */
export function whyNotFresh({ freshness }: Observation): string | undefined {
  return freshness === "live" ? undefined : "what is known of Kubernetes comes from the watch cache";
}

/** The object is the one that was observed: same uid, same resourceVersion. */
export function whyNotObserved(
  target: { readonly name: string; readonly uid: string; readonly resourceVersion: string },
  found: { readonly uid: string; readonly resourceVersion: string } | undefined,
): string | undefined {
  const isSame = found?.uid === target.uid && found.resourceVersion === target.resourceVersion;
  return isSame ? undefined : `${target.name} is not the object that was observed`;
}

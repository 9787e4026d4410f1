import { objectLabels, selectorLabels } from "@grampus/resources";
import { preconditionOf } from "./targets.ts";
import { performEach, type Task } from "./task.ts";

/**
 * Gives pods of members back the labels that somebody took: without them no Service leads to the pod, no disruption budget
 * counts it, and the StatefulSet has let it go; with them it is adopted again.
 */
export const relabelPods: Task = ({ view: { observation, name } }) => {
  const labels = { ...objectLabels(name), ...selectorLabels(name) };
  const steps = observation.pods
    .filter(({ selected }) => !selected)
    .map((pod) => {
      const because = `${pod.name} lacks labels by which Services and the StatefulSet know it`;
      return { kind: "relabel-pod", target: preconditionOf(pod), labels, because } as const;
    });
  return steps.length === 0 ? undefined : performEach(...steps);
};

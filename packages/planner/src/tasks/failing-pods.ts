import type { Task } from "./task.ts";

/** How long a pod may take to come up before a person is told, in milliseconds. */
const PATIENCE = 120_000;

/** A pod that does not run, with its present template: what stops it is outside of the operator's reach. */
export const failingPods: Task = ({ situation }) => {
  const { now } = situation.observation;
  const failing = situation.seats.find(
    ({ pod, answer, ordinal }) =>
      ordinal < situation.wanted &&
      answer === undefined &&
      pod?.trouble !== undefined &&
      !pod.deleting &&
      now - pod.createdAt >= PATIENCE,
  );
  const trouble = failing?.pod?.trouble;
  if (failing === undefined || trouble === undefined) return undefined;
  const message = `pod ${failing.name} does not run: ${trouble.reason}${trouble.message === "" ? "" : `: ${trouble.message}`}. See its events and its log; the spec or the node has to change.`;
  return { kind: "note", obstacle: { reason: "PodFailing", message } };
};

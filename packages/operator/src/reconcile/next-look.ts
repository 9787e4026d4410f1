import type { Decision, MemberAnswer, Observation } from "@grampus/planner";

// A member that fails or returns without Kubernetes noticing is seen by asking only.
const UNEASY = 500;
const WAITING_FOR_PERSON = 2000;

type Sign = { readonly kind: "unreachable" } | Pick<MemberAnswer, "kind" | "viewId" | "state">;

/** Whether every member answers, is ONLINE, and all are in one view. */
export function isCalm(reports: readonly Sign[]): boolean {
  const views = new Set(reports.map((report) => (report.kind === "answered" ? report.viewId : "")));
  return (
    views.size <= 1 && reports.every((report) => report.kind === "answered" && report.state === "ONLINE")
  );
}

/** Milliseconds until the next look when no step was performed: what the decision says, sooner while a member is not well. */
export function nextLook(observation: Observation, decision: Decision, random: () => number): number {
  const wish = decision.requeueAfter * (0.9 + 0.2 * random());
  if (isCalm(Object.values(observation.members))) return wish;
  return Math.min(wish, decision.stall === undefined ? UNEASY : WAITING_FOR_PERSON);
}

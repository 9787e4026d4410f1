import type { RivalOperator } from "./kube/rival-operators.ts";

/** What readiness hangs on. */
export interface Readying {
  /** Whether the caches hold what the API server has. */
  readonly synced: boolean;
  /** The operators of other namespaces that are at work; nothing before the first look for them was answered. */
  readonly rivals: readonly RivalOperator[] | undefined;
}

/** Why this operator does not act although it could: another one does. */
export function standingBack(rivals: readonly RivalOperator[]): string | undefined {
  if (rivals.length === 0) return undefined;
  const who = rivals.map(({ namespace, holder }) => `${holder} in namespace ${namespace}`).join(", ");
  return `standing back: another operator is at work, ${who}; remove one of the two`;
}

/**
 * Why the operator is not ready; nothing when it is. One that has not looked for others yet is not: a rollout would
 * count it as available for the seconds it takes a probe to notice that it stands back.
 */
export function unreadiness({ synced, rivals }: Readying): string | undefined {
  if (!synced) return "the caches are not filled yet";
  return rivals === undefined ? "not known yet whether another operator is at work" : standingBack(rivals);
}

import type { ClusterStatus, Condition } from "@grampus/api";

/** A condition that holds now; whether it is written anew depends on the one before. */
export interface Statement {
  readonly type: Condition["type"];
  readonly status: Condition["status"];
  readonly reason: string;
  readonly message: string;
}

/** Longest message the API takes. */
const LONGEST = 4096;

function timestamp(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19)}Z`;
}

/**
 * Conditions for the statements, in their order. The time of a condition changes only when its status does, so that
 * nothing is written when nothing is new.
 */
export function conditionsFrom(
  statements: readonly Statement[],
  previous: ClusterStatus | undefined,
  generation: number,
  now: number,
): readonly Condition[] {
  return statements.map(({ message, ...statement }) => {
    const before = previous?.conditions?.find(({ type }) => type === statement.type);
    const lastTransitionTime =
      before?.status === statement.status ? before.lastTransitionTime : timestamp(now);
    const text = message.length > LONGEST ? `${message.slice(0, LONGEST - 1)}…` : message;
    return { ...statement, message: text, observedGeneration: generation, lastTransitionTime };
  });
}

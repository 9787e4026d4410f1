import { durationMs } from "@grampus/api";
import type { Operation } from "../../operation/operation.ts";
import type { ClusterView } from "../view/cluster-view.ts";
import type { RespondingMember } from "../view/member.ts";
import { serverTarget } from "./targets.ts";
import { perform, type Work } from "./task.ts";

/** So many are named; a bulk load has hundreds. */
const NAMED = 3;

function timeText(at: number): string {
  return `${new Date(at).toISOString().slice(11, 19)} UTC`;
}

function operationText({ kind, session, user, since }: Operation): string {
  return `${kind} in session ${session} of ${user} since ${timeText(since)}`;
}

function operationsText(operations: readonly Operation[]): string {
  const named = operations.slice(0, NAMED).map(operationText).join(", ");
  const more = operations.length - NAMED;
  return more > 0 ? `${named} and ${more} more` : named;
}

/**
 * What is done before the primary hands over: nothing while nothing long runs there. A schema change would hold up the
 * switch, and all writes with it, for as long as it takes, and fail at its end; so it is waited for, and ended once
 * `spec.updateStrategy.maxSwitchoverWait` is over. A server that cannot say what runs is not waited for.
 */
export function beforeSwitch(
  view: ClusterView,
  primary: RespondingMember,
  because: string,
): Work | undefined {
  const { operations = [] } = primary.answer;
  if (operations.length === 0) return undefined;
  const { now, switchWaitsSince = now } = view.observation;
  const bound = view.spec.updateStrategy?.maxSwitchoverWait ?? "";
  const what = operationsText(operations);
  const until = switchWaitsSince + (durationMs(bound) ?? 0);
  if (now < until) {
    return {
      kind: "pending",
      isSwitch: true,
      because: `${because}; the switch waits for ${what} on ${primary.name}, and ends it at ${timeText(until)}: spec.updateStrategy.maxSwitchoverWait is ${bound}`,
    };
  }
  return perform({
    kind: "end-operations",
    target: serverTarget(primary),
    operations,
    because: `${because}; the switch has waited for ${bound}, spec.updateStrategy.maxSwitchoverWait, and ends ${what} on ${primary.name}`,
  });
}

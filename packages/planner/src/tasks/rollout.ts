import { REVISION_ANNOTATION } from "@grampus/api";
import type { Group } from "../diagnosis/diagnosis.ts";
import { isWritten, onlineMembers, rowOf, stateIn } from "../diagnosis/group.ts";
import type { ObservedPod } from "../observation/objects.ts";
import { isAnswering, type Seat } from "../situation/seat.ts";
import type { Situation } from "../situation/situation.ts";
import type { Step } from "../steps/step.ts";
import { preconditionOf, serverTarget } from "./targets.ts";
import { type Context, perform, performLive, type Task, type Work, waitFor } from "./task.ts";

type SeatWithPod = Seat & { readonly pod: ObservedPod };

/** Members whose pods were made from an older template, once the StatefulSet has the new one. */
export function outdatedSeats({ situation, objects }: Context): readonly SeatWithPod[] {
  const set = objects?.statefulSet;
  const revision = set?.spec.template.metadata.annotations?.[REVISION_ANNOTATION];
  if (
    set === undefined ||
    situation.observation.statefulSet?.revision !== set.metadata.annotations?.[REVISION_ANNOTATION]
  ) {
    return [];
  }
  return situation.seats.filter(
    (seat): seat is SeatWithPod => seat.pod !== undefined && seat.pod.revision !== revision,
  );
}

function restart(seat: SeatWithPod, because: string): Step {
  return { kind: "delete-pod", target: preconditionOf(seat.pod), because };
}

/**
 * A pod that cannot run with the old template gets the new one, whatever the others do: nobody answers from it. With
 * `OnDelete` a person deletes it.
 */
export const replacedFailures: Task = (context) => {
  if (context.situation.spec.updateStrategy?.type === "OnDelete") return undefined;
  const failing = outdatedSeats(context).find(
    (seat) => seat.answer === undefined && seat.pod.trouble !== undefined && !seat.pod.deleting,
  );
  return failing === undefined
    ? undefined
    : performLive(
        restart(failing, `${failing.name} fails with its old template: ${failing.pod.trouble?.reason}`),
      );
};

/** The member to hand the primary's role to: up to date, of the same version, kept by the spec. */
function successor(
  situation: Situation,
  group: Group,
  except: readonly string[],
): { readonly name: string; readonly serverUuid: string } | undefined {
  const version = group.primary === undefined ? undefined : rowOf(group, group.primary)?.version;
  for (const seat of situation.seats) {
    const row = rowOf(group, seat.name);
    if (row?.state !== "ONLINE" || seat.name === group.primary || except.includes(seat.name)) continue;
    if (row.version === version && seat.ordinal < situation.wanted && seat.pod?.deleting === false) {
      return { name: seat.name, serverUuid: row.serverUuid };
    }
  }
  return undefined;
}

/** Hands the primary's role over, so that its member can go without a gap of seconds. */
export function handOver(
  situation: Situation,
  group: Group,
  except: readonly string[],
  because: string,
): Work | undefined {
  const seat = situation.seats.find((one) => one.name === group.primary);
  const to = successor(situation, group, except);
  if (seat === undefined || !isAnswering(seat) || to === undefined) return undefined;
  const step = {
    kind: "switch-primary",
    target: serverTarget(seat),
    to: to.name,
    toServerUuid: to.serverUuid,
  } as const;
  return perform({ ...step, because });
}

/** Whether the group is as it should be, so that one member can be spared; why not, otherwise. */
export function whyNotSpared(situation: Situation, group: Group, except: string): string | undefined {
  if (!isWritten(situation.observation.canary, group)) return "a write has to go through first";
  for (const seat of situation.seats) {
    if (seat.ordinal >= situation.wanted || seat.name === except) continue;
    if (stateIn(group, seat.name) !== "ONLINE" || seat.pod?.deleting !== false)
      return `${seat.name} is not online`;
  }
  return group.members.some((row) => row.state !== "ONLINE") ? "the group is changing" : undefined;
}

/** The next to be restarted: who is out of the group first, then secondaries from the highest ordinal, then the primary. */
function nextOutdated(outdated: readonly SeatWithPod[], group: Group): SeatWithPod | undefined {
  const rank = (seat: SeatWithPod) => {
    const state = stateIn(group, seat.name);
    return state === undefined ? 0 : seat.name === group.primary ? 2 : 1;
  };
  return [...outdated].sort((left, right) => rank(left) - rank(right) || right.ordinal - left.ordinal)[0];
}

/** Restarts members whose template changed, one at a time, the primary last and after a switch. */
export const rolledOut: Task = (context) => {
  const { situation, group } = context;
  const outdated = outdatedSeats(context);
  if (outdated.length === 0 || situation.spec.updateStrategy?.type === "OnDelete") return undefined;
  if (group?.evidence !== "majority" || group.primary === undefined) return undefined;
  const next = nextOutdated(outdated, group);
  if (next === undefined) return undefined;
  if (next.pod.deleting) return waitFor(`${next.name} restarts`);
  if (next.answer?.busy !== undefined)
    return waitFor(`${next.name} is to be restarted, and is ${next.answer.busy}`);
  const why = whyNotSpared(situation, group, next.name);
  if (why !== undefined) return waitFor(`${next.name} is to be restarted: ${why}`);
  const because = `the template of ${next.name} changed`;
  if (next.name === group.primary && onlineMembers(group).length > 1) {
    const except = outdated.map(({ name }) => name);
    const switched = handOver(situation, group, except, `${next.name} is restarted last`);
    if (switched !== undefined) return switched;
  }
  return performLive(restart(next, because));
};

import type { Step } from "../../steps/step.ts";
import type { Context } from "../desired/context.ts";
import { differenceOf, type MemberWithPod, outdated, outdatedMembers } from "../desired/outdated.ts";
import type { PrimaryGroup } from "../diagnosis/diagnosis.ts";
import { lagIn } from "../diagnosis/far-behind.ts";
import { groupOf, isLed, isWritten, onlineMembers, rowOf, stateIn } from "../diagnosis/group.ts";
import type { ClusterView } from "../view/cluster-view.ts";
import { isBehind, lagText } from "../view/lag.ts";
import { isResponding } from "../view/member.ts";
import { beforeSwitch } from "./await-operations.ts";
import { preconditionOf, serverTarget } from "./targets.ts";
import {
  type Desired,
  pending,
  perform,
  performLive,
  type Task,
  type UnderPrimary,
  type Work,
  waitFor,
} from "./task.ts";

/**
 * Whether members are to be restarted for a new operator or another platform. `wanted`: one could be now. `blocked`: the
 * group has to be well first. `settling`: none is, and the group has to be well again. What a change of the spec
 * restarts does not count.
 */
export type RestartDemand = "none" | "settling" | "wanted" | "blocked";

/** Whether a restart that the spec did not ask for waits: for its turn among the clusters, or for the group to be well. */
export function restartDemand(context: Context): RestartDemand {
  const { view, diagnosis } = context;
  const group = groupOf(diagnosis);
  const asked = outdated(context)?.origin === "operator" && view.spec.updateStrategy?.type !== "OnDelete";
  if (group === undefined || !isLed(group)) return asked ? "blocked" : "settling";
  const next = asked ? nextOutdated(outdatedMembers(context), group)?.name : undefined;
  const isWell = whyNotSpared(view, group, next ?? "") === undefined;
  if (asked) return isWell ? "wanted" : "blocked";
  return isWell ? "none" : "settling";
}

function restart(member: MemberWithPod, reasons: readonly string[], because: string): Step {
  return { kind: "delete-pod", target: preconditionOf(member.pod), reasons, because };
}

/**
 * A pod that cannot run with the old template gets the new one, whatever the others do: nobody answers from it. With
 * `OnDelete` a person deletes it.
 */
export const replaceFailedPods: Task = (context) => {
  if (context.view.spec.updateStrategy?.type === "OnDelete") return undefined;
  const failing = outdatedMembers(context).find(
    (member) => member.answer === undefined && member.pod.trouble !== undefined && !member.pod.deleting,
  );
  return failing === undefined
    ? undefined
    : performLive(
        restart(
          failing,
          differenceOf(failing, context).reasons,
          `${failing.name} fails with its old template: ${failing.pod.trouble?.reason}`,
        ),
      );
};

/**
 * The member to hand the primary's role to: caught up with it, of the same version, kept by the spec. One that is not in the
 * Service for reads was too far behind, and a process that has just started does not know for how long.
 */
function successor(
  view: ClusterView,
  group: PrimaryGroup,
  except: readonly string[],
): { readonly name: string; readonly serverUuid: string } | undefined {
  const version = rowOf(group, group.primary)?.version;
  for (const member of view.members) {
    const row = rowOf(group, member.name);
    if (member.pod?.role !== "secondary" || isBehind(member.answer?.behindSince, view.observation.now))
      continue;
    if (row?.state !== "ONLINE" || member.name === group.primary || except.includes(member.name)) continue;
    if (row.version === version && member.ordinal < view.wanted && !member.pod.deleting) {
      return { name: member.name, serverUuid: row.serverUuid };
    }
  }
  return undefined;
}

/** Hands the primary's role over, once nothing long runs there, so that its member can go without a gap of seconds. */
export function handOver(
  view: ClusterView,
  group: PrimaryGroup,
  except: readonly string[],
  because: string,
): Work | undefined {
  const member = view.members.find((one) => one.name === group.primary);
  const to = successor(view, group, except);
  if (member === undefined || !isResponding(member) || to === undefined) return undefined;
  const first = beforeSwitch(view, member, because);
  if (first !== undefined) return first;
  const step = {
    kind: "switch-primary",
    target: serverTarget(member),
    to: to.name,
    toServerUuid: to.serverUuid,
  } as const;
  return perform({ ...step, because });
}

/** Whether the group is as it should be, so that one member can be spared; why not, otherwise. */
export function whyNotSpared(view: ClusterView, group: PrimaryGroup, except: string): string | undefined {
  if (!isWritten(view.observation.canary, group)) return "a write has to go through first";
  for (const member of view.members) {
    if (member.ordinal >= view.wanted || member.name === except) continue;
    if (stateIn(group, member.name) !== "ONLINE" || member.pod?.deleting !== false)
      return `${member.name} is not online`;
    const lag = lagIn(view, group, member);
    if (lag !== undefined) return `${member.name} is ${lagText(lag)}`;
  }
  return group.members.some((row) => row.state !== "ONLINE") ? "the group is changing" : undefined;
}

/** The next to be restarted: who is out of the group first, then secondaries from the highest ordinal, then the primary. */
function nextOutdated(outdated: readonly MemberWithPod[], group: PrimaryGroup): MemberWithPod | undefined {
  const rank = (member: MemberWithPod) => {
    const state = stateIn(group, member.name);
    return state === undefined ? 0 : member.name === group.primary ? 2 : 1;
  };
  return [...outdated].sort((left, right) => rank(left) - rank(right) || right.ordinal - left.ordinal)[0];
}

/** Restarts members whose template changed, one at a time, the primary last and after a switch. */
export const rollOut: Task<UnderPrimary & Desired> = (context) => {
  const { view, group } = context;
  const members = outdatedMembers(context);
  const found = outdated(context);
  if (found === undefined || view.spec.updateStrategy?.type === "OnDelete") return undefined;
  if (found.origin === "operator" && view.observation.restartTurn === "waits") {
    // Nobody wrote down what the pods were made of: it may be the spec that changed, and is not made true yet.
    const because = "its turn among the clusters that are restarted for a new operator";
    return found.reasons.length === 0 ? pending(because) : undefined;
  }
  const next = nextOutdated(members, group);
  if (next === undefined) return undefined;
  if (next.pod.deleting) return waitFor(`${next.name} restarts`);
  if (next.answer?.busy !== undefined)
    return waitFor(`${next.name} is to be restarted, and is ${next.answer.busy}`);
  const why = whyNotSpared(view, group, next.name);
  if (why !== undefined) return waitFor(`${next.name} is to be restarted: ${why}`);
  const { reasons, origin } = differenceOf(next, context);
  const what = reasons.length === 0 ? "" : `: ${reasons.join(", ")}`;
  const because =
    origin === "spec"
      ? `the template of ${next.name} changed${what}`
      : `the operator or its platform changed the template of ${next.name}${what}`;
  if (next.name === group.primary && onlineMembers(group).length > 1) {
    const except = members.map(({ name }) => name);
    const switched = handOver(view, group, except, `${next.name} is restarted last`);
    if (switched !== undefined) return switched;
  }
  return performLive(restart(next, reasons, because));
};

import { REVISION_ANNOTATION } from "@grampus/api";
import { TEMPLATE_PARTS_ANNOTATION, type TemplateDifference, templateDifference } from "@grampus/resources";
import type { Step } from "../../steps/step.ts";
import type { Decision } from "../decision/decision.ts";
import type { Group } from "../diagnosis/diagnosis.ts";
import { isWritten, onlineMembers, rowOf, stateIn } from "../diagnosis/group.ts";
import type { ObservedPod } from "../observation/objects.ts";
import type { ClusterView } from "../view/cluster-view.ts";
import { isResponding, type Member } from "../view/member.ts";
import { preconditionOf, serverTarget } from "./targets.ts";
import { type Context, perform, performLive, type Task, type Work, waitFor } from "./task.ts";

type MemberWithPod = Member & { readonly pod: ObservedPod };

/** Members whose pods were made from an older template, once the StatefulSet has the new one. */
function outdatedMembers({ view, objects }: Context): readonly MemberWithPod[] {
  const set = objects?.statefulSet;
  const revision = set?.spec.template.metadata.annotations?.[REVISION_ANNOTATION];
  if (
    set === undefined ||
    view.observation.statefulSet?.revision !== set.metadata.annotations?.[REVISION_ANNOTATION]
  ) {
    return [];
  }
  return view.members.filter(
    (member): member is MemberWithPod => member.pod !== undefined && member.pod.revision !== revision,
  );
}

/** Members that are to be restarted, and why. */
export interface Outdated {
  readonly members: readonly string[];
  /** The union of what differs, each once. */
  readonly reasons: readonly string[];
  /** `operator` when nothing the spec says differs for any of them. */
  readonly origin: TemplateDifference["origin"];
}

function differenceOf({ pod }: MemberWithPod, { objects }: Context): TemplateDifference {
  const template = objects?.statefulSet.spec.template.metadata.annotations;
  return templateDifference(pod.templateParts, template?.[TEMPLATE_PARTS_ANNOTATION] ?? "");
}

/** Who runs with an older template, and what differs; `undefined` when nobody does. */
export function outdated(context: Context): Outdated | undefined {
  const members = outdatedMembers(context);
  if (members.length === 0) return undefined;
  const differences = members.map((member) => differenceOf(member, context));
  return {
    members: members.map(({ name }) => name),
    reasons: [...new Set(differences.flatMap(({ reasons }) => reasons))],
    origin: differences.some(({ origin }) => origin === "spec") ? "spec" : "operator",
  };
}

/** Whether a restart that the spec did not ask for waits: for its turn among the clusters, or for the group to be well. */
export function restartDemand(context: Context): Decision["restart"] {
  const { view, group } = context;
  if (outdated(context)?.origin !== "operator" || view.spec.updateStrategy?.type === "OnDelete")
    return "none";
  if (group?.evidence !== "majority" || group.primary === undefined) return "blocked";
  return whyNotSpared(view, group, "") === undefined ? "wanted" : "blocked";
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

/** The member to hand the primary's role to: up to date, of the same version, kept by the spec. */
function successor(
  view: ClusterView,
  group: Group,
  except: readonly string[],
): { readonly name: string; readonly serverUuid: string } | undefined {
  const version = group.primary === undefined ? undefined : rowOf(group, group.primary)?.version;
  for (const member of view.members) {
    const row = rowOf(group, member.name);
    if (row?.state !== "ONLINE" || member.name === group.primary || except.includes(member.name)) continue;
    if (row.version === version && member.ordinal < view.wanted && member.pod?.deleting === false) {
      return { name: member.name, serverUuid: row.serverUuid };
    }
  }
  return undefined;
}

/** Hands the primary's role over, so that its member can go without a gap of seconds. */
export function handOver(
  view: ClusterView,
  group: Group,
  except: readonly string[],
  because: string,
): Work | undefined {
  const member = view.members.find((one) => one.name === group.primary);
  const to = successor(view, group, except);
  if (member === undefined || !isResponding(member) || to === undefined) return undefined;
  const step = {
    kind: "switch-primary",
    target: serverTarget(member),
    to: to.name,
    toServerUuid: to.serverUuid,
  } as const;
  return perform({ ...step, because });
}

/** Whether the group is as it should be, so that one member can be spared; why not, otherwise. */
export function whyNotSpared(view: ClusterView, group: Group, except: string): string | undefined {
  if (!isWritten(view.observation.canary, group)) return "a write has to go through first";
  for (const member of view.members) {
    if (member.ordinal >= view.wanted || member.name === except) continue;
    if (stateIn(group, member.name) !== "ONLINE" || member.pod?.deleting !== false)
      return `${member.name} is not online`;
  }
  return group.members.some((row) => row.state !== "ONLINE") ? "the group is changing" : undefined;
}

/** The next to be restarted: who is out of the group first, then secondaries from the highest ordinal, then the primary. */
function nextOutdated(outdated: readonly MemberWithPod[], group: Group): MemberWithPod | undefined {
  const rank = (member: MemberWithPod) => {
    const state = stateIn(group, member.name);
    return state === undefined ? 0 : member.name === group.primary ? 2 : 1;
  };
  return [...outdated].sort((left, right) => rank(left) - rank(right) || right.ordinal - left.ordinal)[0];
}

/** Restarts members whose template changed, one at a time, the primary last and after a switch. */
export const rollOut: Task = (context) => {
  const { view, group } = context;
  const members = outdatedMembers(context);
  const found = outdated(context);
  if (found === undefined || view.spec.updateStrategy?.type === "OnDelete") return undefined;
  if (group?.evidence !== "majority" || group.primary === undefined) return undefined;
  if (found.origin === "operator" && view.observation.restartTurn?.kind === "waits") return undefined;
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

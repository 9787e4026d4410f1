import { REVISION_ANNOTATION } from "@grampus/api";
import { TEMPLATE_PARTS_ANNOTATION, type TemplateDifference, templateDifference } from "@grampus/resources";
import type { ObservedPod } from "../observation/objects.ts";
import type { Member } from "../view/member.ts";
import { isAsWritten } from "./as-applied.ts";
import type { Context } from "./context.ts";
import { madeFromDrift } from "./template-drift.ts";

/** A member whose pod is there. */
export type MemberWithPod = Member & { readonly pod: ObservedPod };

/** Pods of a template that somebody had changed by hand. */
function handmadePods({ view, objects }: Context): ReadonlySet<ObservedPod> {
  const { pods, statefulSet, now } = view.observation;
  return new Set(objects === undefined ? [] : madeFromDrift(pods, statefulSet, objects.statefulSet, now));
}

/** Members whose pods were made from another template, once the StatefulSet has the present one. */
export function outdatedMembers(context: Context): readonly MemberWithPod[] {
  const { view, objects } = context;
  const set = objects?.statefulSet;
  const found = view.observation.statefulSet;
  const revision = set?.spec.template.metadata.annotations?.[REVISION_ANNOTATION];
  if (found === undefined || found.revision !== set?.metadata.annotations?.[REVISION_ANNOTATION]) return [];
  // A pod that ended now would come back from what somebody wrote by hand.
  if (!isAsWritten(found)) return [];
  const handmade = handmadePods(context);
  return view.members.filter(
    (member): member is MemberWithPod =>
      member.pod !== undefined && (member.pod.revision !== revision || handmade.has(member.pod)),
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

/** What differs between the template the member runs with and the one it should have. */
export function differenceOf({ pod }: MemberWithPod, context: Context): TemplateDifference {
  if (handmadePods(context).has(pod)) return { reasons: ["template changed by hand"], origin: "spec" };
  const template = context.objects?.statefulSet.spec.template.metadata.annotations;
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

import { REVISION_ANNOTATION } from "@grampus/api";
import { TEMPLATE_PARTS_ANNOTATION, type TemplateDifference, templateDifference } from "@grampus/resources";
import type { ObservedPod } from "../observation/objects.ts";
import type { Member } from "../view/member.ts";
import type { Context } from "./context.ts";

/** A member whose pod is there. */
export type MemberWithPod = Member & { readonly pod: ObservedPod };

/** Members whose pods were made from an older template, once the StatefulSet has the new one. */
export function outdatedMembers({ view, objects }: Context): readonly MemberWithPod[] {
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

/** What differs between the template the member runs with and the one it should have. */
export function differenceOf({ pod }: MemberWithPod, { objects }: Context): TemplateDifference {
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

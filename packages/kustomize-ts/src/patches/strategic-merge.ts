import { closest, type Occurrence } from "@grampus/diagnostics";
import type { Node } from "go-yaml-ts";
import { applyMergePatch } from "../merge/apply.ts";
import { refuse } from "../refusal.ts";
import { idText, isSameId, type ResourceId } from "../resources/id.ts";
import type { ResourceList } from "../resources/list.ts";
import {
  annotationsOf,
  apiVersionTextOf,
  labelsOf,
  nameOf,
  namespaceOf,
  setAnnotations,
  setApiVersion,
  setLabels,
  setName,
  setNamespace,
} from "../resources/metadata.ts";
import { type BuildResource, copyResource, currentId, originalId } from "../resources/resource.ts";
import type { BuildContext } from "../step.ts";

/** Identities listed in a message, at most. */
const MOST_LISTED = 10;

/** What to say about an identity that no resource has: the nearest one, or those there are. */
function closestId(
  list: ResourceList,
  id: ResourceId,
  context: BuildContext,
): { readonly hint?: string; readonly allowed?: string } {
  const known = list.resources.map((resource) => idText(currentId(resource, context.schemas)));
  const guess = closest(idText(id), known);
  if (guess !== undefined) return { hint: `did you mean ${guess}?` };
  if (known.length === 0) return {};
  const rest = known.length > MOST_LISTED ? ` and ${known.length - MOST_LISTED} more` : "";
  return { allowed: `${known.slice(0, MOST_LISTED).join("; ")}${rest}` };
}

/** The one resource that a patch names by group, version, kind, name and namespace, present or past. */
export function patchTarget(
  list: ResourceList,
  patch: BuildResource,
  context: BuildContext,
  occurrence: Occurrence,
): BuildResource {
  const id = originalId(patch, context.schemas);
  const targets = list.withAnyId((candidate) => isSameId(candidate, id));
  const target = targets[0];
  if (target === undefined) {
    return refuse(
      "patch-target",
      { reason: `the patch names ${idText(id)}, and no resource has that identity` },
      { ...occurrence, found: idText(id), ...closestId(list, id, context) },
    );
  }
  if (targets.length === 1) return target;
  return refuse(
    "patch-target",
    { reason: `the patch names ${idText(id)}, and more than one resource had that identity` },
    { ...occurrence, found: idText(id), hint: "choose the resource with target" },
  );
}

/** Labels and annotations of a patch with a target become strings, also the nulls among them. */
function normaliseMetadata(node: Node): void {
  setLabels(node, labelsOf(node));
  setAnnotations(node, annotationsOf(node));
  setName(node, nameOf(node));
  setNamespace(node, namespaceOf(node));
}

/** Applies one patch to every selected resource, giving each its own copy of it. */
export function patchSelected(
  list: ResourceList,
  selected: readonly BuildResource[],
  patch: BuildResource,
  context: BuildContext,
): void {
  const chosen = new Set(selected);
  for (const resource of list.resources) {
    if (!chosen.has(resource)) continue;
    const copy = copyResource(patch);
    normaliseMetadata(copy.node);
    setApiVersion(copy.node, apiVersionTextOf(resource.node));
    applyMergePatch(resource, copy, context);
  }
  list.dropDeleted();
  list.requireDistinctIds("a patch");
}

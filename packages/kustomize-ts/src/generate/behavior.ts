import type { Occurrence } from "@grampus/diagnostics";
import { refuse } from "../refusal.ts";
import { idText, isSameId } from "../resources/id.ts";
import type { ResourceList } from "../resources/list.ts";
import {
  annotationsOf,
  labelsOf,
  nameOf,
  namespaceOf,
  setAnnotations,
  setLabels,
  setName,
  setNamespace,
} from "../resources/metadata.ts";
import { ORIGIN_ANNOTATION } from "../resources/origin.ts";
import { type BuildResource, currentId } from "../resources/resource.ts";
import type { BuildContext } from "../step.ts";
import { clearField, field, textsOf } from "../tree/fields.ts";
import { setTexts } from "./generate.ts";

function mergedTexts(
  weak: ReadonlyMap<string, string>,
  strong: ReadonlyMap<string, string>,
): Map<string, string> {
  return new Map([...weak, ...strong]);
}

/** Gives a generated resource the name, namespace, labels, annotations and history of the one it takes over. */
function takeMetadata(resource: BuildResource, old: BuildResource): void {
  const { node } = resource;
  setLabels(node, mergedTexts(labelsOf(old.node), labelsOf(node)));
  setAnnotations(node, mergedTexts(annotationsOf(old.node), annotationsOf(node)));
  setName(node, nameOf(old.node));
  setNamespace(node, namespaceOf(old.node));
  resource.needsHash = resource.needsHash && old.needsHash;
  resource.behavior = old.behavior;
  resource.previous = old.previous;
  resource.prefixes = old.prefixes;
  resource.suffixes = old.suffixes;
  resource.variables = old.variables;
}

function mergeData({ node }: BuildResource, old: BuildResource): void {
  for (const name of ["data", "binaryData"] as const) {
    const merged = mergedTexts(textsOf(field(old.node, name)), textsOf(field(node, name)));
    clearField(node, name);
    setTexts(node, name, merged);
  }
}

function keepOrigin({ node }: BuildResource, old: BuildResource): void {
  const origin = annotationsOf(old.node).get(ORIGIN_ANNOTATION);
  if (origin !== undefined) setAnnotations(node, annotationsOf(node).set(ORIGIN_ANNOTATION, origin));
}

/** Adds a generated resource, or lets it replace or merge into the one with its identity; kustomize's name for it. */
export function appendReplaceOrMerge(
  list: ResourceList,
  resource: BuildResource,
  context: BuildContext,
  occurrence: Occurrence,
): void {
  const id = currentId(resource, context.schemas);
  const [old, second] = list.withAnyId((candidate) => isSameId(candidate, id));
  const { behavior } = resource;
  if (old === undefined) {
    if (behavior === "merge" || behavior === "replace") {
      refuse(
        "invalid-generator",
        { reason: `${idText(id)} is not there to ${behavior}` },
        {
          ...occurrence,
          found: `behavior: ${behavior}`,
          hint: "use behavior: create, or generate it below first",
        },
      );
    }
    list.add(resource);
    return;
  }
  if (second !== undefined) {
    refuse("invalid-generator", { reason: `more than one resource is ${idText(id)}` }, occurrence);
  }
  if (behavior !== "merge" && behavior !== "replace") {
    refuse(
      "id-conflict",
      { subject: idText(id) },
      {
        ...occurrence,
        found: `behavior: ${behavior}`,
        allowed: "merge, replace",
        hint: "set behavior to merge or replace",
      },
    );
  }
  takeMetadata(resource, old);
  if (behavior === "merge") {
    mergeData(resource, old);
    keepOrigin(resource, old);
  }
  resource.touches = old.touches;
  list.replaceAt(list.resources.indexOf(old), resource);
}

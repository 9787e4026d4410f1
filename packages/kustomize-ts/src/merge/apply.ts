import { emptyNode, overwriteNode } from "go-yaml-ts";
import { Refusal } from "../refusal.ts";
import { idText } from "../resources/id.ts";
import { kindOf, nameOf, namespaceOf, setKind, setName, setNamespace } from "../resources/metadata.ts";
import { type BuildResource, currentId, isDeleted, rememberId } from "../resources/resource.ts";
import type { BuildContext } from "../step.ts";
import { mergeNodes } from "./merge.ts";

/**
 * Applies a strategic-merge patch to a resource. Name, namespace and kind stay as they are unless the patch may change
 * them. A patch that deletes leaves an empty resource, and one that replaces all of it changes nothing, as in kustomize.
 * The patch is used up.
 */
export function applyMergePatch(resource: BuildResource, patch: BuildResource, context: BuildContext): void {
  const { node } = resource;
  const name = nameOf(node);
  const namespace = namespaceOf(node);
  const kind = kindOf(node);
  if (patch.mayChangeName || patch.mayChangeKind) rememberId(resource, context.schemas);
  const merged = mergeInto(resource, patch, context);
  if (merged === undefined) overwriteNode(node, emptyNode());
  if (isDeleted(resource)) return;
  if (!patch.mayChangeKind) setKind(node, kind);
  if (!patch.mayChangeName) setName(node, name);
  setNamespace(node, namespace);
}

function mergeInto(resource: BuildResource, patch: BuildResource, context: BuildContext) {
  try {
    return mergeNodes(resource.node, patch.node, undefined, { schemas: context.schemas, path: [] });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const id = idText(currentId(resource, context.schemas));
    throw new Refusal({ ...error.diagnostic, message: `${id}: ${error.diagnostic.message}` });
  }
}

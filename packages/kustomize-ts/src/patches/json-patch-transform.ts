import type { Occurrence } from "@grampus/diagnostics";
import {
  emptyNode,
  formatFloat,
  mapNode,
  type Node,
  nodeValue,
  overwriteNode,
  resolvePlain,
  scalarNode,
  sequenceNode,
  stringStyle,
  TAG,
  UnwritableNode,
} from "go-yaml-ts";
import { type Loader, requireText } from "../load/loader.ts";
import { refuse } from "../refusal.ts";
import { idText } from "../resources/id.ts";
import { type BuildResource, currentId, rememberId } from "../resources/resource.ts";
import { selectResources } from "../select/select.ts";
import type { BuildContext, Transformer } from "../step.ts";
import type { Patch, Selector } from "../types/kustomization.ts";
import { type Json, type JsonPatch, parseJsonPatch, toJson } from "./json-patch.ts";
import { applyJsonPatch, JsonPatchFailure } from "./json-patch-apply.ts";

/** A tree as it is after patched JSON was written as YAML and read again. */
function nodeOfJson(value: Json): Node {
  if (value === null) return scalarNode("null", TAG.null);
  if (Array.isArray(value)) return sequenceNode(value.map(nodeOfJson));
  switch (typeof value) {
    case "string":
      return scalarNode(value, TAG.string, stringStyle(value));
    case "number": {
      const text = formatFloat(value);
      return scalarNode(text, resolvePlain(text)?.tag ?? TAG.float);
    }
    case "boolean":
      return scalarNode(String(value), TAG.bool);
    default:
      return mapNode(
        Object.entries(value)
          .sort(([left], [right]) => (left < right ? -1 : 1))
          .flatMap(([key, field]) => [nodeOfJson(key), nodeOfJson(field)]),
      );
  }
}

function patched(node: Node, patch: JsonPatch, resource: string, occurrence: Occurrence): Node {
  try {
    const document = toJson(nodeValue(node));
    if (typeof document !== "object" || document === null) return emptyNode();
    const result = applyJsonPatch(document, patch);
    if (!Array.isArray(result)) return nodeOfJson(result);
    return refuse("invalid-patch", { reason: `the patch turns ${resource} into a list` }, occurrence);
  } catch (error) {
    if (error instanceof UnwritableNode) {
      return refuse("unwritable-resource", { reason: `${resource}: ${error.message}` }, occurrence);
    }
    if (!(error instanceof JsonPatchFailure)) throw error;
    const { position, op, path } = error.operation;
    return refuse(
      "invalid-patch",
      { reason: `operation ${position} of the JSON patch does not apply to ${resource}: ${error.message}` },
      { ...occurrence, found: `${op} ${path ?? ""}`.trim() },
    );
  }
}

/** Applies a JSON patch to one resource. */
function applyJsonPatchTo(
  resource: BuildResource,
  patch: JsonPatch,
  context: BuildContext,
  occurrence: Occurrence,
): void {
  const id = idText(currentId(resource, context.schemas));
  overwriteNode(resource.node, patched(resource.node, patch, id, occurrence));
}

/** The step that applies a JSON patch to all resources its target selects. */
export function jsonPatchTransform(
  target: Selector | undefined,
  patch: JsonPatch,
  occurrence: Occurrence,
): Transformer["apply"] {
  return (list, context) => {
    if (target === undefined) {
      refuse(
        "invalid-patch",
        { reason: "a JSON patch has no target" },
        { ...occurrence, hint: "name the resources with target" },
      );
    }
    for (const resource of selectResources(list, target, context, occurrence)) {
      rememberId(resource, context.schemas);
      applyJsonPatchTo(resource, patch, context, occurrence);
    }
    list.forgetIds();
  };
}

/** The transformer of one entry of `patchesJson6902`. */
export function jsonPatchTransformer(
  entry: Patch,
  loader: Loader,
  occurrence: Occurrence,
  by = "patchesJson6902",
): Transformer {
  const { path = "", patch = "", target } = entry;
  if (!target?.name) {
    refuse(
      "invalid-patch",
      { reason: "the target of a JSON patch has no name" },
      { ...occurrence, path: `${occurrence.path}.target.name` },
    );
  }
  if ((path === "") === (patch === "")) {
    const reason =
      path === "" ? "a JSON patch has neither path nor patch" : "a JSON patch has both path and patch";
    refuse("invalid-patch", { reason }, { ...occurrence, hint: "give it one of them" });
  }
  const file = path === "" ? undefined : requireText(loader, path, occurrence);
  const operations = parseJsonPatch({ text: file?.text ?? patch, file: file?.path ?? "", occurrence });
  if (operations.length === 0) refuse("invalid-patch", { reason: "the JSON patch is empty" }, occurrence);
  return {
    name: "PatchJson6902Transformer",
    by,
    apply(list, context) {
      for (const resource of selectResources(list, target, context, occurrence)) {
        applyJsonPatchTo(resource, operations, context, occurrence);
      }
      list.forgetIds();
    },
  };
}

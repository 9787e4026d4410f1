import type { Occurrence } from "@grampus/diagnostics";
import { type Loader, requireText } from "../load/loader.ts";
import { parseResources, type ResourceText } from "../load/resources.ts";
import { applyMergePatch } from "../merge/apply.ts";
import { Refusal, refuse } from "../refusal.ts";
import type { BuildResource } from "../resources/resource.ts";
import { selectResources } from "../select/select.ts";
import type { Transformer } from "../step.ts";
import type { Patch } from "../types/kustomization.ts";
import { type JsonPatch, parseJsonPatch } from "./json-patch.ts";
import { jsonPatchTransform } from "./json-patch-transform.ts";
import { patchSelected, patchTarget } from "./strategic-merge.ts";

/** The text of a patch, from its file or from the Kustomization. */
function patchText(patch: Patch, loader: Loader, occurrence: Occurrence): ResourceText {
  const inline = patch.patch?.trim() ?? "";
  const path = patch.path ?? "";
  if (inline !== "" && path !== "") {
    refuse(
      "invalid-patch",
      { reason: "a patch has both path and patch" },
      { ...occurrence, hint: "keep one of them" },
    );
  }
  if (inline !== "") return { text: inline, file: "", occurrence };
  if (path === "") {
    refuse(
      "invalid-patch",
      { reason: "a patch has neither path nor patch" },
      { ...occurrence, hint: "name a file with path, or write the patch inline" },
    );
  }
  const file = requireText(loader, path, occurrence);
  return { text: file.text, file: file.path, occurrence };
}

type ParsedPatch =
  | { readonly kind: "merge"; readonly resources: readonly BuildResource[] }
  | { readonly kind: "json"; readonly patch: JsonPatch }
  | { readonly kind: "empty" };

function attempt<Result>(read: () => Result): Result | Refusal {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** Tells strategic-merge patches from JSON patches by trying both readings, as kustomize does. */
function parsePatch(source: ResourceText, loader: Loader): ParsedPatch {
  const resources = attempt(() => parseResources(loader.cache, source));
  if (!(resources instanceof Refusal)) {
    return resources.length === 0 ? { kind: "empty" } : { kind: "merge", resources };
  }
  const patch = attempt(() => parseJsonPatch(source));
  if (!(patch instanceof Refusal)) return { kind: "json", patch };
  throw looksLikeJsonPatch(source.text) ? patch : resources;
}

function looksLikeJsonPatch(text: string): boolean {
  return /^\s*(?:#.*\n\s*)*(?:\[|-\s)/.test(text);
}

function mergeTransform(
  patch: Patch,
  resources: readonly BuildResource[],
  occurrence: Occurrence,
): Transformer["apply"] {
  const { target } = patch;
  return (list, context) => {
    if (target === undefined) {
      for (const resource of resources) {
        applyMergePatch(patchTarget(list, resource, context, occurrence), resource, context);
      }
      list.forgetIds();
      return;
    }
    const [only, second] = resources;
    if (second !== undefined) {
      refuse(
        "invalid-patch",
        { reason: "several patches in one entry cannot share a target" },
        { ...occurrence, hint: "give every patch an entry of its own" },
      );
    }
    if (only !== undefined)
      patchSelected(list, selectResources(list, target, context, occurrence), only, context);
  };
}

/** The transformer of one entry of `patches`. */
export function patchTransformer(patch: Patch, loader: Loader, occurrence: Occurrence): Transformer {
  const source = patchText(patch, loader, occurrence);
  const parsed = parsePatch(source, loader);
  const place: Occurrence =
    source.file === "" ? occurrence : { ...occurrence, source: { file: source.file, line: 1, column: 1 } };
  const base = {
    name: "PatchTransformer",
    by: "patches",
    ...(source.file === "" ? {} : { file: source.file }),
  };
  if (parsed.kind === "json")
    return { ...base, apply: jsonPatchTransform(patch.target, parsed.patch, place) };
  if (parsed.kind === "empty") return { ...base, apply: () => undefined };
  for (const resource of parsed.resources) {
    resource.mayChangeName = patch.options?.allowNameChange === true;
    resource.mayChangeKind = patch.options?.allowKindChange === true;
  }
  return { ...base, apply: mergeTransform(patch, parsed.resources, place) };
}

/** A patch of `patchesStrategicMerge`: a path, or the patch itself. */
export interface MergePatchEntry {
  readonly path: string;
  readonly occurrence: Occurrence;
}

function mergePatchResources(
  { path, occurrence }: MergePatchEntry,
  loader: Loader,
): readonly BuildResource[] {
  const inline = attempt(() => parseResources(loader.cache, { text: path, file: "", occurrence }));
  if (!(inline instanceof Refusal)) return inline;
  if (path.includes("\n")) throw inline;
  const file = requireText(loader, path, occurrence);
  return parseResources(loader.cache, { text: file.text, file: file.path, occurrence });
}

/** The transformer of all entries of `patchesStrategicMerge`. */
export function mergePatchesTransformer(
  entries: readonly MergePatchEntry[],
  loader: Loader,
  by = "patchesStrategicMerge",
): Transformer {
  const patches = entries.flatMap((entry) =>
    mergePatchResources(entry, loader).map((resource) => ({ resource, occurrence: entry.occurrence })),
  );
  const [first] = entries;
  if (patches.length === 0 && first !== undefined) {
    refuse("invalid-patch", { reason: "the patch is empty" }, { ...first.occurrence, found: first.path });
  }
  return {
    name: "PatchStrategicMergeTransformer",
    by,
    apply(list, context) {
      for (const { resource, occurrence } of patches) {
        patchSelected(list, [patchTarget(list, resource, context, occurrence)], resource, context);
      }
    },
  };
}

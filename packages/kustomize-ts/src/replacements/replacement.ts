import type { Occurrence } from "@grampus/diagnostics";
import { copyNode, isAbsent, type Node, overwriteNode, scalarNode } from "go-yaml-ts";
import { isSelected } from "../config/transformer-config.ts";
import { refuse } from "../refusal.ts";
import { effectiveNamespace, idText, type ResourceId } from "../resources/id.ts";
import type { ResourceList } from "../resources/list.ts";
import { annotationsOf, labelsOf } from "../resources/metadata.ts";
import { type BuildResource, currentId, previousIds } from "../resources/resource.ts";
import { labelsTest, type SelectorTests, selectorTests } from "../select/select.ts";
import type { BuildContext, Transformer } from "../step.ts";
import { lookup, PathFailure } from "../tree/lookup.ts";
import { splitBracketedPath } from "../tree/path.ts";
import type {
  FieldOptions,
  Replacement,
  ReplacementSource,
  ReplacementTarget,
  Selector,
} from "../types/kustomization.ts";
import { matchPath } from "./match-path.ts";
import { replaceInText } from "./structured-text.ts";

const DEFAULT_PATH = "metadata.name";

/** Every identity of a resource, none of them cluster-scoped: the reference compares only what is written. */
function idsOf(resource: BuildResource, context: BuildContext): readonly ResourceId[] {
  return [{ ...currentId(resource, context.schemas), clusterScoped: false }, ...previousIds(resource)];
}

function sourceText(source: ReplacementSource): string {
  const { group, version, kind, name, namespace } = source;
  return (
    [group, version, kind, name, namespace && `in ${namespace}`].filter(Boolean).join(" ") || "everything"
  );
}

function isSource(id: ResourceId, source: ReplacementSource): boolean {
  if (source.name && source.name !== id.name) return false;
  const wanted = source.namespace === "default" || !source.namespace ? "default" : source.namespace;
  if (source.namespace && effectiveNamespace(id) !== wanted) return false;
  return isSelected(id, source);
}

function sourceResource(
  list: ResourceList,
  source: ReplacementSource,
  context: BuildContext,
  occurrence: Occurrence,
): BuildResource {
  const found = list.resources.filter((resource) =>
    idsOf(resource, context).some((id) => isSource(id, source)),
  );
  const [first, second] = found;
  if (first === undefined) {
    return refuse(
      "invalid-replacement",
      { reason: `no resource is ${sourceText(source)}` },
      { ...occurrence, path: "source", found: sourceText(source) },
    );
  }
  if (second === undefined) return first;
  return refuse(
    "invalid-replacement",
    { reason: `more than one resource is ${sourceText(source)}` },
    {
      ...occurrence,
      path: "source",
      found: found.map((resource) => idText(currentId(resource, context.schemas))).join("; "),
      hint: "name the resource by kind, name and namespace",
    },
  );
}

function failed(error: unknown, path: string, occurrence: Occurrence): never {
  if (!(error instanceof PathFailure)) throw error;
  return refuse(
    "invalid-replacement",
    { reason: `${path} cannot be followed: ${error.message}` },
    { ...occurrence, path },
  );
}

function refined(node: Node, options: FieldOptions | undefined, path: string, occurrence: Occurrence): Node {
  const delimiter = options?.delimiter ?? "";
  if (delimiter === "") return node;
  if (node.kind !== "scalar") {
    refuse(
      "invalid-replacement",
      { reason: `${path} is not a text, and a delimiter needs one` },
      { ...occurrence, path },
    );
  }
  const parts = node.value.split(delimiter);
  const index = options?.index ?? 0;
  const part = index < 0 ? undefined : parts[index];
  if (part === undefined) {
    refuse(
      "invalid-replacement",
      { reason: `index ${index} is outside ${node.value}` },
      { ...occurrence, path, allowed: `0 to ${parts.length - 1}` },
    );
  }
  const copy = copyNode(node);
  copy.value = part;
  return copy;
}

function sourceValue(
  list: ResourceList,
  replacement: Replacement,
  context: BuildContext,
  occurrence: Occurrence,
): Node {
  const { source, sourceValue: text } = replacement;
  if (text !== undefined && source !== undefined) {
    refuse(
      "invalid-replacement",
      { reason: "a replacement has both source and sourceValue" },
      { ...occurrence, hint: "keep one of them" },
    );
  }
  if (text !== undefined) return scalarNode(text);
  if (source === undefined) {
    return refuse(
      "invalid-replacement",
      { reason: "a replacement has no source" },
      { ...occurrence, allowed: "source or sourceValue" },
    );
  }
  const resource = sourceResource(list, source, context, occurrence);
  const path = source.fieldPath || DEFAULT_PATH;
  let node: Node | undefined;
  try {
    node = lookup(resource.node, splitBracketedPath(path, "."));
  } catch (error) {
    failed(error, path, occurrence);
  }
  if (isAbsent(node)) {
    const id = idText(currentId(resource, context.schemas));
    return refuse("invalid-replacement", { reason: `${id} has no field ${path}` }, { ...occurrence, path });
  }
  return refined(node, source.options, path, occurrence);
}

function writeValue(
  target: Node,
  value: Node,
  options: FieldOptions | undefined,
  path: string,
  occurrence: Occurrence,
): void {
  const copy = copyNode(value);
  const delimiter = options?.delimiter ?? "";
  if (delimiter !== "") {
    if (target.kind !== "scalar") {
      refuse(
        "invalid-replacement",
        { reason: `${path} is not a text, and a delimiter needs one` },
        { ...occurrence, path },
      );
    }
    const parts = target.value.split(delimiter);
    const index = options?.index ?? 0;
    if (index < 0) parts.unshift(copy.value);
    else if (index >= parts.length) parts.push(copy.value);
    else parts[index] = copy.value;
    copy.value = parts.join(delimiter);
  }
  if (target.kind === "scalar") target.value = copy.value;
  else overwriteNode(target, copy);
}

function writeTarget(resource: Node, value: Node, target: ReplacementTarget, occurrence: Occurrence): void {
  const paths = target.fieldPaths?.length ? target.fieldPaths : [DEFAULT_PATH];
  const create = target.options?.create ? value.kind : undefined;
  for (const path of paths) {
    let matches: readonly Node[] = [];
    try {
      if (replaceInText(resource, value, path, create)) continue;
      matches = matchPath(resource, splitBracketedPath(path, "."), create);
    } catch (error) {
      failed(error, path, occurrence);
    }
    if (matches.length === 0) {
      refuse(
        "invalid-replacement",
        { reason: `the target has no field ${path}` },
        { ...occurrence, path, ...(create === undefined ? { hint: "set options.create to make it" } : {}) },
      );
    }
    for (const match of matches) writeValue(match, value, target.options, path, occurrence);
  }
}

type TargetTest = (resource: BuildResource, ids: readonly ResourceId[]) => boolean;

function matchesId(tests: SelectorTests, id: ResourceId): boolean {
  return tests.gvk(id) && tests.name(id.name) && tests.namespace(id.namespace);
}

function hasIdentity({ group, version, kind, name, namespace }: Selector): boolean {
  return Boolean(group || version || kind || name || namespace);
}

function labelTests(selector: Selector, occurrence: Occurrence): (node: Node) => boolean {
  const labels = labelsTest(selector, "labelSelector", occurrence);
  const annotations = labelsTest(selector, "annotationSelector", occurrence);
  return (node) => annotations(annotationsOf(node)) && labels(labelsOf(node));
}

function targetTest(target: ReplacementTarget, select: Selector, occurrence: Occurrence): TargetTest {
  const tests = selectorTests(select, occurrence);
  const labels = labelTests(select, occurrence);
  const rejects = (target.reject ?? []).map((selector) => ({
    tests: hasIdentity(selector) ? selectorTests(selector, occurrence) : undefined,
    labels:
      selector.labelSelector || selector.annotationSelector ? labelTests(selector, occurrence) : undefined,
  }));
  return ({ node }, ids) =>
    labels(node) &&
    !rejects.some((reject) => reject.labels?.(node)) &&
    !rejects.some(
      ({ tests: rejected }) => rejected !== undefined && ids.some((id) => matchesId(rejected, id)),
    ) &&
    ids.some((id) => matchesId(tests, id));
}

function applyReplacement(
  list: ResourceList,
  replacement: Replacement,
  context: BuildContext,
  occurrence: Occurrence,
): void {
  if (replacement.targets === undefined) {
    refuse(
      "invalid-replacement",
      { reason: "a replacement has no targets" },
      { ...occurrence, allowed: "at least one target" },
    );
  }
  const value = sourceValue(list, replacement, context, occurrence);
  for (const target of replacement.targets) {
    if (target.select === undefined) {
      refuse(
        "invalid-replacement",
        { reason: "a target of a replacement has no select" },
        { ...occurrence, path: "targets" },
      );
    }
    const test = targetTest(target, target.select, occurrence);
    for (const resource of list.resources) {
      if (test(resource, idsOf(resource, context))) writeTarget(resource.node, value, target, occurrence);
    }
  }
}

/** A replacement and where it was written. */
export interface PlacedReplacement {
  readonly replacement: Replacement;
  readonly occurrence: Occurrence;
}

export function replacementTransformer(
  replacements: readonly PlacedReplacement[],
  by = "replacements",
): Transformer {
  return {
    name: "ReplacementTransformer",
    by,
    apply(list, context) {
      for (const { replacement, occurrence } of replacements) {
        applyReplacement(list, replacement, context, occurrence);
      }
      list.forgetIds();
    },
  };
}

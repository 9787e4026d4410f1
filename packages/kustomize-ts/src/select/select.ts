import type { Occurrence } from "@grampus/diagnostics";
import { refuse } from "../refusal.ts";
import { effectiveNamespace, type Gvk } from "../resources/id.ts";
import type { ResourceList } from "../resources/list.ts";
import { annotationsOf, labelsOf } from "../resources/metadata.ts";
import { type BuildResource, currentId, originalId } from "../resources/resource.ts";
import type { BuildContext } from "../step.ts";
import type { Selector } from "../types/kustomization.ts";
import { readLabelExpression } from "./label-expression.ts";
import { compileWholePattern } from "./re2.ts";

type Test = (text: string) => boolean;

const ANYTHING: Test = () => true;

function patternTest(selector: Selector, field: keyof Selector, occurrence: Occurrence): Test {
  const pattern = selector[field] ?? "";
  if (pattern === "") return ANYTHING;
  const compiled = compileWholePattern(pattern);
  if (typeof compiled !== "string") return (text) => compiled.matches(text);
  return refuse(
    "invalid-selector",
    { reason: `${field} is not a regular expression: ${compiled}` },
    { ...occurrence, path: field, found: pattern, allowed: "RE2 syntax" },
  );
}

/** Whether labels or annotations satisfy an expression. */
export type LabelsTest = (labels: ReadonlyMap<string, string>) => boolean;

export function labelsTest(
  selector: Selector,
  field: "labelSelector" | "annotationSelector",
  occurrence: Occurrence,
): LabelsTest {
  const expression = selector[field] ?? "";
  const read = readLabelExpression(expression);
  if (typeof read !== "string") return (labels) => read.matches(labels);
  return refuse(
    "invalid-selector",
    { reason: `${field} cannot be read: ${read}` },
    {
      ...occurrence,
      path: field,
      found: expression,
      allowed: "key=value, key!=value, key in (a, b), key notin (a), key, !key",
    },
  );
}

/** The tests of a selector on the parts of an identity. */
export interface SelectorTests {
  readonly gvk: (gvk: Gvk) => boolean;
  readonly name: Test;
  readonly namespace: Test;
}

export function selectorTests(selector: Selector, occurrence: Occurrence): SelectorTests {
  const group = patternTest(selector, "group", occurrence);
  const version = patternTest(selector, "version", occurrence);
  const kind = patternTest(selector, "kind", occurrence);
  return {
    gvk: (gvk) => group(gvk.group) && version(gvk.version) && kind(gvk.kind),
    name: patternTest(selector, "name", occurrence),
    namespace: patternTest(selector, "namespace", occurrence),
  };
}

/** The resources a selector matches, by their original or present name and namespace. */
export function selectResources(
  list: ResourceList,
  selector: Selector,
  context: BuildContext,
  occurrence: Occurrence,
): readonly BuildResource[] {
  const tests = selectorTests(selector, occurrence);
  const labels = labelsTest(selector, "labelSelector", occurrence);
  const annotations = labelsTest(selector, "annotationSelector", occurrence);
  return list.resources.filter((resource) => {
    const current = currentId(resource, context.schemas);
    const original = originalId(resource, context.schemas);
    return (
      (tests.namespace(effectiveNamespace(original)) || tests.namespace(effectiveNamespace(current))) &&
      (tests.name(original.name) || tests.name(current.name)) &&
      tests.gvk(current) &&
      labels(labelsOf(resource.node)) &&
      annotations(annotationsOf(resource.node))
    );
  });
}

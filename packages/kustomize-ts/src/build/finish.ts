import type { ResourceList } from "../resource/list.ts";
import { annotationsOf, setAnnotations } from "../resource/metadata.ts";

const DOMAIN = "internal.config.kubernetes.io";

/** Annotations that kustomize uses during a build and takes away at its end. */
const INTERNAL: readonly string[] = [
  ...["previousKinds", "previousNames", "prefixes", "suffixes", "previousNamespaces", "allowNameChange"],
  ...["allowKindChange", "refBy", "generatorBehavior", "needsHashSuffix", "path", "index", "seqindent", "id"],
  "annotations-migration-resource-id",
].map((name) => `${DOMAIN}/${name}`);

const LEGACY: readonly string[] = [
  "config.kubernetes.io/path",
  "config.kubernetes.io/index",
  "config.k8s.io/id",
  "kustomize.config.k8s.io/helm-generated",
];

const REMOVED: ReadonlySet<string> = new Set([...INTERNAL, ...LEGACY]);
const ORIGIN = "config.kubernetes.io/origin";
const TRANSFORMATIONS = "alpha.config.kubernetes.io/transformations";

/** Takes internal annotations away and writes the others as strings; annotations that are left empty go. */
export function finishAnnotations(list: ResourceList): void {
  for (const { node } of list.resources) {
    const annotations = annotationsOf(node);
    for (const name of annotations.keys()) if (REMOVED.has(name)) annotations.delete(name);
    annotations.delete(ORIGIN);
    annotations.delete(TRANSFORMATIONS);
    setAnnotations(node, annotations);
  }
}

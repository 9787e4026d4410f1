import { TAG } from "go-yaml-ts";
import { setSpecFields } from "../config/field-spec.ts";
import { entrySetter } from "../filters/setter.ts";
import type { ResourceList } from "../resources/list.ts";
import { annotationsOf, hasNoAnnotations, setAnnotations } from "../resources/metadata.ts";
import { ORIGIN_ANNOTATION, TRANSFORMATIONS_ANNOTATION } from "../resources/origin.ts";

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

const MANAGED_BY = "app.kubernetes.io/managed-by";
const MANAGER = "kustomize-v5.8.1";

/**
 * Takes internal annotations away and writes the others as strings; annotations that are left empty go. Origins stay
 * only where `buildMetadata` asks for them.
 */
export function finishResources(list: ResourceList, buildMetadata: readonly string[]): void {
  const keepsOrigin = buildMetadata.includes("originAnnotations");
  const keepsTransformations = buildMetadata.includes("transformerAnnotations");
  if (buildMetadata.includes("managedByLabel")) {
    const specs = [{ path: "metadata/labels", create: true }];
    const set = entrySetter(MANAGED_BY, MANAGER, TAG.string);
    for (const { node } of list.resources) setSpecFields(node, specs, { set, create: "map", tag: TAG.map });
  }
  for (const { node } of list.resources) {
    if (hasNoAnnotations(node)) continue;
    const annotations = annotationsOf(node);
    for (const name of annotations.keys()) if (REMOVED.has(name)) annotations.delete(name);
    if (!keepsOrigin) annotations.delete(ORIGIN_ANNOTATION);
    if (!keepsTransformations) annotations.delete(TRANSFORMATIONS_ANNOTATION);
    setAnnotations(node, annotations);
  }
}

const LOCAL_CONFIG = "config.kubernetes.io/local-config";

/** Drops the resources that are there only for the build. */
export function dropLocalResources(list: ResourceList): void {
  const kept = list.resources.filter(({ node }) => {
    const local = hasNoAnnotations(node) ? undefined : annotationsOf(node).get(LOCAL_CONFIG);
    return local === undefined || local === "false";
  });
  if (kept.length < list.resources.length) list.reset(kept);
}

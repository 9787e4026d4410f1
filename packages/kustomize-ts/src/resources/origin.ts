import { emitYaml, mapNode, type Node, stringNode, type YamlValue } from "go-yaml-ts";
import { field, setField } from "../tree/fields.ts";
import { annotationsOf, apiVersionTextOf, kindOf, nameOf, namespaceOf } from "./metadata.ts";
import type { BuildResource } from "./resource.ts";

export const ORIGIN_ANNOTATION = "config.kubernetes.io/origin";
export const TRANSFORMATIONS_ANNOTATION = "alpha.config.kubernetes.io/transformations";

/** Where a transformer or generator was configured. */
export interface ConfigurationOrigin {
  /** Path of the file, from the directory that is built. */
  readonly configuredIn: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name?: string;
  readonly namespace?: string;
}

/** Joins two relative paths, keeping `..` at the front. */
export function joinPaths(base: string, path: string): string {
  const segments: string[] = [];
  for (const segment of `${base}/${path}`.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment === ".." && segments.length > 0 && segments.at(-1) !== "..") segments.pop();
    else segments.push(segment);
  }
  return segments.join("/");
}

function setAnnotation(node: Node, key: string, value: string): void {
  const metadata = field(node, "metadata");
  if (metadata?.kind !== "map") return;
  let annotations = field(metadata, "annotations");
  if (annotations?.kind !== "map") {
    annotations = mapNode();
    setField(metadata, "annotations", annotations);
  }
  setField(annotations, key, stringNode(value));
}

function originValue({ configuredIn, apiVersion, kind, name, namespace }: ConfigurationOrigin): YamlValue {
  const configuredBy = { apiVersion, kind, ...(name ? { name } : {}), ...(namespace ? { namespace } : {}) };
  return { configuredIn, configuredBy };
}

/** Notes on a resource the file it was read from. */
export function noteFile({ node }: BuildResource, path: string): void {
  setAnnotation(node, ORIGIN_ANNOTATION, emitYaml({ path }, { keyOrder: "given" }));
}

/** Notes on a resource what generated it, unless it knows where it is from. */
export function noteGenerator({ node }: BuildResource, origin: ConfigurationOrigin): void {
  if (annotationsOf(node).has(ORIGIN_ANNOTATION)) return;
  setAnnotation(node, ORIGIN_ANNOTATION, emitYaml(originValue(origin), { keyOrder: "given" }));
}

/** Notes on a resource that a transformer ran over it. One without an origin counts as made by the transformer. */
export function noteTransformer({ node }: BuildResource, origin: ConfigurationOrigin): void {
  const annotations = annotationsOf(node);
  if (!annotations.has(ORIGIN_ANNOTATION)) {
    setAnnotation(node, ORIGIN_ANNOTATION, emitYaml(originValue(origin), { keyOrder: "given" }));
    return;
  }
  const known = annotations.get(TRANSFORMATIONS_ANNOTATION) ?? "";
  setAnnotation(
    node,
    TRANSFORMATIONS_ANNOTATION,
    known + emitYaml([originValue(origin)], { keyOrder: "given" }),
  );
}

/** The origin of what a resource configures, such as a transformer in a file of its own. */
export function pluginOrigin({ node }: BuildResource, configuredIn: string): ConfigurationOrigin {
  return {
    configuredIn,
    apiVersion: apiVersionTextOf(node),
    kind: kindOf(node),
    name: nameOf(node),
    namespace: namespaceOf(node),
  };
}

import { type ChangeClass, CLUSTER_KIND, fieldAt, fields, normalize, pathText } from "@grampus/api";
import { closest, type Diagnostic, type SourceLocation } from "@grampus/diagnostics";
import { isUnset } from "@grampus/dsl";
import { ENVIRONMENT_LABEL } from "@grampus/dsl/field-map";
import { valueAt } from "../data/data-path.ts";
import type { PlainValue } from "../data/plain-data.ts";
import { type FieldName, fieldName } from "../fields/field-name.ts";
import { type Locator, locator } from "../position/locate.ts";
import type { Layer, LayerKind } from "../resolve/layers.ts";
import { mergedSettings } from "../resolve/merge.ts";
import type { ResolvedOverlay } from "../resolve/resolve.ts";
import { clusterResource } from "../resolve/resource.ts";
import { explainCodes } from "./diagnostics.ts";

/** What one layer says about a field. */
export interface LayerExplanation {
  readonly layer: "schema default" | LayerKind;
  /** The value the layer sets; absent when it says nothing or takes the field back. */
  readonly value?: PlainValue;
  /** Whether the layer takes back what lower layers set. */
  readonly isUnset: boolean;
  /** Where the layer says it; absent for the schema. */
  readonly source?: SourceLocation;
}

/** Why a field of a cluster in an environment has its value. */
export interface Explanation {
  readonly kind: "explained";
  readonly environment: string;
  readonly cluster: string;
  /** The field in the custom resource: `spec.members`. */
  readonly field: string;
  /** The field in a definition: `members`; absent when definitions cannot say it. */
  readonly definitionField?: string;
  readonly description: string;
  /** What a change of the field does to a running database, by direction where that matters. */
  readonly changeClass: Readonly<Record<string, ChangeClass>>;
  /** The value that reaches the Kubernetes cluster; absent when the field is not set. */
  readonly value?: PlainValue;
  /** The layers that say something, lowest first: the last one decides, and maps merge. */
  readonly layers: readonly LayerExplanation[];
}

/** There is no such field. */
export interface UnknownField {
  readonly kind: "unknown";
  readonly diagnostics: readonly Diagnostic[];
}

/** What a layer takes back: the field itself or something around it. */
function unsetPath(layer: Layer, path: FieldName["definition"]): FieldName["definition"] | undefined {
  for (let length = 1; length <= path.length; length++) {
    const prefix = path.slice(0, length);
    if (isUnset(valueAt(layer.settings, prefix))) return prefix;
  }
  return undefined;
}

/** What a layer alone says of a field of the custom resource. */
function layerValue({ settings }: Layer, resource: FieldName["resource"]): PlainValue | undefined {
  return valueAt(clusterResource(mergedSettings({}, settings)), resource);
}

function layerExplanations(
  locate: Locator,
  layers: readonly Layer[],
  { definition, resource }: FieldName,
): readonly LayerExplanation[] {
  return layers.flatMap((layer): readonly LayerExplanation[] => {
    const taken = unsetPath(layer, definition);
    const value = layerValue(layer, resource);
    if (taken === undefined && (value === undefined || isHead(resource))) return [];
    const path = [...layer.at, ...(taken ?? definition)];
    const source = locate({ file: layer.file, path, part: "value" });
    const said = taken === undefined && value !== undefined ? { value } : {};
    return [{ layer: layer.kind, isUnset: taken !== undefined, source, ...said }];
  });
}

/** Fields every Cluster has, whatever the layers say. */
function isHead([first, ...more]: FieldName["resource"]): boolean {
  return first === "apiVersion" || first === "kind" || (first === "metadata" && more.length === 0);
}

/** What the environment itself gives every cluster: its namespace and its label. */
function environmentExplanations(
  locate: Locator,
  { environment }: ResolvedOverlay,
  resource: FieldName["resource"],
): readonly LayerExplanation[] {
  const own = {
    metadata: { namespace: environment.namespace, labels: { [ENVIRONMENT_LABEL]: environment.name } },
  };
  const value = valueAt(own, resource);
  if (value === undefined || isHead(resource)) return [];
  const path = resource.includes("namespace") ? ["namespace"] : ["name"];
  const source = locate({ file: environment.file, path, part: "value" });
  return [{ layer: "environment", isUnset: false, value, source }];
}

/** Explains where a field of a cluster in an environment has its value from. Takes either name of the field. */
export async function explanation(
  root: string,
  overlay: ResolvedOverlay,
  field: string,
): Promise<Explanation | UnknownField> {
  const name = fieldName(field);
  const api = fieldAt(CLUSTER_KIND, name.resource);
  if (api === undefined) {
    const known = Object.keys(fields.Cluster);
    const near = closest(field, known);
    const hint = near === undefined ? "see docs/api/reference.md for the fields" : `did you mean ${near}?`;
    return {
      kind: "unknown",
      diagnostics: [explainCodes.create("unknown-field", { field }, { found: field, hint })],
    };
  }
  const locate = await locator(root);
  const value = valueAt(overlay.manifest, name.resource);
  const untouched = normalize(clusterResource({ name: overlay.cluster.name }));
  const schemaDefault = name.definition[0] === "name" ? undefined : valueAt(untouched, name.resource);
  const bottom: readonly LayerExplanation[] =
    schemaDefault === undefined ? [] : [{ layer: "schema default", value: schemaDefault, isUnset: false }];
  return {
    kind: "explained",
    environment: overlay.environment.name,
    cluster: overlay.cluster.name,
    field: pathText(name.resource),
    ...(name.definition.length === 0 ? {} : { definitionField: pathText(name.definition) }),
    description: api.description,
    changeClass: api.changeClass,
    ...(value === undefined ? {} : { value }),
    layers: [
      ...bottom,
      ...layerExplanations(locate, overlay.layers, name),
      ...environmentExplanations(locate, overlay, name.resource),
    ],
  };
}

import { type ChangeClass, CLUSTER_KIND, changeClasses, fieldAt, normalize, pathText } from "@grampus/api";
import type { SourceLocation } from "@grampus/diagnostics";
import { isUnset } from "@grampus/dsl";

import { ENVIRONMENT_LABEL, FIELD_MAP } from "@grampus/dsl/field-map";
import { appendedItems } from "../data/appended-items.ts";
import { type DataPath, startsWith, valueAt } from "../data/data-path.ts";
import { isMap, type PlainValue } from "../data/plain-data.ts";
import { type FieldName, fieldPath } from "../fields/field-name.ts";

import { type Locator, locator } from "../position/locate.ts";
import { isRetired, type Layer, type LayerKind } from "../resolve/layers.ts";
import { writtenItem } from "../resolve/list-item.ts";
import { mergedSettings } from "../resolve/merge.ts";
import { protectedFromDeletion, protectedFromPruning } from "../resolve/protection.ts";
import type { ResolvedOverlay } from "../resolve/resolve.ts";
import { clusterResource } from "../resolve/resource.ts";

/** What one layer says about a field. */
export interface LayerExplanation {
  readonly layer: "schema default" | "protection" | LayerKind;
  /** The value the layer sets; absent when it says nothing or takes the field back. */
  readonly value?: PlainValue;
  /** Whether the value is added to the list of lower layers; absent when it replaces. */
  readonly isAppended?: boolean;
  /** Whether the layer takes back what lower layers set. */
  readonly isUnset: boolean;
  /** What inside the value the layer takes back, as paths below the field; absent when nothing. */
  readonly takesBack?: readonly string[];
  /** Whether no higher layer says something else about all that this one says. */
  readonly decides: boolean;
  /** Where the layer says it; absent for the schema and for Grampus's protection. */
  readonly source?: SourceLocation;
}

/** What a layer says, before it is known what higher ones say. */
type Statement = Omit<LayerExplanation, "decides">;

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
  /** What a change of the field does to a running database, by direction or kind of variable where that matters. */
  readonly changeClass: Readonly<Record<string, ChangeClass>>;
  /** The same for the fields of a definition inside it, by name, where the field itself has no class. */
  readonly changeClassInside?: Readonly<Record<string, Explanation["changeClass"]>>;
  /** The value that reaches the Kubernetes cluster; absent when the field is not set. */
  readonly value?: PlainValue;
  /** The layers that say something, lowest first. Scalars and lists have one that decides; maps merge. */
  readonly layers: readonly LayerExplanation[];
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

/** The paths below a value of settings at which it takes something back. */
function takenBack(value: PlainValue | undefined, path: DataPath = []): readonly DataPath[] {
  if (isUnset(value)) return [path];
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => takenBack(member, [...path, key]));
}

function layerStatements(
  locate: Locator,
  layers: readonly Layer[],
  { definition, resource }: FieldName,
): readonly Statement[] {
  const item = writtenItem(layers, definition);
  if (item !== undefined) {
    const { layer, path } = item;
    const value = valueAt(layer.settings, path);
    const source = locate({ file: layer.file, path: [...layer.at, ...path], part: "value" });
    const said = value === undefined ? {} : { value };
    return [{ layer: layer.kind, isUnset: false, source, ...said }];
  }
  return layers.flatMap((layer): readonly Statement[] => {
    const isAppended = appendedItems(valueAt(layer.settings, definition)) !== undefined;
    const taken = unsetPath(layer, definition);
    const value = layerValue(layer, resource);
    const inside = taken === undefined ? takenBack(valueAt(layer.settings, definition)).map(pathText) : [];
    const isSilent = taken === undefined && inside.length === 0 && (value === undefined || isHead(resource));
    if (isSilent) return [];
    const path = [...layer.at, ...(taken ?? definition)];
    const source = locate({ file: layer.file, path, part: "value" });
    const said = taken === undefined && value !== undefined ? { value } : {};
    const back = inside.length === 0 ? {} : { takesBack: inside };
    return [
      {
        layer: layer.kind,
        isUnset: taken !== undefined,
        source,
        ...said,
        ...back,
        ...(isAppended ? { isAppended } : {}),
      },
    ];
  });
}

/** Fields every Cluster has, whatever the layers say. */
function isHead([first, ...more]: FieldName["resource"]): boolean {
  return first === "apiVersion" || first === "kind" || (first === "metadata" && more.length === 0);
}

/** What changes of the fields do that a definition has inside one that says nothing itself. */
function innerClasses({ resource }: FieldName, own: Explanation["changeClass"]) {
  if (Object.keys(own).length > 0) return {};
  const inside = FIELD_MAP.filter((mapping) => startsWith(mapping.resource, resource));
  const classes = inside.map(({ definition, resource: path }) => [
    definition.join("."),
    fieldAt(CLUSTER_KIND, path)?.changeClass ?? {},
  ]);
  return inside.length === 0 ? {} : { changeClassInside: Object.fromEntries(classes) };
}

/** What the environment itself gives every cluster: its namespace and its label. */
function environmentStatements(
  locate: Locator,
  { environment }: ResolvedOverlay,
  resource: FieldName["resource"],
): readonly Statement[] {
  const own = {
    metadata: { namespace: environment.namespace, labels: { [ENVIRONMENT_LABEL]: environment.name } },
  };
  const value = valueAt(own, resource);
  if (value === undefined || isHead(resource)) return [];
  const path = resource.includes("namespace") ? ["namespace"] : ["name"];
  const source = locate({ file: environment.file, path, part: "value" });
  return [{ layer: "environment", isUnset: false, value, source }];
}

/** The paths of a value that are no maps of others; the value itself when it is none. */
function leaves(value: PlainValue | undefined, path: DataPath = []): readonly DataPath[] {
  if (value === undefined) return [];
  if (!isMap(value) || Object.keys(value).length === 0) return [path];
  return Object.entries(value).flatMap(([key, member]) => leaves(member, [...path, key]));
}

/** What a layer takes from all lower ones, as paths below the field. An empty map takes nothing: maps merge. */
function takenPaths({ value, isUnset: isTaken, takesBack = [] }: Statement): readonly DataPath[] {
  if (isTaken) return [[]];
  const said = leaves(value).filter((path) => !isMap(valueAt(value, path)));
  return [...said, ...takesBack.map(fieldPath)];
}

/** All that a layer decides unless a higher one says otherwise, as paths below the field. */
function statedPaths(statement: Statement): readonly DataPath[] {
  const taken = takenPaths(statement);
  return taken.length > 0 ? taken : leaves(statement.value);
}

function withDecisions(statements: readonly Statement[]): readonly LayerExplanation[] {
  const taken = statements.map(takenPaths);
  return statements.map((statement, index) => {
    const higher = taken.filter((_, other) => other > index && statements[other]?.isAppended !== true).flat();
    const decides = statedPaths(statement).some((path) =>
      higher.every((other) => !startsWith(path, other) && !startsWith(other, path)),
    );
    return { ...statement, decides };
  });
}

/** What Grampus says of a Cluster so that nobody deletes it by mistake. */
function protectionStatements(
  layers: readonly Layer[],
  resource: FieldName["resource"],
): readonly Statement[] {
  const bare = { kind: CLUSTER_KIND };
  const value = valueAt(
    protectedFromDeletion(isRetired(layers) ? bare : protectedFromPruning(bare)),
    resource,
  );
  return value === undefined || isHead(resource) ? [] : [{ layer: "protection", value, isUnset: false }];
}

/** Makes explanations of the fields of one cluster in one environment. */
export type Explainer = (name: FieldName) => Explanation | undefined;

/** Makes the explainer of a cluster in an environment. It gives nothing for a field that the API does not have. */
export async function explainer(root: string, overlay: ResolvedOverlay): Promise<Explainer> {
  const locate = await locator(root);
  const untouched = normalize(clusterResource({ name: overlay.cluster.name }));
  return (name) => {
    const api = fieldAt(CLUSTER_KIND, name.resource);
    if (api === undefined) return undefined;
    const value = valueAt(overlay.manifest, name.resource);
    const changeClass = changeClasses(CLUSTER_KIND, name.resource);
    const schemaDefault = name.definition[0] === "name" ? undefined : valueAt(untouched, name.resource);
    const bottom: readonly Statement[] =
      schemaDefault === undefined ? [] : [{ layer: "schema default", value: schemaDefault, isUnset: false }];
    return {
      kind: "explained",
      environment: overlay.environment.name,
      cluster: overlay.cluster.name,
      field: pathText(name.resource),
      ...(name.definition.length === 0 ? {} : { definitionField: pathText(name.definition) }),
      description: api.description,
      changeClass,
      ...innerClasses(name, changeClass),
      ...(value === undefined ? {} : { value }),
      layers: withDecisions([
        ...bottom,
        ...protectionStatements(overlay.layers, name.resource),
        ...layerStatements(locate, overlay.layers, name),
        ...environmentStatements(locate, overlay, name.resource),
      ]),
    };
  };
}

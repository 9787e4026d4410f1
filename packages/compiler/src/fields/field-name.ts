import { FIELD_MAP, MANIFESTS_FIELD } from "@grampus/dsl/field-map";

import { type DataPath, startsWith } from "../data/data-path.ts";

/** A field under its two names. */
export interface FieldName {
  /** Path in the custom resource. */
  readonly resource: DataPath;
  /** Path in a definition; empty when definitions cannot say the field. */
  readonly definition: DataPath;
}

/** A key of a map that holds dots or slashes is written in brackets: `metadata.labels["mysql.oracle.com/owner"]`. */
const SEGMENT = /\[(?:"([^"]*)"|'([^']*)'|(\d+))\]|([^.[\]]+)/g;

/** Splits `spec.tolerations[0].key` into its segments. */
export function fieldPath(text: string): DataPath {
  return [...text.matchAll(SEGMENT)].map(([, double, single, index, plain]) =>
    index === undefined ? (double ?? single ?? plain ?? "") : Number(index),
  );
}

function commonStart(paths: readonly DataPath[]): DataPath {
  const [first = [], ...others] = paths;
  const length = first.findIndex((segment, index) => others.some((path) => path[index] !== segment));
  return length === -1 ? first : first.slice(0, length);
}

/** The path in a definition of a field of the custom resource; the nearest group when it has none of its own. */
export function definitionPath(resourcePath: DataPath): DataPath {
  const around = FIELD_MAP.filter(({ resource }) => startsWith(resourcePath, resource));
  const nearest = around.sort((left, right) => right.resource.length - left.resource.length)[0];
  if (nearest !== undefined) {
    return [...nearest.definition, ...resourcePath.slice(nearest.resource.length)];
  }
  const below = FIELD_MAP.filter(({ resource }) => startsWith(resource, resourcePath));
  return commonStart(below.map(({ definition }) => definition));
}

/**
 * A path in the data of a definition without what the functions of `@grampus/dsl` put there: the `settings` of
 * `override()` and `deploy()`, the `items` of `append()`.
 */
export function writtenPath(path: DataPath): DataPath {
  const [first] = path;
  const manifests = path.indexOf(MANIFESTS_FIELD);
  return path.filter((segment, index) => {
    if (segment === "settings")
      return (
        !(first === "clusters" && index >= 2) &&
        !(index === 1 && (first === "operator" || first === "platform"))
      );
    const isInManifests = manifests !== -1 && index > manifests;
    return segment !== "items" || isInManifests || typeof path[index + 1] !== "number";
  });
}

/**
 * The field of a definition that says what a key of the custom resource says: `pods` for `podTemplate`,
 * `storage.class` for `storageClassName`. Undefined when there is none, or more than one.
 */
export function definitionFieldFor(key: string): string | undefined {
  const named = FIELD_MAP.filter(({ resource }) => resource[1] === key || resource.at(-1) === key);
  const path = commonStart(named.map(({ definition }) => definition));
  return path.length === 0 ? undefined : path.join(".");
}

/** Takes a field by either of its names. A name that is in neither form of the field map counts as the resource's. */
export function fieldName(text: string): FieldName {
  const path = fieldPath(text);
  for (const { definition, resource } of FIELD_MAP) {
    if (startsWith(path, definition)) {
      return { definition: path, resource: [...resource, ...path.slice(definition.length)] };
    }
  }
  const groups = FIELD_MAP.filter(({ definition }) => startsWith(definition, path));
  const [group] = groups;
  if (group !== undefined) {
    const resource = commonStart(groups.map((mapping) => mapping.resource));
    return { definition: path, resource: groups.length === 1 ? resource.slice(0, -1) : resource };
  }
  return { resource: path, definition: definitionPath(path) };
}

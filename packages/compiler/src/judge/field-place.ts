import { FIELD_MAP } from "@grampus/dsl/field-map";
import { valueAt } from "../load/data-path.ts";
import type { DataPath } from "../load/plain-data.ts";
import type { FieldPlace } from "../position/locate.ts";
import type { Layer } from "../resolve/layers.ts";

function startsWith(path: DataPath, prefix: DataPath): boolean {
  return prefix.every((segment, index) => segment === path[index]);
}

/** The path in a definition of a field of the custom resource; the nearest group when it has none of its own. */
export function definitionPath(resourcePath: DataPath): DataPath {
  for (const { definition, resource } of FIELD_MAP) {
    if (startsWith(resourcePath, resource)) return [...definition, ...resourcePath.slice(resource.length)];
  }
  const below = FIELD_MAP.filter(({ resource }) => startsWith(resource, resourcePath));
  const [first] = below;
  if (first === undefined) return [];
  return first.definition
    .slice(0, -1)
    .filter((segment, index) => below.every((m) => m.definition[index] === segment));
}

/** The layer that sets a field: the highest that says anything about it. Undefined when it is a default of the API. */
function settingLayer(layers: readonly Layer[], path: DataPath): Layer | undefined {
  return layers.findLast(({ settings }) => valueAt(settings, path) !== undefined);
}

/**
 * Where a user wrote a field of the custom resource, or the nearest thing around it: the highest layer that sets the
 * field or, when none does, a field around it.
 */
export function fieldPlace(
  layers: readonly Layer[],
  resourcePath: DataPath,
  part: FieldPlace["part"],
): FieldPlace {
  const path = definitionPath(resourcePath);
  for (let length = path.length; length > 0; length--) {
    const prefix = path.slice(0, length);
    const layer = settingLayer(layers, prefix);
    if (layer !== undefined) {
      return {
        file: layer.file,
        path: [...layer.at, ...prefix],
        part: length === path.length ? part : "name",
      };
    }
  }
  const top = layers.findLast(({ kind }) => kind === "cluster");
  return { file: top?.file ?? "", path: [], part: "value" };
}

import type { DataPath } from "../data/data-path.ts";
import { valueAt } from "../data/data-path.ts";
import { definitionPath } from "../fields/field-name.ts";
import type { FieldPlace } from "../findings/finding.ts";
import type { Layer } from "../resolve/layers.ts";
import { writtenItem } from "../resolve/list-item.ts";

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
  return settingPlace(layers, definitionPath(resourcePath), part);
}

/** The same for a field of the settings that the layers make together. */
export function settingPlace(
  layers: readonly Layer[],
  merged: DataPath,
  part: FieldPlace["part"],
): FieldPlace {
  const item = writtenItem(layers, merged);
  const path = item?.path ?? merged;
  for (let length = path.length; length > 0; length--) {
    const prefix = path.slice(0, length);
    const layer = settingLayer(item === undefined ? layers : [item.layer], prefix);
    if (layer !== undefined) {
      return {
        file: layer.file,
        path: [...layer.at, ...prefix],
        part: length === path.length ? part : "name",
      };
    }
  }
  const top = layers.findLast(({ kind }) => kind === "cluster" || kind === "release") ?? layers.at(-1);
  return { file: top?.file ?? "", path: top?.at ?? [], part: "value" };
}

/**
 * Where a field of the custom resource was taken away: the nearest thing around it in the files that changed. Undefined
 * when a layer sets it, or none of their files changed.
 *
 * @param isChanged whether a definition file changed since the field was there
 */
export function goneFieldPlace(
  layers: readonly Layer[],
  resourcePath: DataPath,
  isChanged: (file: string) => boolean,
): FieldPlace | undefined {
  if (settingLayer(layers, definitionPath(resourcePath)) !== undefined) return undefined;
  const changed = layers.filter(({ file }) => isChanged(file));
  return changed.length === 0 ? undefined : fieldPlace(changed, resourcePath, "name");
}

import { isUnset } from "@grampus/dsl";
import { appendedItems } from "../data/appended-items.ts";
import { type DataPath, valueAt } from "../data/data-path.ts";
import type { Layer } from "./layers.ts";

/** A value as one layer writes it: the layer, and the path in its settings. */
export interface WrittenItem {
  readonly layer: Layer;
  readonly path: DataPath;
}

function takesBack({ settings }: Layer, path: DataPath): boolean {
  return path.some((_, index) => isUnset(valueAt(settings, path.slice(0, index + 1))));
}

function listedItems(layers: readonly Layer[], list: DataPath): readonly WrittenItem[] {
  return layers.reduce<readonly WrittenItem[]>((below, layer) => {
    const value = valueAt(layer.settings, list);
    const appended = appendedItems(value);
    if (appended !== undefined) {
      return below.concat(appended.map((_, index) => ({ layer, path: [...list, "items", index] })));
    }
    if (Array.isArray(value)) return value.map((_, index) => ({ layer, path: [...list, index] }));
    return value !== undefined || takesBack(layer, list) ? [] : below;
  }, []);
}

/**
 * Where the value at a path of merged settings is written, when the path goes through a list: `append()` moves items of
 * an upper layer behind those of lower ones. Undefined when it goes through none, or no layer has such an item.
 */
export function writtenItem(layers: readonly Layer[], path: DataPath): WrittenItem | undefined {
  const position = path.findIndex((segment) => typeof segment === "number");
  if (position === -1) return undefined;
  const item = listedItems(layers, path.slice(0, position))[Number(path[position])];
  return item && { layer: item.layer, path: [...item.path, ...path.slice(position + 1)] };
}

import type { Occurrence } from "@grampus/diagnostics";
import { placed } from "../refusal.ts";
import type { ResourceList } from "../resource/list.ts";
import { type Author, noted } from "./changes.ts";
import type { BuildContext, Transformer } from "./context.ts";
import { joinPaths, noteTransformer } from "./origin.ts";
import { placeOf } from "./place.ts";
import type { Target } from "./target.ts";

/** Runs transformers one after the other; resources a step emptied are dropped behind it. */
export function applyTransformers(
  list: ResourceList,
  transformers: Iterable<Transformer>,
  { file, origin }: Target,
  context: BuildContext,
): void {
  for (const transformer of transformers) {
    const { by, index } = transformer;
    const place = (): Occurrence => transformer.occurrence ?? placeOf(file, by, index);
    const author = (): Author => ({ file: transformer.file ?? file.path, by, entry: place().path ?? by });
    noted(list, author, context, () => placed(place, () => transformer.apply(list, context)));
    if (context.tracksOrigin) {
      const configuredIn = joinPaths(origin, file.name);
      const own = transformer.origin ?? { configuredIn, apiVersion: "builtin", kind: transformer.name };
      for (const resource of list.resources) noteTransformer(resource, own);
    }
    list.dropDeleted();
  }
}

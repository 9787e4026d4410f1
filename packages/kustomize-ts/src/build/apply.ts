import type { ResourceList } from "../resource/list.ts";
import { noteChanges, pictureOf } from "./changes.ts";
import type { BuildContext, Transformer } from "./context.ts";
import { joinPaths, noteTransformer } from "./origin.ts";
import type { Target } from "./target.ts";

/** Runs transformers one after the other; resources a step emptied are dropped behind it. */
export function applyTransformers(
  list: ResourceList,
  transformers: Iterable<Transformer>,
  { file, origin }: Target,
  context: BuildContext,
): void {
  for (const transformer of transformers) {
    const before = context.tracksChanges ? pictureOf(list) : undefined;
    transformer.apply(list, context);
    if (before !== undefined) noteChanges(list, before, transformer.file ?? file.path, transformer.by);
    if (context.tracksOrigin) {
      const configuredIn = joinPaths(origin, file.name);
      const own = transformer.origin ?? { configuredIn, apiVersion: "builtin", kind: transformer.name };
      for (const resource of list.resources) noteTransformer(resource, own);
    }
    list.dropDeleted();
  }
}

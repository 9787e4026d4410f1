import type { ResourceList } from "../resource/list.ts";
import type { BuildContext, Transformer } from "./context.ts";

/** Runs transformers one after the other; resources a step emptied are dropped behind it. */
export function applyTransformers(
  list: ResourceList,
  transformers: Iterable<Transformer>,
  context: BuildContext,
): void {
  for (const transformer of transformers) {
    transformer.apply(list, context);
    list.dropDeleted();
  }
}

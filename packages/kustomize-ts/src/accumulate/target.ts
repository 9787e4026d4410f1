import type { Occurrence } from "@grampus/diagnostics";
import { EMPTY_CONFIG, type TransformerConfig } from "../config/transformer-config.ts";
import type { KustomizationFile } from "../load/kustomization-file.ts";
import type { Loader } from "../load/loader.ts";
import type { PlacedVariable } from "../references/variables.ts";
import { ResourceList } from "../resources/list.ts";
import type { BuildContext } from "../step.ts";

/** What a kustomization and everything under it comes to. */
export interface Accumulation {
  readonly list: ResourceList;
  config: TransformerConfig;
  variables: readonly PlacedVariable[];
}

/** One kustomization on its way: its file, how it reads others, and its path from the directory that is built. */
export interface Target {
  readonly file: KustomizationFile;
  readonly loader: Loader;
  readonly origin: string;
}

export function emptyAccumulation(context: BuildContext): Accumulation {
  return { list: new ResourceList(context), config: EMPTY_CONFIG, variables: [] };
}

/** Adds what one path of a kustomization names. Handed to what would otherwise import its own importer. */
export type AccumulatePath = (
  into: Accumulation,
  path: string,
  target: Target,
  occurrence: Occurrence,
  context: BuildContext,
) => void;

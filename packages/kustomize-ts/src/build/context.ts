import type { Diagnostic } from "@grampus/diagnostics";
import type { Loader } from "../load/loader.ts";
import type { ResourceList } from "../resource/list.ts";
import type { SchemaSet } from "../schema/schema.ts";
import type { Node } from "../yaml/node.ts";

/** What one build carries through all its kustomizations. */
export interface BuildContext {
  /** The kinds known; a Kustomization's `openapi` field replaces them. */
  schemas: SchemaSet;
  /** Whether a Kustomization has set the schemas already: the first one wins. */
  schemasChosen: boolean;
  readonly diagnostics: Diagnostic[];
}

/** Where a transformer or generator was asked for. */
export interface Origination {
  readonly loader: Loader;
  /** Path of the Kustomization or configuration file. */
  readonly file: string;
  readonly node: Node;
  /** Field of the Kustomization, or kind of the configuration. */
  readonly field: string;
}

/** One step of a build that changes resources. */
export interface Transformer {
  /** Name of the built-in, as `buildMetadata` tells it. */
  readonly name: string;
  /** The field or file that asked for it. */
  readonly by: string;
  readonly apply: (list: ResourceList, context: BuildContext) => void;
}

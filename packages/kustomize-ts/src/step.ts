import type { Diagnostic, Occurrence } from "@grampus/diagnostics";
import type { ResourceList } from "./resources/list.ts";
import type { ConfigurationOrigin } from "./resources/origin.ts";
import type { NativeSchemas } from "./schema/native.ts";
import type { SchemaSet } from "./schema/schema.ts";

/** What one build carries through all its kustomizations. */
export interface BuildContext {
  /** The kinds known; a Kustomization's `openapi` field replaces them. */
  schemas: SchemaSet;
  /** The native kinds, which know what the build has asked of them. */
  readonly native: NativeSchemas;
  /** Whether a Kustomization has set the schemas already: the first one wins. */
  schemasChosen: boolean;
  readonly diagnostics: Diagnostic[];
  /** Whether origins are noted: the root kustomization has `buildMetadata`. */
  tracksOrigin: boolean;
  /** Whether every resource notes what changed it. */
  readonly tracksChanges: boolean;
}

/** One step of a build that changes resources. */
export interface Transformer {
  /** Name of the built-in, as `buildMetadata` tells it. */
  readonly name: string;
  /** The field or file that asked for it. */
  readonly by: string;
  /** The file that holds what it does, when that is not the Kustomization. */
  readonly file?: string;
  /** The entry of the field {@link by} that asked for it, where there are several. */
  readonly index?: number;
  /** Where it was asked for, when that is not the field {@link by}. */
  readonly occurrence?: Occurrence;
  /** Where it is configured when that is a resource of its own. */
  readonly origin?: ConfigurationOrigin;
  readonly apply: (list: ResourceList, context: BuildContext) => void;
}

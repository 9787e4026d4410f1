import { fields, withDefaults } from "@grampus/api";
import { closest, type Diagnostic, type SourceLocation } from "@grampus/diagnostics";
import { FIELD_MAP } from "@grampus/dsl/field-map";
import { resourcePathText } from "../judge/api.ts";
import { definitionPath } from "../judge/field-place.ts";
import { valueAt } from "../load/data-path.ts";
import { type DataPath, type PlainValue, toPlainData } from "../load/plain-data.ts";
import { fieldLocator } from "../position/locate.ts";
import type { LayerKind } from "../resolve/layers.ts";
import type { ResolvedOverlay } from "../resolve/resolve.ts";
import { clusterResource } from "../resolve/resource.ts";
import { explainCodes } from "./diagnostics.ts";

/** What one layer says about a field. */
export interface LayerExplanation {
  readonly layer: "schema default" | LayerKind;
  /** The value the layer sets; absent when it says nothing, or takes the field back. */
  readonly value?: PlainValue;
  readonly isUnset: boolean;
  /** Whether this layer decides the value. */
  readonly decides: boolean;
  readonly source?: SourceLocation;
}

/** Why a field of a cluster in an environment has its value. */
export interface Explanation {
  readonly kind: "explained";
  readonly environment: string;
  readonly cluster: string;
  /** The field in the custom resource: `spec.members`. */
  readonly field: string;
  /** The field in a definition: `members`; absent when definitions cannot say it. */
  readonly definitionField?: string;
  readonly description?: string;
  readonly changeClass?: string;
  readonly value?: PlainValue;
  /** Lowest first. */
  readonly layers: readonly LayerExplanation[];
}

/** There is no such field. */
export interface UnknownField {
  readonly kind: "unknown";
  readonly diagnostics: readonly Diagnostic[];
}

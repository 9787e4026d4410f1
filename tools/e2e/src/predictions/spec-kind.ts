import type { ClusterSpec } from "@grampus/api";
import type { Applied } from "./applied.ts";

/** A kind of change of what is applied. */
export interface SpecKind {
  readonly kind: string;
  readonly field: string;
  readonly change: (applied: Applied) => Applied;
  /** Ordinal of the member that is made the primary before. */
  readonly primary?: number;
  /** What the spec names afterwards and is not there. */
  readonly missing?: readonly string[];
  /** Whether what was applied before `before` still shows: volumes of members that went, restarts that wait. */
  readonly remembers?: true;
  /** Whether it is taken back afterwards, without a comparison: what it leads to is no state to begin with. */
  readonly takenBack?: true;
}

/** Sets fields of the spec. */
export const spec =
  (change: ClusterSpec) =>
  (applied: Applied): Applied => ({ ...applied, spec: { ...applied.spec, ...change } });

/** Sets variables beside those that are set. */
export const variables =
  (more: ClusterSpec["variables"]) =>
  (applied: Applied): Applied =>
    spec({ variables: { ...applied.spec.variables, ...more } })(applied);

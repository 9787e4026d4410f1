import type { Diagnostic } from "@grampus/diagnostics";
import type { DataPath } from "../data/data-path.ts";
import type { PlainValue } from "../data/plain-data.ts";

/** What a cluster does not meet of a policy. */
export interface Breach {
  /** The field of the custom resource that it is about. */
  readonly path: DataPath;
  readonly diagnostic: Diagnostic;
  /** The value to write instead. */
  readonly suggested?: PlainValue;
}

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

/** What came of asking a policy about a cluster. */
export interface Outcome {
  readonly breaches: readonly Breach[];
  /** Whether the policy gave an answer. */
  readonly isJudged: boolean;
  /** What is wrong with the policy itself. */
  readonly fault?: Diagnostic;
}

/** Reasons of the condition `Stalled` that are known from the spec, and from what ran before. */
export const SPEC_STALL_REASONS = [
  "MultiMasterUnsupported",
  "VersionUnsupported",
  "UpgradeUnsupported",
  "VariableUnknown",
  "VariableInvalid",
  "SecurityContextForbidden",
] as const;

/** One of {@link SPEC_STALL_REASONS}. */
export type SpecStallReason = (typeof SPEC_STALL_REASONS)[number];

/** What the operator will not do, however the world is: a person has to change the spec. */
export interface SpecStall {
  readonly reason: SpecStallReason;
  /** Place in the Cluster: names of fields, keys, positions in lists. */
  readonly path: readonly (string | number)[];
  /** The value at the place. */
  readonly found: unknown;
  /** What may stand there. */
  readonly allowed: string;
  /** What is wrong, without a full stop. */
  readonly message: string;
  /** What to do, as an imperative in lower case and without a full stop. */
  readonly hint: string;
}

/** The words of a stall as the operator's condition has them: the compiler's message, then its hint. */
export function stallText({ message, hint }: Pick<SpecStall, "message" | "hint">): string {
  const end = hint.endsWith("?") ? "" : ".";
  return `${message}. ${hint.charAt(0).toUpperCase()}${hint.slice(1)}${end}`;
}

import type { Health } from "./rules.ts";

interface ReasonHealth {
  /** What a person sees while no stall stands beside it. */
  readonly health: Health;
  readonly meaning: string;
}

/**
 * The reasons of the condition `Ready` that are no stall, what they mean, and how a Cluster of which the operator says so
 * is seen. A reason of `Stalled` always gives `Degraded`.
 */
export const READY_REASONS = {
  Online: { health: "Healthy", meaning: "all is well" },
  Creating: { health: "Progressing", meaning: "no group was bootstrapped yet" },
  Confirming: { health: "Progressing", meaning: "the group lives; a second member or a write is awaited" },
  Changing: { health: "Progressing", meaning: "the members are well, and the spec is being made true" },
  MembersMissing: { health: "Progressing", meaning: "fewer members are online than asked for" },
  MembersLagging: {
    health: "Progressing",
    meaning:
      "a secondary is behind the primary by more than `spec.maxSecondaryLag`, and out of the Service for reads",
  },
  NoPrimary: { health: "Progressing", meaning: "the group is choosing one" },
  WritesHang: { health: "Progressing", meaning: "the group is there, and writes do not go through" },
  NoGroup: { health: "Progressing", meaning: "a full outage; the operator is bringing the group back" },
  Uncertain: {
    health: "Progressing",
    meaning: "no group is seen, and not every member answers; or only a minority does",
  },
  Deleting: { health: "Progressing", meaning: "the Cluster is being deleted" },
} as const satisfies Readonly<Record<string, ReasonHealth>>;

/** One of {@link READY_REASONS}. */
export type ReadyReason = keyof typeof READY_REASONS;

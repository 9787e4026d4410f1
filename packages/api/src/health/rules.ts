import type { Condition } from "../cluster-status.ts";

/** What Argo CD calls the health of an object. */
export type Health = "Progressing" | "Degraded" | "Healthy";

/** The expressions that Flux asks of an object, in the order in which it does; the first that is true decides. */
export const FLUX_ORDER = ["inProgress", "failed", "current"] as const;

/** One of {@link FLUX_ORDER}. */
export type FluxOutcome = (typeof FLUX_ORDER)[number];

/** What Flux calls a health. */
export const FLUX_OUTCOMES = {
  Progressing: "inProgress",
  Degraded: "failed",
  Healthy: "current",
} as const satisfies Readonly<Record<Health, FluxOutcome>>;

/** What is asked of a Cluster; each has its words in TypeScript, Lua and CEL. */
export type Premise =
  /** `metadata.deletionTimestamp` is set. */
  | { readonly kind: "deleted" }
  /** There is no `status.observedGeneration`, or only the API's default of -1. */
  | { readonly kind: "unseen" }
  /** `status.observedGeneration` is not `metadata.generation`. */
  | { readonly kind: "stale" }
  /** A condition of this type is `True`. */
  | { readonly kind: "condition"; readonly type: Condition["type"] }
  | { readonly kind: "always" };

/** The words of a verdict: a text, or reason and message of a condition, and what stands there without one. */
export type Words =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "condition"; readonly type: Condition["type"]; readonly otherwise: string };

/** A line of the table. */
export interface HealthRule {
  readonly when: Premise;
  readonly health: Health;
  readonly words: Words;
}

function rule(when: Premise, health: Health, text: string): HealthRule {
  return { when, health, words: { kind: "text", text } };
}

function ruleOf(type: Condition["type"], health: Health): HealthRule {
  return {
    when: { kind: "condition", type },
    health,
    words: { kind: "condition", type, otherwise: `${type} is True` },
  };
}

/**
 * The one specification of a Cluster's health: the first line that holds decides. In the order of kstatus, but that a
 * Cluster of which nothing is said is never healthy. Argo CD's Lua, Flux's expressions and `healthOf` are made of it.
 *
 * What waits for a person is `Stalled`, and failed at once. An operator that is at work comes before all else that it says
 * is not well: Argo CD ends a sync at `Degraded`, and Flux a health check at `failed`, and both shall wait for a switchover
 * or a restart.
 */
export const HEALTH_RULES: readonly HealthRule[] = [
  rule({ kind: "deleted" }, "Progressing", "the Cluster is being deleted"),
  rule({ kind: "unseen" }, "Progressing", "the operator has not seen the Cluster yet"),
  rule({ kind: "stale" }, "Progressing", "the operator has not acted on the last change yet"),
  ruleOf("Stalled", "Degraded"),
  ruleOf("Reconciling", "Progressing"),
  ruleOf("Ready", "Healthy"),
  ruleOf("Degraded", "Degraded"),
  {
    when: { kind: "always" },
    health: "Progressing",
    words: {
      kind: "condition",
      type: "Ready",
      otherwise: "the operator has said nothing of the Cluster yet",
    },
  },
];

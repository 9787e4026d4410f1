/** What Argo CD calls the health of an object; Flux's words are `InProgress`, `Failed` and `Current`. */
export type Health = "Progressing" | "Degraded" | "Healthy";

/** What is true of a Cluster. */
export type Fact =
  /** Somebody deleted it. */
  | { readonly kind: "deleting" }
  /** Its status does not speak of the present generation of the spec, or there is none. */
  | { readonly kind: "unseen" }
  /** A condition of this type is `True`. */
  | { readonly kind: "condition"; readonly type: "Stalled" | "Reconciling" | "Ready" };

/** A rule of {@link HEALTH_RULES}. */
export interface HealthRule {
  readonly fact: Fact;
  readonly health: Health;
  /** What a person reads; the message of the condition where there is none here. */
  readonly message?: string;
}

/**
 * The one specification of a Cluster's health: the first rule whose fact holds. In the order of kstatus, but that a Cluster
 * which says nothing is never healthy. Argo CD's Lua, Flux's expressions and `healthOf` are made of it.
 */
export const HEALTH_RULES: readonly HealthRule[] = [
  { fact: { kind: "deleting" }, health: "Progressing", message: "the Cluster is being deleted" },
  {
    fact: { kind: "unseen" },
    health: "Progressing",
    message: "the operator has not looked at this generation of the spec yet",
  },
  { fact: { kind: "condition", type: "Stalled" }, health: "Degraded" },
  { fact: { kind: "condition", type: "Reconciling" }, health: "Progressing" },
  { fact: { kind: "condition", type: "Ready" }, health: "Healthy" },
];

/** What holds when no rule does. */
export const OTHERWISE = {
  health: "Progressing",
  message: "the operator has said nothing about this Cluster yet",
} as const;

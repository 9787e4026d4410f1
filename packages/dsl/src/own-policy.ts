import type { ClusterDefinition, PodSettings, Storage } from "./cluster.ts";
import type { PolicedCluster, PolicedEnvironment } from "./policed-cluster.ts";

type Field = Exclude<keyof ClusterDefinition, "manifests" | "draft">;

/**
 * The name of a field: the one of definitions (`members`, `storage.size`, `variables.max_connections`), or that of the
 * custom resource (`spec.members`). A key with dots stands in brackets: `labels["example.com/tier"]`.
 */
export type PolicyField =
  | Field
  | `storage.${keyof Storage}`
  | `pods.${keyof PodSettings}`
  | `${Exclude<Field, "storage" | "pods">}${"." | "["}${string}`
  | `${`storage.${keyof Storage}` | `pods.${keyof PodSettings}`}${"." | "["}${string}`
  | `spec.${string}`
  | `metadata.${string}`;

/** What a cluster does not meet, told at the line that says the field. */
export interface PolicyFinding {
  readonly field: PolicyField;
  /** What is wrong, one sentence without a full stop: `a gold cluster has five members`. */
  readonly message: string;
  /** How much it weighs, `error` unless said: only errors make a command fail. */
  readonly severity?: "error" | "warning" | "info";
  /** What would be right, in words: `at least 5`. */
  readonly allowed?: string;
  /** The value to write instead; an editor can put it there. */
  readonly fix?: { readonly value: string | number | boolean | readonly unknown[] | object };
}

/** What a policy answers: nothing when it is met, or what is not. */
export type PolicyAnswer = PolicyFinding | readonly PolicyFinding[] | undefined;

/** A rule of the fleet's own. */
export interface OwnPolicy {
  readonly kind: "own";
  readonly name: string;
  readonly judge: (cluster: PolicedCluster, environment: PolicedEnvironment) => PolicyAnswer;
}

/**
 * A rule of your own, beside the built-in ones: a function of the resolved cluster that gives what is not met. It is
 * evaluated as definitions are, without clock, randomness, locale and I/O, and answers the same for the same cluster.
 *
 * @param name lower-case letters, digits and `-`: messages and exceptions say it
 *
 * @example
 * policies: [
 *   policy("gold-has-five", ({ metadata, spec }) =>
 *     metadata.labels.tier === "gold" && spec.members < 5
 *       ? { field: "members", message: "a gold cluster has five members", fix: { value: 5 } }
 *       : undefined,
 *   ),
 * ]
 */
export function policy(name: string, judge: OwnPolicy["judge"]): OwnPolicy {
  return { kind: "own", name, judge };
}

import type { Gvk } from "./id.ts";

const FIRST = [
  "Namespace",
  "ResourceQuota",
  "StorageClass",
  "CustomResourceDefinition",
  "ServiceAccount",
  "PodSecurityPolicy",
  "Role",
  "ClusterRole",
  "RoleBinding",
  "ClusterRoleBinding",
  "ConfigMap",
  "Secret",
  "Endpoints",
  "Service",
  "LimitRange",
  "PriorityClass",
  "PersistentVolume",
  "PersistentVolumeClaim",
  "Deployment",
  "StatefulSet",
  "CronJob",
  "PodDisruptionBudget",
];
const LAST = ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"];

/** Where kinds stand: negative ones in front of those that are not named, positive ones behind. */
export type Ranks = ReadonlyMap<string, number>;

export function ranksOf(first: readonly string[], last: readonly string[]): Ranks {
  return new Map([
    ...first.map((kind, index) => [kind, index - first.length] as const),
    ...last.map((kind, index) => [kind, index + 1] as const),
  ]);
}

/** The order kustomize has had from the beginning: Namespaces first, webhooks last. */
export const LEGACY_RANKS: Ranks = ranksOf(FIRST, LAST);

export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function gvkKey({ group, version, kind }: Gvk): string {
  return `${group || "~G"}_${version || "~V"}_${kind || "~K"}`;
}

/** Compares kinds by rank, then by group, version and kind; a field that is empty comes behind those that are not. */
export function compareGvk(left: Gvk, right: Gvk, ranks: Ranks): number {
  const rank = (ranks.get(left.kind) ?? 0) - (ranks.get(right.kind) ?? 0);
  return rank === 0 ? compareText(gvkKey(left), gvkKey(right)) : rank;
}

import type { BuildContext } from "../build/context.ts";
import type { SortOptions } from "../model/kustomization.ts";
import { refuse } from "../refusal.ts";
import { type Gvk, isSameGvk, type ResourceId } from "../resource/id.ts";
import type { ResourceList } from "../resource/list.ts";
import { currentId } from "../resource/resource.ts";

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

function gvkKey({ group, version, kind }: Gvk): string {
  return `${group || "~G"}_${version || "~V"}_${kind || "~K"}`;
}

function idSortKey(id: ResourceId): string {
  const gvk = `${id.kind || "[noKind]"}.${id.version || "[noVer]"}.${id.group || "[noGrp]"}`;
  return `${gvk}|${id.namespace || "~X"}|${id.name || "~N"}`;
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

type Ranks = ReadonlyMap<string, number>;

function ranksOf(first: readonly string[], last: readonly string[]): Ranks {
  return new Map([
    ...first.map((kind, index) => [kind, index - first.length] as const),
    ...last.map((kind, index) => [kind, index + 1] as const),
  ]);
}

function compareLegacy(left: ResourceId, right: ResourceId, ranks: Ranks): number {
  if (isSameGvk(left, right)) return compareText(idSortKey(left), idSortKey(right));
  const rank = (ranks.get(left.kind) ?? 0) - (ranks.get(right.kind) ?? 0);
  if (rank !== 0) return rank;
  const order = compareText(gvkKey(left), gvkKey(right));
  const namespaces = left.kind === "Namespace" && right.kind === "Namespace";
  return namespaces && (left.group === "" || right.group === "") ? -order : order;
}

/** Puts resources in the order a Kustomization asks for; without one in the legacy order, as the command does. */
export function sortResources(
  list: ResourceList,
  options: SortOptions | undefined,
  context: BuildContext,
): void {
  const order = options === undefined ? "legacy" : (options.order ?? "");
  const legacy = options?.legacySortOptions;
  if (order !== "legacy" && order !== "fifo") {
    refuse(
      "invalid-kustomization",
      { reason: "sortOptions.order is not an order" },
      { path: "sortOptions.order", found: order, allowed: "fifo, legacy" },
    );
  }
  if (order === "fifo") {
    if (legacy === undefined) return;
    refuse(
      "invalid-kustomization",
      { reason: "legacySortOptions is set and the order is fifo" },
      { path: "sortOptions.legacySortOptions", hint: "set order: legacy, or remove legacySortOptions" },
    );
  }
  const ranks =
    legacy === undefined ? ranksOf(FIRST, LAST) : ranksOf(legacy.orderFirst ?? [], legacy.orderLast ?? []);
  const decorated = list.resources.map((resource) => ({
    resource,
    id: currentId(resource, context.schemas),
  }));
  decorated.sort((left, right) => compareLegacy(left.id, right.id, ranks));
  list.reset(decorated.map(({ resource }) => resource));
}

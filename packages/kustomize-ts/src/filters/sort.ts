import { refuse } from "../refusal.ts";
import { isSameGvk, type ResourceId } from "../resources/id.ts";
import { compareGvk, compareText, LEGACY_RANKS, type Ranks, ranksOf } from "../resources/kind-order.ts";
import type { ResourceList } from "../resources/list.ts";
import { currentId } from "../resources/resource.ts";
import type { BuildContext } from "../step.ts";
import type { SortOptions } from "../types/kustomization.ts";

function idSortKey(id: ResourceId): string {
  const gvk = `${id.kind || "[noKind]"}.${id.version || "[noVer]"}.${id.group || "[noGrp]"}`;
  return `${gvk}|${id.namespace || "~X"}|${id.name || "~N"}`;
}

function compareLegacy(left: ResourceId, right: ResourceId, ranks: Ranks): number {
  if (isSameGvk(left, right)) return compareText(idSortKey(left), idSortKey(right));
  const order = compareGvk(left, right, ranks);
  const namespaces = left.kind === "Namespace" && right.kind === "Namespace";
  return namespaces && (left.group === "" || right.group === "") ? -order : order;
}

/** Puts resources in the order a Kustomization asks for. */
export function sortResources(
  list: ResourceList,
  { order = "", legacySortOptions: legacy }: SortOptions,
  context: BuildContext,
): void {
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
    legacy === undefined ? LEGACY_RANKS : ranksOf(legacy.orderFirst ?? [], legacy.orderLast ?? []);
  const decorated = list.resources.map((resource) => ({
    resource,
    id: currentId(resource, context.schemas),
  }));
  decorated.sort((left, right) => compareLegacy(left.id, right.id, ranks));
  list.reset(decorated.map(({ resource }) => resource));
}

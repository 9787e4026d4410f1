import type { Group } from "../diagnosis/diagnosis.ts";
import type { ClusterView } from "../view/cluster-view.ts";

/** Whether the Service leads to the primary: its pod has the label, and is ready. */
export function isServed({ members }: ClusterView, group: Group): boolean {
  return members.some(({ name, pod }) => name === group.primary && pod?.role === "primary" && pod.ready);
}

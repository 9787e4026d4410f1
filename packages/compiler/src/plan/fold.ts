import type { ClusterPlan } from "./cluster-plan.ts";

/** A plan of one of many clusters. */
export interface NamedPlan {
  readonly cluster: string;
  readonly plan: ClusterPlan;
}

/** A text without the names of members of a cluster: `orders-1` is its member 1. */
function withoutName(text: string, cluster: string): string {
  return text.replaceAll(`${cluster}-`, "\0-");
}

/** What has to be the same for two clusters to be told as one: all but their names, and what they ask for. */
function shapeOf({ cluster, plan }: NamedPlan): string {
  const { capacity: _, steps, notes, outcome, ...rest } = plan;
  const named = JSON.stringify([steps.map(({ step, text }) => [step, text]), notes, outcome]);
  return `${JSON.stringify(rest)}${withoutName(named, cluster)}`;
}

/** Puts clusters together to which the same happens, each group where its first one was. */
export function folded<Planned extends NamedPlan>(
  clusters: readonly Planned[],
): readonly (readonly [Planned, ...Planned[]])[] {
  const groups = new Map<string, [Planned, ...Planned[]]>();
  for (const cluster of clusters) {
    const shape = shapeOf(cluster);
    const group = groups.get(shape);
    if (group === undefined) groups.set(shape, [cluster]);
    else group.push(cluster);
  }
  return [...groups.values()];
}

import type { Affinity, Cluster, Toleration, TopologySpreadConstraint } from "@grampus/api";
import { selectorLabels } from "../labels.ts";

const HOST = "kubernetes.io/hostname";

/** Members apart, where there is room, unless the spec says something else. */
export function memberAffinity(cluster: Cluster): Affinity {
  const labelSelector = { matchLabels: selectorLabels(cluster.metadata.name) };
  return (
    cluster.spec?.affinity ?? {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 100, podAffinityTerm: { topologyKey: HOST, labelSelector } },
        ],
      },
    }
  );
}

/** The spec's constraints, with the members as what is counted; one over nodes when it has none. */
export function memberSpread(cluster: Cluster): readonly TopologySpreadConstraint[] {
  const labelSelector = { matchLabels: selectorLabels(cluster.metadata.name) };
  const asked = cluster.spec?.podTemplate?.topologySpreadConstraints;
  if (asked !== undefined) return asked.map((constraint) => ({ labelSelector, ...constraint }));
  return [{ maxSkew: 1, topologyKey: HOST, whenUnsatisfiable: "ScheduleAnyway", labelSelector }];
}

/**
 * The spec's tolerations, and five minutes on a node that does not answer: a shorter time would only begin a deletion
 * that nobody can confirm.
 */
export function memberTolerations(cluster: Cluster): readonly Toleration[] {
  const patience = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"].map(
    (key): Toleration => ({ key, operator: "Exists", effect: "NoExecute", tolerationSeconds: 300 }),
  );
  return [...(cluster.spec?.tolerations ?? []), ...patience];
}

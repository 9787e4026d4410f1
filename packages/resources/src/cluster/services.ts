import { type Cluster, ROLE_LABEL, ROLES } from "@grampus/api";
import type { PodDisruptionBudget, Service } from "../kubernetes/index.ts";
import { selectorLabels } from "../labels.ts";
import { MYSQL_PORT, serviceNames } from "../names.ts";
import { clusterMetadata } from "./metadata.ts";

const ports = [{ name: "mysql", port: MYSQL_PORT, targetPort: "mysql" }] as const;

function roleService(cluster: Cluster, name: string, role: string): Service {
  const followsLabelAlone = role === ROLES.primary;
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: clusterMetadata(cluster, name),
    spec: {
      type: "ClusterIP",
      ...(followsLabelAlone ? { publishNotReadyAddresses: true } : {}),
      selector: { ...selectorLabels(cluster.metadata.name), [ROLE_LABEL]: role },
      ports,
    },
  };
}

/**
 * The Services of a cluster: a headless one under which members find each other before they are ready, one for the
 * primary and one for the secondaries, by the role label that follows the group. The primary's asks for nothing else: a
 * probe is seconds late, fails for reasons of its own, and nobody else could take the writes.
 */
export function services(cluster: Cluster): readonly Service[] {
  const names = serviceNames(cluster.metadata.name);
  return [
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: clusterMetadata(cluster, names.members),
      spec: {
        clusterIP: "None",
        publishNotReadyAddresses: true,
        selector: selectorLabels(cluster.metadata.name),
        ports,
      },
    },
    roleService(cluster, names.primary, ROLES.primary),
    roleService(cluster, names.secondaries, ROLES.secondary),
  ];
}

/** One member at a time, counted by readiness, which is being ONLINE: a recovering member holds the next drain back. */
export function disruptionBudget(cluster: Cluster): PodDisruptionBudget {
  const { name } = cluster.metadata;
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: clusterMetadata(cluster, name),
    spec: { maxUnavailable: 1, selector: { matchLabels: selectorLabels(name) } },
  };
}

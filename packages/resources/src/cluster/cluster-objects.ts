import { type Cluster, type Series, withDefaults } from "@grampus/api";
import { configurationFile } from "../configuration/my-cnf.ts";
import { onlineVariables } from "../configuration/variables-file.ts";
import type { ConfigMap, PodDisruptionBudget, Service, StatefulSet } from "../kubernetes/index.ts";
import { memberPodTemplate } from "../member/pod-template.ts";
import type { Platform } from "../platform.ts";
import { variablePlan } from "../variables/variable-plan.ts";
import { serverConfigMap, variablesConfigMap } from "./config-maps.ts";
import { disruptionBudget, services } from "./services.ts";
import { statefulSet } from "./stateful-set.ts";

/** What the objects of a cluster are made from. */
export interface ClusterObjectsInput {
  readonly cluster: Cluster;
  readonly series: Series;
  /** `group_replication_group_name`: a UUID that never changes. */
  readonly groupName: string;
  /** Members that exist, which is more than `spec.members` while the cluster shrinks. */
  readonly replicas: number;
  readonly platform: Platform;
  /** `my.cnf` of the ConfigMap that `spec.config` names. */
  readonly userConfiguration?: string;
}

/** Every object of a cluster but Secrets and the identity, whose content is not known from the spec. */
export interface ClusterObjects {
  readonly serverConfig: ConfigMap;
  readonly variablesConfig: ConfigMap;
  readonly services: readonly Service[];
  readonly disruptionBudget: PodDisruptionBudget;
  readonly statefulSet: StatefulSet;
  /** Values that running members should have; see `variablesConfig`. */
  readonly onlineVariables: Readonly<Record<string, string | number>>;
}

/** Objects that follow from the Cluster's name: they can be made whatever its spec says. */
export type LastingObjects = Pick<ClusterObjects, "services" | "disruptionBudget">;

/** Builds the objects that can be made, and kept, while the spec cannot be made true. */
export function lastingObjects(cluster: Cluster): LastingObjects {
  return { services: services(cluster), disruptionBudget: disruptionBudget(cluster) };
}

/** Builds the objects of a cluster. The same input gives the same objects, names included. */
export function clusterObjects(input: ClusterObjectsInput): ClusterObjects {
  const { series, groupName, replicas, platform, userConfiguration } = input;
  const cluster = withDefaults(input.cluster);
  const plan = variablePlan(cluster);
  const online = onlineVariables(cluster, plan, replicas, platform);
  const serverConfig = serverConfigMap(cluster, series, groupName, plan, userConfiguration);
  const variablesConfig = variablesConfigMap(cluster, online);
  const baseConfiguration = configurationFile({
    cluster,
    series,
    groupName,
    plan: { ...plan, restart: {} },
    hasUserConfiguration: userConfiguration !== undefined,
  });
  const restartVariables = plan.restart;
  const files = { serverConfig, variablesConfig, baseConfiguration, restartVariables };
  const template = memberPodTemplate(cluster, platform, files);
  return {
    serverConfig,
    variablesConfig,
    ...lastingObjects(cluster),
    statefulSet: statefulSet(cluster, template, replicas),
    onlineVariables: online,
  };
}

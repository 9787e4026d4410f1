import type { EnvironmentEntry } from "../definition/entries.ts";

// Names of an environment and of a cluster have no dot, so that no name of one kind is one of another.

/** Name of the object that delivers a cluster. */
export function clusterDeliveryName(environment: string, cluster: string): string {
  return `${environment}.${cluster}`;
}

/** Name of the object that delivers the environment's operator folder. */
export function operatorDeliveryName(environment: string): string {
  return `${environment}.operator.grampus`;
}

/** Name of the object that delivers the clusters of a shard. */
export function shardDeliveryName(environment: string, shard: string): string {
  return `${environment}.${shard}.shard.grampus`;
}

/** Name of the object that makes those of all clusters. */
export function clustersDeliveryName(environment: string): string {
  return `${environment}.clusters.grampus`;
}

/** Name of the project that what Argo CD delivers is in. */
export function environmentProjectName(environment: string): string {
  return `${environment}.environment.grampus`;
}

/** Name of the source, and of the object that delivers the delivering objects themselves. */
export function fleetDeliveryName(environment: string): string {
  return `${environment}.fleet.grampus`;
}

/** A path of the fleet as the repository has it. */
export function repositoryPath({ delivery }: EnvironmentEntry, path: string): string {
  const folder = delivery?.settings.path;
  return folder === undefined ? path : `${folder}/${path}`;
}

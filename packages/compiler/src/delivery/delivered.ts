import type { EnvironmentEntry } from "../definition/entries.ts";

/** A cluster that an environment delivers. */
export interface DeliveredCluster {
  readonly name: string;
  /** The folder its overlay builds on: its base, or a release. */
  readonly base: string;
  /** The objects its overlay comes to. */
  readonly objects: readonly DeliveredObject[];
  /** Whether it ends here: what it comes to is deleted when it leaves the environment. */
  readonly isRetired: boolean;
}

/** What is delivered, as far as the delivering tool has to allow it. */
export interface DeliveredObject {
  readonly group: string;
  readonly kind: string;
  /** Absent of what has no namespace. */
  readonly namespace?: string;
  /** Whether only the Kubernetes cluster knows if its kind has a namespace: one that another project defines. */
  readonly isForeign: boolean;
}

/** Environments whose operator folders have to be there first, by name. */
export interface Needs {
  readonly ofOperatorFolder: readonly string[];
  readonly ofClusters: readonly string[];
}

/** What of an environment is to be delivered. */
export interface DeliveredEnvironment {
  readonly environment: EnvironmentEntry;
  readonly clusters: readonly DeliveredCluster[];
  /** Whether its operator folder has files. */
  readonly hasOperator: boolean;
  /** The objects of its operator folder. */
  readonly operator: readonly DeliveredObject[];
  /** What it needs of other environments, of those that the same installation of Flux delivers. */
  readonly needs: Needs;
}

/** A file of the folder `gitops/`, and the object in it. */
export type DeliveryFile = readonly [file: string, object: object];

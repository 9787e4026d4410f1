import type { ClusterSpec, ServerVariableSettings } from "@grampus/api";
import type { Manifests } from "./manifest.ts";
import type { CpuQuantity, LagBound, MySQLVersion, Quantity } from "./units.ts";

/** The volume of one member. */
export interface Storage {
  /** Size of the volume, `10Gi` unless said. It can grow later, never shrink. */
  readonly size?: Quantity;
  /** Name of the StorageClass; the Kubernetes cluster's default class unless said. It cannot change later. */
  readonly class?: string;
  /** Access modes of the claim, `["ReadWriteOnce"]` unless said. */
  readonly accessModes?: readonly ("ReadWriteOnce" | "ReadWriteOncePod")[];
  /** Labels of the claim. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the claim. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Processor time and memory of one container. */
export interface ComputeAmounts {
  /** Processor time: `"500m"` is half of one processor, `"2"` two. */
  readonly cpu?: CpuQuantity;
  /** Memory: `"8Gi"`. MySQL's buffer pool has to fit in with room to spare. */
  readonly memory?: Quantity;
}

/** What one container asks for, and what it may use at most. */
export interface ComputeResources {
  /** What a node has to have left for a member to be placed there, and what the member is sure to get. */
  readonly requests?: ComputeAmounts;
  /** What a member may use at most. It is throttled above the processor time, and killed above the memory. */
  readonly limits?: ComputeAmounts;
}

/** What the pods of a cluster carry besides what the operator needs. */
export interface PodSettings {
  /** Labels of the pods. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the pods. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Name of a PriorityClass, which has to exist: who makes room for whom when a node is full. */
  readonly priorityClassName?: string;
  /** How members are spread over zones and nodes. A constraint counts the members of the cluster, unless it selects others. */
  readonly topologySpreadConstraints?: NonNullable<ClusterSpec["podTemplate"]>["topologySpreadConstraints"];
}

/**
 * The fields of a cluster that an environment may give a default for and an override may change.
 * Every field is optional; what nobody sets has the default of the API.
 */
export interface ClusterSettings {
  /** Labels of the Cluster object itself; its pods have `pods.labels`. A change restarts nothing. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the Cluster object itself, for tools such as Argo CD; its pods have `pods.annotations`. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** MySQL Server version, `9.7` unless said. It can only go up. */
  readonly version?: MySQLVersion;
  /** Image repository without a tag, `docker.io/library/mysql` unless said. */
  readonly repository?: string;
  /** Secrets with credentials for the image registry, in the namespace of the cluster. */
  readonly imagePullSecret?: ClusterSpec["imagePullSecret"];
  /** Number of MySQL servers, 1 to 9, 3 unless said. An odd number survives the most failures for its cost. */
  readonly members?: number;
  /** Members whose data is given up for good, so that the others may go on without them: `["orders-2"]`. */
  readonly abandonedMembers?: ClusterSpec["abandonedMembers"];
  /** The volume of each member. */
  readonly storage?: Storage;
  /** MySQL system variables by name, as in `my.cnf`: `{ max_connections: 500 }`. `true` and `false` are ON and OFF. */
  readonly variables?: ServerVariableSettings;
  /** Processor and memory of the MySQL server container. */
  readonly resources?: ComputeResources;
  /** Labels a node must have to run a member. */
  readonly nodeSelector?: ClusterSpec["nodeSelector"];
  /** Kubernetes affinity of the members' pods. */
  readonly affinity?: ClusterSpec["affinity"];
  /** Kubernetes tolerations of the members' pods. */
  readonly tolerations?: ClusterSpec["tolerations"];
  /** Pod-level security context; a platform gives one, so a cluster seldom does. */
  readonly securityContext?: ClusterSpec["securityContext"];
  /** Labels, annotations, priority and spread of the members' pods. */
  readonly pods?: PodSettings;
  /** Name of the Secret whose key `password` holds root's password; generated unless said. */
  readonly rootPasswordSecret?: string;
  /** Name of the Secret with `ca.crt`, `tls.crt` and `tls.key`; generated from an own CA unless said. */
  readonly tlsSecret?: string;
  /**
   * Name of a ConfigMap with a `my.cnf`. It is read after what Grampus suggests, and before `variables` and what makes a
   * member a member, which win over it.
   */
  readonly configMap?: string;
  /**
   * How far a secondary may be behind the primary and still be read from through the Service `<cluster>-secondaries`,
   * `60s` unless said.
   */
  readonly maxSecondaryLag?: LagBound;
  /** How a change that needs a restart is rolled out. */
  readonly updateStrategy?: ClusterSpec["updateStrategy"];
  /** What happens to the volumes, accounts and certificates when the cluster is deleted, `Retain` unless said. */
  readonly deletionPolicy?: ClusterSpec["deletionPolicy"];
  /**
   * Whether Kubernetes refuses to delete the Cluster, whoever asks: `true` unless said. A cluster that shall go is listed
   * with `retire(...)`, which takes the protection off.
   */
  readonly deletionProtection?: boolean;
  /** Objects that travel with the cluster, such as the ConfigMap that `configMap` names. */
  readonly manifests?: Manifests;
}

/** The typed description of one MySQL cluster, the same for every environment. */
export interface ClusterDefinition extends ClusterSettings {
  /** Name of the cluster and of its folder in `clusters/`: a DNS label of at most 40 characters. It never changes. */
  readonly name: string;
  /** The team to call, as a label value: `team-orders`. */
  readonly owner?: string;
  /** First `server_id` of the cluster, 1000 unless said: member n has `baseServerId + n`. It never changes. */
  readonly baseServerId?: number;
  /**
   * `true` while the cluster shall run nowhere yet. Without it, a cluster that no environment lists is refused: a merge
   * may have lost it.
   */
  readonly draft?: boolean;
  /** Whether every member accepts writes. The operator refuses `true` today and says so in the status. */
  readonly multiMaster?: boolean;
}

/**
 * Describes one MySQL cluster. The file `clusters/<name>/cluster.ts` exports it as its default.
 *
 * @example
 * export default defineCluster({ name: "orders", members: 3, storage: { size: "200Gi" } });
 */
export function defineCluster(definition: ClusterDefinition): ClusterDefinition {
  return definition;
}

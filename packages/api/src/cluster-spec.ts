import type { Duration } from "./duration.ts";
import type { Affinity } from "./kubernetes/affinity.ts";
import type { LocalObjectReference } from "./kubernetes/references.ts";
import type { ResourceRequirements } from "./kubernetes/resources.ts";
import type { Annotations, DnsSubdomain, Labels } from "./kubernetes/scalars.ts";
import type { Toleration, TopologySpreadConstraint } from "./kubernetes/scheduling.ts";
import type { PodSecurityContext } from "./kubernetes/security-context.ts";
import type { VolumeClaimTemplate } from "./kubernetes/volume-claim.ts";
import type { ServerVariables } from "./variables.ts";

/**
 * A MySQL version: a series such as `9.7`, which is the newest release of it the repository has, or a release such as
 * `9.7.4`.
 *
 * @pattern ^(0|[1-9][0-9]{0,2})\.(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2}))?$
 * @form "<major>.<minor> or <major>.<minor>.<patch> without leading zeros, such as 9.7 or 9.7.4"
 * @maxLength 11
 * @order version
 * @cel oldest-version "int(self.split('.')[0]) > 8 || (int(self.split('.')[0]) == 8 && (int(self.split('.')[1]) > 0 || size(self.split('.')) < 3 || int(self.split('.')[2]) >= 11))" "the oldest version is 8.0.11, the first with Group Replication and CLONE's requirements"
 */
export type Version = string;

/**
 * The name of a member: the cluster's name, `-`, and the member's ordinal.
 *
 * @pattern ^[a-z][-a-z0-9]*-[0-8]$
 * @form "the cluster's name, '-', and an ordinal from 0 to 8"
 * @maxLength 42
 */
export type MemberName = string;

/**
 * A length of time in whole seconds, minutes or hours.
 *
 * @pattern ^(([5-9]|[1-9][0-9]{1,3})s|[1-9][0-9]{0,2}m|[1-9][0-9]?h)$
 * @form "at least 5 s in one unit: 5s to 9999s, 1m to 999m, 1h to 99h"
 * @maxLength 5
 */
export type LagBound = string;

/** Resources of the containers of a member's pod. */
export interface ClusterResources {
  /** The containers beside mysqld that prepare its configuration and its volume. */
  readonly agent?: ResourceRequirements;
  /** The container that runs mysqld. */
  readonly server?: ResourceRequirements;
}

/** How a change reaches members that run. */
export interface UpdateStrategy {
  /**
   * `RollingUpdate` restarts members one at a time, the primary last and after a switch. `OnDelete` waits until a
   * person deletes a pod.
   * @default "RollingUpdate"
   */
  readonly type?: "RollingUpdate" | "OnDelete";
  /**
   * How long a planned switch of the primary waits for schema changes, loads and transactions that run there. What is
   * left then is ended, so that the switch does not hold up writes. A member whose pod is deleted waits 30 s at most.
   * @default "10m"
   */
  readonly maxSwitchoverWait?: Duration;
}

/** Labels and annotations of the members' pods. */
export interface PodTemplateMetadata {
  /**
   * Labels added to the operator's own.
   * @cel reserved-label "self.all(k, !k.startsWith('mysql.oracle.com/') && !k.startsWith('app.kubernetes.io/'))" "labels under mysql.oracle.com/ and app.kubernetes.io/ are the operator's: its Services select by them"
   */
  readonly labels?: Labels;
  /**
   * Annotations added to the operator's own.
   * @cel reserved-annotation "self.all(k, !k.startsWith('mysql.oracle.com/'))" "annotations under mysql.oracle.com/ are the operator's"
   */
  readonly annotations?: Annotations;
}

/** What a team may say about the members' pods beyond the fields above. */
export interface PodTemplate {
  /** Labels and annotations. */
  readonly metadata?: PodTemplateMetadata;
  /**
   * How members spread over zones and nodes.
   * @maxItems 8
   * @listType map
   * @listMapKey topologyKey whenUnsatisfiable
   */
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  /** Priority class of the pods. */
  readonly priorityClassName?: DnsSubdomain;
}

/**
 * What a cluster should be.
 *
 * @cel root-password-immutable at=rootPasswordSecret "(has(self.rootPasswordSecret) ? self.rootPasswordSecret.name : '') == (has(oldSelf.rootPasswordSecret) ? oldSelf.rootPasswordSecret.name : '')" "the data keeps the password it was made with: change it with ALTER USER and in the Secret that is named now"
 * @cel creation-variables at=variables "${CREATION_VARIABLES}.all(k, (has(self.variables) && k in self.variables ? string(self.variables[k]) : '') == (has(oldSelf.variables) && k in oldSelf.variables ? string(oldSelf.variables[k]) : ''))" "data files keep the innodb_page_size and innodb_data_file_path they were made with: restore a dump into a new cluster"
 * @refused imagePullSecrets "this API spells it imagePullSecret, a list all the same"
 * @cel abandoned-minority at=abandonedMembers "!has(self.abandonedMembers) || size(self.abandonedMembers) < self.members" "at least one member must not be abandoned: it holds the data the others are rebuilt from"
 */
export interface ClusterSpec {
  /**
   * MySQL version. MySQL has no way back: a version lower than the one the data was opened with, which the status
   * says, is refused. One that was written and never ran can be taken back.
   * @default "9.7"
   * @changeClass up=irreversible down=forbidden
   */
  readonly version?: Version;
  /**
   * Repository of the server's image; the version is its tag.
   * @default "docker.io/library/mysql"
   * @pattern ^[a-z0-9]([-a-z0-9.]*[a-z0-9])?(:[0-9]{1,5})?(/[a-z0-9]([-a-z0-9._]*[a-z0-9])?)*$
   * @form "an image's name without tag and digest, such as docker.io/library/mysql"
   * @minLength 1
   * @maxLength 255
   * @changeClass rolling-restart
   */
  readonly repository?: string;
  /**
   * Secrets to pull the images with.
   * @maxItems 8
   * @listType map
   * @listMapKey name
   * @changeClass rolling-restart
   */
  readonly imagePullSecret?: readonly LocalObjectReference[];
  /**
   * Number of members. A group survives the loss of less than half of them, so 3, 5, 7 and 9 are worth their cost.
   * @default 3
   * @format int32
   * @minimum 1
   * @maximum 9
   * @changeClass up=online down=data-movement
   */
  readonly members?: number;
  /**
   * Members whose transactions are given up: after a full outage the operator no longer waits for them, and rebuilds
   * them from the others. Name one only when its volume is lost.
   * @maxItems 8
   * @listType set
   * @changeClass add=destructive remove=metadata
   */
  readonly abandonedMembers?: readonly MemberName[];
  /**
   * Server id of the first member; the others count up from it.
   * @default 1000
   * @format int64
   * @minimum 1
   * @maximum 4294967286
   * @immutable
   * @changeClass forbidden
   */
  readonly baseServerId?: number;
  /**
   * Whether every member accepts writes. Accepted for the sake of the archived API; the operator stalls on `true`.
   * @default false
   * @changeClass failover
   */
  readonly multiMaster?: boolean;
  /**
   * How far a secondary may be behind the primary and still be read from, 60s when absent. One that is further behind
   * leaves the Service for reads, `Ready` is not `True`, and it returns when it is less than half of it behind; while
   * all are, that Service leads nowhere.
   * @changeClass metadata
   */
  readonly maxSecondaryLag?: LagBound;
  /**
   * Server variables. Dynamic ones change without a restart. `innodb_page_size` and `innodb_data_file_path` are for
   * volumes that are made; they cannot change afterwards.
   * @changeClass rolling-restart
   */
  readonly variables?: ServerVariables;
  /**
   * ConfigMap with a `my.cnf`. It is read after what the operator suggests, and before `variables` and what makes a
   * member a member, which win over it.
   * @changeClass rolling-restart
   */
  readonly config?: LocalObjectReference;
  /**
   * Secret with the key `password` of root; generated when absent. The data keeps the password it was made with, so it
   * cannot become another Secret.
   * @changeClass forbidden
   */
  readonly rootPasswordSecret?: LocalObjectReference;
  /**
   * Secret with `ca.crt`, `tls.crt` and `tls.key` for clients and the group; generated when absent.
   * @changeClass rolling-restart
   */
  readonly sslSecret?: LocalObjectReference;
  /**
   * Volume of each member. A volume is always claimed: data never lives in the pod.
   * @default {}
   */
  readonly volumeClaimTemplate?: VolumeClaimTemplate;
  /**
   * Scratch volume of logical backups; the pod's own disk when absent.
   * @changeClass add=online remove=online
   */
  readonly backupVolumeClaimTemplate?: VolumeClaimTemplate;
  /**
   * What happens to volumes, generated accounts and the CA when the cluster is deleted.
   * @default "Retain"
   * @changeClass to:Delete=destructive to:Retain=metadata
   */
  readonly deletionPolicy?: "Retain" | "Delete";
  /**
   * Whether the API server refuses to delete the Cluster, whoever asks, until this is `false` again. A
   * ValidatingAdmissionPolicy that is installed with the operator does it. `grampus compile` writes `true` unless a
   * definition says otherwise.
   * @default false
   * @changeClass metadata
   */
  readonly deletionProtection?: boolean;
  /**
   * How a change reaches members that run.
   * @default {}
   * @changeClass metadata
   */
  readonly updateStrategy?: UpdateStrategy;
  /**
   * Resources of the members' containers.
   * @changeClass rolling-restart
   */
  readonly resources?: ClusterResources;
  /**
   * Labels a node must have.
   * @changeClass rolling-restart
   */
  readonly nodeSelector?: Labels;
  /**
   * Where members may run.
   * @changeClass rolling-restart
   */
  readonly affinity?: Affinity;
  /**
   * Taints the members put up with.
   * @maxItems 32
   * @changeClass rolling-restart
   */
  readonly tolerations?: readonly Toleration[];
  /**
   * Ids and limits of the pods' processes. It has no default: what is right differs between platforms.
   * @changeClass rolling-restart
   */
  readonly securityContext?: PodSecurityContext;
  /**
   * Further settings of the members' pods.
   * @changeClass rolling-restart
   */
  readonly podTemplate?: PodTemplate;
}

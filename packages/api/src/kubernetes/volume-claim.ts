import type { Annotations, DnsLabel, DnsSubdomain, Labels, Quantity } from "./scalars.ts";
import type { LabelSelector } from "./selectors.ts";

/** Metadata of the claims. */
export interface VolumeClaimMetadata {
  /**
   * Name of the template, the first part of each claim's name; `data` when absent.
   * @changeClass forbidden
   */
  readonly name?: DnsLabel;
  /**
   * Labels of the claims.
   * @changeClass metadata
   */
  readonly labels?: Labels;
  /**
   * Annotations of the claims.
   * @changeClass metadata
   */
  readonly annotations?: Annotations;
}

/** Amount of storage. */
export interface StorageRequest {
  /**
   * Size of each member's volume, from 1Gi to 1Pi, four times the largest tablespace of InnoDB. It may grow
   * where the storage class allows it, never shrink.
   * @default "10Gi"
   * @minimum 1073741824
   * @maximum 1125899906842624
   * @changeClass up=online down=forbidden
   * @cel storage-floor "quantity(string(self)).compareTo(quantity('1Gi')) >= 0" "a volume has at least 1Gi: an empty server fills 200 MiB and its first binary log grows to 1 GiB; a number without a suffix counts bytes"
   * @cel storage-ceiling "quantity(string(self)).compareTo(quantity('1Pi')) <= 0" "a volume has at most 1Pi, four times the largest tablespace of InnoDB"
   * @cel no-shrink "quantity(string(self)).compareTo(quantity(string(oldSelf))) >= 0" "a volume cannot shrink; to move to smaller volumes, restore a backup into a new cluster"
   */
  readonly storage?: Quantity;
}

/** Upper bound of the storage. */
export interface StorageLimit {
  /**
   * Largest size a volume may have.
   * @changeClass online
   */
  readonly storage?: Quantity;
}

/** How much a claim asks for. */
export interface VolumeResourceRequirements {
  /**
   * What is asked for.
   * @default {}
   */
  readonly requests?: StorageRequest;
  /** Upper bound. */
  readonly limits?: StorageLimit;
}

/** How a volume may be mounted. */
export type AccessMode = "ReadWriteOnce" | "ReadWriteMany" | "ReadOnlyMany" | "ReadWriteOncePod";

/**
 * What volume each member gets.
 *
 * @refused volumeName "one volume cannot serve every member; bind volumes by selector or storage class"
 * @refused dataSource "a member gets its data from the group; restore a backup into a new cluster instead"
 * @refused dataSourceRef "a member gets its data from the group; restore a backup into a new cluster instead"
 */
export interface VolumeClaimSpec {
  /**
   * How the volume may be mounted; a member writes, so a mode that allows one writer is among them.
   * @default ["ReadWriteOnce"]
   * @minItems 1
   * @maxItems 3
   * @listType set
   * @immutable
   * @changeClass forbidden
   * @cel lone-mode "!('ReadWriteOncePod' in self) || size(self) == 1" "ReadWriteOncePod stands alone: Kubernetes refuses it beside another mode"
   * @cel writable "self.exists(m, m == 'ReadWriteOnce' || m == 'ReadWriteOncePod' || m == 'ReadWriteMany')" "one of ReadWriteOnce, ReadWriteOncePod, ReadWriteMany is needed: mysqld writes"
   */
  readonly accessModes?: readonly AccessMode[];
  /**
   * Size of the volume.
   * @default {}
   */
  readonly resources?: VolumeResourceRequirements;
  /**
   * Storage class; the Kubernetes cluster's default class when absent.
   * @immutable
   * @changeClass forbidden
   */
  readonly storageClassName?: DnsSubdomain;
  /**
   * Class of the volume's tunable attributes, such as its operations per second.
   * @changeClass online
   */
  readonly volumeAttributesClassName?: DnsSubdomain;
  /**
   * Selects existing volumes by label.
   * @minProperties 1
   * @immutable
   * @changeClass forbidden
   */
  readonly selector?: LabelSelector;
  /**
   * A file system: mysqld cannot use a block device.
   * @immutable
   * @changeClass forbidden
   */
  readonly volumeMode?: "Filesystem";
}

/**
 * Template of a claim that each member gets.
 *
 * @cel name-immutable at=metadata "(has(self.metadata) && has(self.metadata.name) ? self.metadata.name : '') == (has(oldSelf.metadata) && has(oldSelf.metadata.name) ? oldSelf.metadata.name : '')" "metadata.name cannot change: the claims that hold the data carry it"
 * @refused status "the state of a claim is the claim's, not the template's"
 */
export interface VolumeClaimTemplate {
  /**
   * Version of the claim's API.
   * @changeClass metadata
   */
  readonly apiVersion?: "v1";
  /**
   * Kind of the claim.
   * @changeClass metadata
   */
  readonly kind?: "PersistentVolumeClaim";
  /** Metadata of the claims. */
  readonly metadata?: VolumeClaimMetadata;
  /**
   * What volume each member gets.
   * @default {}
   */
  readonly spec?: VolumeClaimSpec;
}

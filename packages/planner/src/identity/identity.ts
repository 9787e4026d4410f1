/** The bootstrap that was decided: written down before the statement runs, removed once the group lives. */
export interface BootstrapIntent {
  readonly member: string;
  /** The server that was chosen; a new volume has a new one. */
  readonly serverUuid: string;
}

/** The version of the record that this operator writes. A record of a newer operator is read, and never written. */
export const IDENTITY_VERSION = 1;

/**
 * Who the cluster is, apart from its Cluster object: kept in a ConfigMap without an owner, so that it outlives the
 * Cluster as long as the volumes do.
 */
export interface Identity {
  /** `group_replication_group_name`: the uid of the Cluster that created it. */
  readonly groupName: string;
  /** Whether a group is known to have lived: it took a write, or a volume held transactions. */
  readonly initialised: boolean;
  /**
   * Members whose volumes may hold acknowledged transactions: written before one first joins, and from the volumes that
   * are there when the record is made.
   */
  readonly members: readonly string[];
  readonly bootstrap?: BootstrapIntent;
  /** Claims the spec gave up, by member: uid of the claim, or empty when the member came back as it was. */
  readonly abandonedClaims: Readonly<Record<string, string>>;
}

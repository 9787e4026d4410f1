import type { ClusterSpec } from "./cluster-spec.ts";
import type { ClusterStatus } from "./cluster-status.ts";
import type { API_VERSION, CLUSTER_KIND } from "./group.ts";
import type { ObjectMeta } from "./kubernetes/object-meta.ts";

/**
 * A MySQL cluster: a group of members that replicate to each other, one of them writable.
 *
 * @kind Cluster
 * @plural clusters
 * @shortNames mysql myc
 * @categories all
 * @scale .spec.members .status.replicas .status.selector
 * @printColumn Version string .spec.version
 * @printColumn Members integer .spec.members
 * @printColumn Online integer .status.readyReplicas
 * @printColumn Primary string .status.primary
 * @printColumn Ready string .status.conditions[?(@.type=="Ready")].status
 * @printColumn Reason string .status.conditions[?(@.type=="Ready")].reason
 * @printColumn Age date .metadata.creationTimestamp
 * @cel name-length at=metadata.name "size(self.metadata.name) <= 40" "metadata.name has at most 40 characters: names of pods, Services and volumes are made from it"
 * @cel name-label at=metadata.name "self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')" "metadata.name is a DNS-1035 label (lower-case letters, digits and '-', a letter first): Services carry it"
 * @cel no-downgrade at=spec.version "self.spec.version == oldSelf.spec.version || !has(oldSelf.status) || !has(oldSelf.status.dataVersion) || int(self.spec.version.split('.')[0]) * 1000 + int(self.spec.version.split('.')[1]) > int(oldSelf.status.dataVersion.split('.')[0]) * 1000 + int(oldSelf.status.dataVersion.split('.')[1]) || (int(self.spec.version.split('.')[0]) * 1000 + int(self.spec.version.split('.')[1]) == int(oldSelf.status.dataVersion.split('.')[0]) * 1000 + int(oldSelf.status.dataVersion.split('.')[1]) && (size(self.spec.version.split('.')) < 3 || size(oldSelf.status.dataVersion.split('.')) < 3 || int(self.spec.version.split('.')[2]) >= int(oldSelf.status.dataVersion.split('.')[2])))" "MySQL cannot go back to an older version than its data was opened with; restore a backup made with the older version into a new cluster"
 * @cel abandoned-names at=spec.abandonedMembers "!has(self.spec.abandonedMembers) || self.spec.abandonedMembers.all(m, m.startsWith(self.metadata.name + '-'))" "abandonedMembers holds names of members of this cluster: its name, '-', and an ordinal from 0 to 8"
 */
export interface Cluster {
  /**
   * Group and version of the API.
   * @changeClass forbidden
   */
  readonly apiVersion: typeof API_VERSION;
  /**
   * Kind of the object.
   * @changeClass forbidden
   */
  readonly kind: typeof CLUSTER_KIND;
  /**
   * Name, namespace, labels and annotations.
   * @changeClass metadata
   */
  readonly metadata: ObjectMeta;
  /**
   * What the cluster should be.
   * @default {}
   */
  readonly spec?: ClusterSpec;
  /**
   * What the operator saw.
   * @default {"observedGeneration": -1}
   * @changeClass metadata
   */
  readonly status?: ClusterStatus;
}

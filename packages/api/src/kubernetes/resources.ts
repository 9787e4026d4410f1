import type { Quantity } from "./scalars.ts";

/**
 * Amounts by resource name: `cpu`, `memory`, `ephemeral-storage`. Huge pages are of no use: under Pod Security
 * `restricted` mysqld cannot lock them.
 *
 * @keyPattern ^(cpu|memory|ephemeral-storage)$ "a key is cpu, memory or ephemeral-storage"
 * @maxProperties 3
 */
export type ResourceList = Readonly<Record<string, Quantity>>;

/**
 * What a container gets; https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 *
 * @cel requests-within-limits at=requests "!has(self.requests) || !has(self.limits) || self.requests.all(k, !(k in self.limits) || quantity(string(self.requests[k])).compareTo(quantity(string(self.limits[k]))) <= 0)" "a request is at most the limit of the same resource"
 * @cel request-floor at=requests.memory "!has(self.requests) || !('memory' in self.requests) || quantity(string(self.requests['memory'])).compareTo(quantity('128Mi')) >= 0" "a member has at least 128Mi of memory: an idle server takes 190 MiB; a number without a suffix counts bytes, and m is a thousandth"
 * @cel limit-floor at=limits.memory "!has(self.limits) || !('memory' in self.limits) || quantity(string(self.limits['memory'])).compareTo(quantity('128Mi')) >= 0" "a member has at least 128Mi of memory: an idle server takes 190 MiB; a number without a suffix counts bytes, and m is a thousandth"
 * @refused claims "dynamic resource claims have no use for a MySQL server"
 */
export interface ResourceRequirements {
  /** What the node keeps free for the container. */
  readonly requests?: ResourceList;
  /** What the container cannot exceed. */
  readonly limits?: ResourceList;
}

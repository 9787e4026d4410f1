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
 * The bounds are there for suffixes that were forgotten or mistaken. Kubernetes counts no finer than 1m of a CPU; from
 * 1000 CPUs on, an amount is more likely one of thousandths than of machines a single mysqld is given.
 *
 * @cel requests-within-limits at=requests "!has(self.requests) || !has(self.limits) || self.requests.all(k, !(k in self.limits) || quantity(string(self.requests[k])).compareTo(quantity(string(self.limits[k]))) <= 0)" "a request is at most the limit of the same resource"
 * @cel request-floor at=requests.memory "!has(self.requests) || !('memory' in self.requests) || quantity(string(self.requests['memory'])).compareTo(quantity('128Mi')) >= 0" "a member has at least 128Mi of memory, and needs more: an idle server takes 190 MiB with the smallest settings; a number without a suffix counts bytes, and m is a thousandth"
 * @cel limit-floor at=limits.memory "!has(self.limits) || !('memory' in self.limits) || quantity(string(self.limits['memory'])).compareTo(quantity('128Mi')) >= 0" "a member has at least 128Mi of memory, and needs more: an idle server takes 190 MiB with the smallest settings; a number without a suffix counts bytes, and m is a thousandth"
 * @cel request-ceiling at=requests.memory "!has(self.requests) || !('memory' in self.requests) || quantity(string(self.requests['memory'])).compareTo(quantity('64Ti')) <= 0" "a container has at most 64Ti of memory, which is what x86-64 with four levels of page tables can address"
 * @cel limit-ceiling at=limits.memory "!has(self.limits) || !('memory' in self.limits) || quantity(string(self.limits['memory'])).compareTo(quantity('64Ti')) <= 0" "a container has at most 64Ti of memory, which is what x86-64 with four levels of page tables can address"
 * @cel request-cpus at=requests.cpu "!has(self.requests) || !('cpu' in self.requests) || (quantity(string(self.requests['cpu'])).compareTo(quantity('1m')) >= 0 && quantity(string(self.requests['cpu'])).compareTo(quantity('1000')) < 0)" "a container has at least 1m and less than 1000 CPUs: a number without a suffix counts whole ones, and m is a thousandth"
 * @cel limit-cpus at=limits.cpu "!has(self.limits) || !('cpu' in self.limits) || (quantity(string(self.limits['cpu'])).compareTo(quantity('1m')) >= 0 && quantity(string(self.limits['cpu'])).compareTo(quantity('1000')) < 0)" "a container has at least 1m and less than 1000 CPUs: a number without a suffix counts whole ones, and m is a thousandth"
 * @refused claims "dynamic resource claims have no use for a MySQL server"
 */
export interface ResourceRequirements {
  /** What the node keeps free for the container. */
  readonly requests?: ResourceList;
  /** What the container cannot exceed. */
  readonly limits?: ResourceList;
}

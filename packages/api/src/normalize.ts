import type { Cluster } from "./cluster.ts";
import { withDefaults } from "./defaults.ts";

/**
 * The cluster as it is committed, so that Git equals live: defaults written out, nulls and absent values gone, no
 * status. Quantities, versions and numbers stay as they are spelled: the API server keeps a custom resource's values
 * verbatim.
 */
export function normalize(cluster: Cluster): Cluster {
  const { status, ...desired } = withDefaults(cluster);
  return desired;
}

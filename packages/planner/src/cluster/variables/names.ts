import { type Cluster, GROUP, withDefaults } from "@grampus/api";
import { variablePlan } from "@grampus/resources";

/** Annotation on a member's pod; see `acceptedVariables`. */
export const ACCEPTED_VARIABLES_ANNOTATION = `${GROUP}/variables` as const;

/** Names of the server variables that an observation of each member has to bring. */
export function observedVariableNames(cluster: Cluster): readonly string[] {
  const { online } = variablePlan(withDefaults(cluster));
  return [...Object.keys(online), "group_replication_group_seeds"].sort();
}

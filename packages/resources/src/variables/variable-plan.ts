import {
  type Cluster,
  type ServerVariables,
  seriesOf,
  serverVariable,
  type VariableEffect,
} from "@grampus/api";

/** The spec's variables by how they reach a running server. */
export interface VariablePlan {
  readonly online: ServerVariables;
  readonly restart: ServerVariables;
}

/**
 * Sorts the variables of a spec with defaults by their effect, names in alphabetical order. Those that no option file
 * takes, and those that only the operator sets, are in neither: `variableFaults` or the API server refuses them.
 */
export function variablePlan(cluster: Cluster): VariablePlan {
  const { variables = {}, version = "" } = cluster.spec ?? {};
  const names = Object.entries(variables).sort(([left], [right]) => (left < right ? -1 : 1));
  const those = (effect: VariableEffect) =>
    Object.fromEntries(names.filter(([name]) => serverVariable(name, seriesOf(version))?.effect === effect));
  return { online: those("online"), restart: those("restart") };
}

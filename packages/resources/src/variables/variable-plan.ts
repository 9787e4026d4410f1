import type { Cluster, ServerVariables } from "@grampus/api";
import { variableEffect } from "./classify.ts";

/** The spec's variables by how they reach a running server. */
export interface VariablePlan {
  readonly online: ServerVariables;
  readonly restart: ServerVariables;
  readonly unknown: readonly string[];
}

/** Sorts the variables of a spec with defaults by {@link variableEffect}, names in alphabetical order. */
export function variablePlan(cluster: Cluster): VariablePlan {
  const { variables = {}, version = "" } = cluster.spec ?? {};
  const names = Object.entries(variables).sort(([left], [right]) => (left < right ? -1 : 1));
  const those = (effect: string) => names.filter(([name]) => variableEffect(name, version) === effect);
  return {
    online: Object.fromEntries(those("online")),
    restart: Object.fromEntries(those("restart")),
    unknown: those("unknown").map(([name]) => name),
  };
}

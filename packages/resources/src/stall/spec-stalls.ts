import { type Cluster, variableFaults } from "@grampus/api";
import { podSecurityStalls } from "./pod-security-stalls.ts";
import type { SpecStall } from "./stall.ts";
import { versionStall } from "./version-stall.ts";

function multiMasterStall({ spec }: Cluster): SpecStall | undefined {
  return spec?.multiMaster === true
    ? {
        reason: "MultiMasterUnsupported",
        path: ["spec", "multiMaster"],
        found: true,
        allowed: "false",
        message: "spec.multiMaster is true; this operator runs groups with one primary",
        hint: "set it to false: writes on several members conflict instead of waiting",
      }
    : undefined;
}

function variableStalls({ spec = {} }: Cluster): readonly SpecStall[] {
  const { variables = {}, version = "", resources } = spec;
  const memoryLimit = resources?.server?.limits?.memory;
  return variableFaults({ variables, version, memoryLimit }).map(({ name, ...fault }) => ({
    ...fault,
    path: ["spec", "variables", name],
  }));
}

/**
 * What the operator would stall on, known from the spec alone. The same findings are the compiler's errors and the
 * operator's condition `Stalled`: what gets past one is not stopped by the other. The Cluster has its defaults.
 */
export function specStalls(cluster: Cluster): readonly SpecStall[] {
  const stalls = [multiMasterStall(cluster), versionStall(cluster)];
  return [
    ...stalls.flatMap((stall) => stall ?? []),
    ...variableStalls(cluster),
    ...podSecurityStalls(cluster.spec?.securityContext),
  ];
}

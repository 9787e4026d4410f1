import type { Cluster, Series } from "@grampus/api";
import { FILES } from "../member/paths.ts";
import { optionGroup } from "../variables/option-text.ts";
import type { VariablePlan } from "../variables/variable-plan.ts";
import { memberMemory, sizesForMemory } from "./memory.ts";
import { BASE_VARIABLES, ownedVariables, PLUGINS } from "./owned-variables.ts";

/** What `my.cnf` is made from. */
export interface ConfigurationInput {
  readonly cluster: Cluster;
  readonly series: Series;
  readonly groupName: string;
  readonly plan: VariablePlan;
  /** Whether the spec names a ConfigMap with a `my.cnf` of its own. */
  readonly hasUserConfiguration: boolean;
}

/** Values of a running member that nobody asked for in `spec.variables`. */
export function baseVariables(cluster: Cluster): Readonly<Record<string, string | number>> {
  return { ...BASE_VARIABLES, ...sizesForMemory(memberMemory(cluster)) };
}

/**
 * The members' option file. The later wins: the operator's suggestions, the file of `spec.config`, `spec.variables`,
 * and at the end what makes a member a member.
 */
export function configurationFile(input: ConfigurationInput): string {
  const include = (file: string) => `!include ${file}\n`;
  return [
    optionGroup("mysqld", { plugin_load_add: PLUGINS, ...baseVariables(input.cluster) }),
    ...(input.hasUserConfiguration ? [include(FILES.userConfiguration)] : []),
    optionGroup("mysqld", input.plan.restart),
    include(FILES.variables),
    optionGroup("mysqld", ownedVariables(input.series, input.groupName)),
    include(FILES.instance),
  ].join("");
}

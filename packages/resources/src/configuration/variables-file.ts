import type { Cluster } from "@grampus/api";
import { MYSQL_PORT, memberHost, memberName } from "../names.ts";
import type { Platform } from "../platform.ts";
import type { VariablePlan } from "../variables/variable-plan.ts";

/** Variables that the operator changes on running members: the spec's dynamic ones, and where the group is found. */
export function onlineVariables(
  cluster: Cluster,
  plan: VariablePlan,
  replicas: number,
  platform: Platform,
): Readonly<Record<string, string | number>> {
  const seeds = Array.from({ length: replicas }, (_, ordinal) => {
    const member = memberName(cluster.metadata.name, ordinal);
    return `${memberHost(cluster, member, platform)}:${MYSQL_PORT}`;
  });
  return { ...plan.online, group_replication_group_seeds: seeds.join(",") };
}

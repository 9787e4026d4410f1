import { type Cluster, GROUP, type Series } from "@grampus/api";
import { configurationFile } from "../configuration/my-cnf.ts";
import { contentDigest } from "../digest.ts";
import type { ConfigMap } from "../kubernetes/index.ts";
import { OPTION_FILE, VARIABLES_FILE } from "../member/paths.ts";
import { serverConfigPrefix, variablesConfigName } from "../names.ts";
import {
  HOSTS_SCRIPT,
  INITIALISE_SCRIPT,
  PRE_STOP_SCRIPT,
  READY_SCRIPT,
  SUPERVISE_SCRIPT,
} from "../scripts/index.ts";
import { optionGroup } from "../variables/option-text.ts";
import type { VariablePlan } from "../variables/variable-plan.ts";
import { clusterMetadata } from "./metadata.ts";

/** Annotation on the members' configuration: `group_replication_group_name`. */
export const GROUP_NAME_ANNOTATION = `${GROUP}/group-name` as const;

/** Annotation on the variables' ConfigMap: a JSON list of the variables that its file sets. */
export const WRITTEN_VARIABLES_ANNOTATION = `${GROUP}/written-variables` as const;

/** Configuration and scripts of the members: the name carries the content's digest, and the content never changes. */
export function serverConfigMap(
  cluster: Cluster,
  series: Series,
  groupName: string,
  plan: VariablePlan,
  userConfiguration: string | undefined,
): ConfigMap {
  const hasUserConfiguration = userConfiguration !== undefined;
  const data = {
    [OPTION_FILE]: configurationFile({ cluster, series, groupName, plan, hasUserConfiguration }),
    ...(hasUserConfiguration ? { "user.cnf": userConfiguration } : {}),
    "initialise.sh": INITIALISE_SCRIPT,
    "supervise.sh": SUPERVISE_SCRIPT,
    "hosts.sh": HOSTS_SCRIPT,
    "ready.sh": READY_SCRIPT,
    "pre-stop.sh": PRE_STOP_SCRIPT,
  };
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: clusterMetadata(cluster, `${serverConfigPrefix(cluster.metadata.name)}${contentDigest(data)}`, {
      [GROUP_NAME_ANNOTATION]: groupName,
    }),
    immutable: true,
    data,
  };
}

/** Variables that change without a restart; running members get them by SET GLOBAL, starting ones from here. */
export function variablesConfigMap(
  cluster: Cluster,
  variables: Readonly<Record<string, string | number>>,
): ConfigMap {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: clusterMetadata(cluster, variablesConfigName(cluster.metadata.name), {
      [WRITTEN_VARIABLES_ANNOTATION]: JSON.stringify(Object.keys(variables).sort()),
    }),
    data: { [VARIABLES_FILE]: optionGroup("mysqld", variables) },
  };
}

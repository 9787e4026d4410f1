import type { ClusterStatus } from "@grampus/api";
import { selectorLabels } from "@grampus/resources";
import { contains } from "../desired/contains.ts";
import type { Context } from "../desired/context.ts";
import { outdated } from "../desired/outdated.ts";
import { groupOf } from "../diagnosis/group.ts";
import { conditionsFrom } from "./conditions.ts";
import { newestVersion } from "./data-version.ts";
import { memberStatuses } from "./members.ts";
import { type Progress, statements } from "./statements.ts";

function selectorText(name: string): string {
  return Object.entries(selectorLabels(name))
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
}

function pendingRestart(context: Context): Pick<ClusterStatus, "pendingRestart"> {
  const found = outdated(context);
  if (found === undefined) return {};
  const { members, reasons, origin } = found;
  return { pendingRestart: { members, reasons, origin: origin === "spec" ? "Spec" : "Operator" } };
}

/**
 * The status as it should be. When it says the same as the one that is stored, that one is returned, and nothing is to
 * be written. `observedGeneration` never goes back: an older Cluster from a cache does not speak for a newer one.
 */
export function desiredStatus(context: Context, progress: Progress): ClusterStatus {
  const { view, diagnosis } = context;
  const group = groupOf(diagnosis);
  const { cluster, name, observation } = view;
  const previous = observation.cluster.status;
  const generation = Math.max(cluster.metadata.generation ?? 0, previous?.observedGeneration ?? -1);
  const members = memberStatuses(view, group);
  const versions = new Set(members.flatMap(({ version }) => version ?? []));
  const [version] = versions;
  const dataVersion = newestVersion([previous?.dataVersion ?? "", ...versions]);
  const status: ClusterStatus = {
    observedGeneration: generation,
    conditions: conditionsFrom(statements(context, progress), previous, generation, observation.now),
    ...(group?.primary === undefined ? {} : { primary: group.primary }),
    ...(versions.size === 1 && version !== undefined ? { version } : {}),
    ...(dataVersion === undefined ? {} : { dataVersion }),
    members,
    ...pendingRestart(context),
    replicas: observation.pods.length,
    readyReplicas: members.filter(({ state }) => state === "Online").length,
    selector: selectorText(name),
  };
  return previous !== undefined && contains(previous, status) && contains(status, previous)
    ? previous
    : status;
}

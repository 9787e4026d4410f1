import { identityName, serverConfigPrefix } from "@grampus/resources";
import type { Identity } from "../../identity/identity.ts";
import { enoughOnline } from "../desired/enough-online.ts";
import { canaryRefusal, isWritten, onlineMembers } from "../diagnosis/group.ts";
import { groupNameIn } from "../observation/configuration.ts";
import type { ClusterView } from "../view/cluster-view.ts";
import { changedIdentity, newerRecord, withMembers } from "./record-change.ts";
import { type ByMajority, performLive, type Task, waitForPerson } from "./task.ts";

function membersWithVolumes({ members }: ClusterView): readonly string[] {
  return members.filter(({ pod, claim }) => pod !== undefined || claim !== undefined).map(({ name }) => name);
}

/** The group's name in the configuration that members run with: it must not change under them when the record is lost. */
function runningGroupName({ observation, name }: ClusterView): string | undefined {
  const configurations = observation.objects.filter(
    ({ kind, name: object }) => kind === "ConfigMap" && object.startsWith(serverConfigPrefix(name)),
  );
  return configurations.map(({ content }) => groupNameIn(content)).find((found) => found !== undefined);
}

/**
 * Makes the record of who the cluster is. Volumes that are there already may hold data, whoever made them: they are
 * recorded, and the member of each has to be heard before a bootstrap.
 */
export const createIdentity: Task = ({ view }) => {
  const { cluster, name, observation } = view;
  const found = observation.identity;
  if (found.kind === "found") return undefined;
  if (found.kind === "unreadable") {
    return (
      newerRecord(view) ??
      waitForPerson(
        "IdentityUnreadable",
        `ConfigMap ${identityName(name)} cannot be read: ${found.problem}. Restore it, or delete it: it is then made anew from the volumes that exist.`,
      )
    );
  }
  const members = membersWithVolumes(view);
  return performLive({
    kind: "create-identity",
    name: identityName(name),
    record: {
      groupName: runningGroupName(view) ?? cluster.metadata.uid ?? "",
      initialised: false,
      members,
      abandonedClaims: {},
    },
    because:
      members.length > 0
        ? `volumes exist: ${members.join(", ")} may hold data`
        : "a new cluster without volumes",
  });
};

/** A member of an unbootstrapped cluster holds transactions: its volume is not new, and others may not be either. */
export const adoptVolumes: Task = ({ view }) => {
  const { identity, members } = view;
  if (identity === undefined || identity.initialised || identity.bootstrap !== undefined) return undefined;
  const holder = members.find((member) => member.transactions !== undefined && member.transactions.size > 0);
  if (holder === undefined) return undefined;
  return changedIdentity(
    view,
    (record) => ({ ...record, initialised: true, members: membersWithVolumes(view) }),
    `the volume of ${holder.name} holds transactions from before`,
  );
};

function withoutIntent({ bootstrap, ...record }: Identity): Identity {
  return record;
}

/**
 * Removes the bootstrap intent once the group stands on two members, or on the only one there can be, and a write went
 * through. Until then the primary has no label: what it acknowledged would be on one disk. A write that the server
 * refuses for the operator's own table or account says nothing of the group, and holds nothing up.
 */
export const confirmBootstrap: Task<ByMajority> = ({ view, group }) => {
  const { identity, observation } = view;
  if (identity?.bootstrap === undefined) return undefined;
  const online = onlineMembers(group);
  const refusal = canaryRefusal(observation.canary, group);
  const goesThrough =
    isWritten(observation.canary, group) || (refusal !== undefined && refusal.about !== "server");
  if (!enoughOnline(view, online) || !goesThrough) return undefined;
  return changedIdentity(
    view,
    (record) => ({ ...withMembers(withoutIntent(record), online), initialised: true }),
    `the group lives: ${online.join(", ")} online`,
  );
};

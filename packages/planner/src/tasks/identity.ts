import { identityName } from "@grampus/resources";
import { isWritten, onlineMembers } from "../diagnosis/group.ts";
import type { Identity } from "../observation/identity.ts";
import type { Situation } from "../situation/situation.ts";
import { changedIdentity, withMembers } from "./identity-steps.ts";
import { performLive, type Task, waitForPerson } from "./task.ts";

function membersWithVolumes({ seats }: Situation): readonly string[] {
  return seats.filter(({ pod, claim }) => pod !== undefined || claim !== undefined).map(({ name }) => name);
}

/**
 * Makes the record of who the cluster is. Volumes that are there already may hold data, whoever made them: then the
 * cluster counts as initialised, and every volume's member has to be heard before a bootstrap.
 */
export const identityRecord: Task = ({ situation }) => {
  const { cluster, name, observation } = situation;
  const found = observation.identity;
  if (found.kind === "found") return undefined;
  if (found.kind === "unreadable") {
    return waitForPerson(
      "IdentityUnreadable",
      `ConfigMap ${identityName(name)} cannot be read: ${found.problem}. Restore it, or delete it: it is then made anew from the volumes that exist.`,
    );
  }
  const members = membersWithVolumes(situation);
  return performLive({
    kind: "create-identity",
    name: identityName(name),
    record: {
      groupName: cluster.metadata.uid ?? "",
      initialised: members.length > 0,
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
export const adoptedVolumes: Task = ({ situation, group }) => {
  const { identity, seats } = situation;
  if (identity === undefined || identity.initialised || identity.bootstrap !== undefined) return undefined;
  if (group !== undefined) return undefined;
  const holder = seats.find((seat) => seat.transactions !== undefined && seat.transactions.size > 0);
  if (holder === undefined) return undefined;
  return changedIdentity(
    situation,
    (record) => ({ ...record, initialised: true, members: membersWithVolumes(situation) }),
    `the volume of ${holder.name} holds transactions from before`,
  );
};

function withoutIntent({ bootstrap, ...record }: Identity): Identity {
  return record;
}

/** How many members can be online at most: the recorded ones that are to stay, or all of a new cluster. */
function possibleMembers({ identity, seats, wanted }: Situation): number {
  if (identity?.initialised !== true) return wanted;
  return seats.filter((seat) => seat.recorded && !seat.abandoned && seat.ordinal < wanted).length;
}

/**
 * Removes the bootstrap intent once the group stands on two members, or on the only one there can be, and a write went
 * through. Until then the primary has no label: what it acknowledged would be on one disk.
 */
export const confirmedBootstrap: Task = ({ situation, diagnosis, group }) => {
  const { identity, observation } = situation;
  if (identity?.bootstrap === undefined || diagnosis.state !== "Grouped" || group === undefined)
    return undefined;
  const online = onlineMembers(group);
  const enough = online.length >= Math.min(2, possibleMembers(situation));
  if (group.evidence !== "majority" || !enough || !isWritten(observation.canary, group)) return undefined;
  return changedIdentity(
    situation,
    (record) => ({ ...withMembers(withoutIntent(record), online), initialised: true }),
    `the group lives: ${online.join(", ")} online`,
  );
};

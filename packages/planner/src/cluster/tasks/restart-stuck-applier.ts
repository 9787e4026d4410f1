import { WRITES_HANG_MS } from "../../timing.ts";
import type { Group } from "../diagnosis/diagnosis.ts";
import { isWritten } from "../diagnosis/group.ts";
import type { ClusterView } from "../view/cluster-view.ts";
import { isResponding } from "../view/member.ts";
import { preconditionOf } from "./targets.ts";
import { type ByMajority, performLive, type Task, type Work, waitFor } from "./task.ts";

/** Members whose transactions count and that do not answer: without them even the loss of the whole group can be mended. */
function unaccounted({ members }: ClusterView): readonly string[] {
  return members
    .filter((member) => member.recorded && !member.abandoned && !isResponding(member))
    .map(({ name }) => name);
}

/** A stuck primary that is the quorum's: its end is the group's, and somebody silent may be needed to start over. */
function needsAnswer(view: ClusterView, name: string): Work | undefined {
  const silent = unaccounted(view);
  if (silent.length === 0) return undefined;
  return {
    kind: "note",
    stall: {
      reason: "WritesHang",
      message: `the applier of ${name} is stuck, and its end would end the group, while ${silent.join(", ")} cannot be asked. Bring ${silent.join(", ")} back; if the volume is lost for good, name it in spec.abandonedMembers.`,
    },
  };
}

/** Whether the group goes on without the member, so that its end costs no more than a failover. */
function canSpare(group: Group, name: string): boolean {
  const others = group.members.filter((row) => group.names[row.serverUuid] !== name);
  return others.length * 2 > group.members.length && others.every((row) => row.state === "ONLINE");
}

/** Writes that hang without the sign of a stuck applier are for a person to look into. */
function hangingWrites({ observation }: ClusterView, group: Group): Work | undefined {
  const { canary, now } = observation;
  if (canary === undefined || now - canary.since < WRITES_HANG_MS) return undefined;
  return {
    kind: "note",
    stall: {
      reason: "WritesHang",
      message: `writes on ${group.primary} hang since ${new Date(canary.since).toISOString()}, and its applier is not stuck: its volume may be full, or a client holds a lock. See its log and its process list.`,
    },
  };
}

/**
 * Ends a server whose applier stands still, one at a time: the data is durable, and STOP would hang. It is done while a
 * majority stays without it, or when writes do not go through anyway and every member is there to start over from. Writes that hang
 * without that sign have another cause, locks of clients or a disk, which a restart may not cure. A secondary that the quorum
 * needs gets its full time to leave, so that the group gets smaller instead.
 */
export const restartStuckApplier: Task<ByMajority<"ApplierStuck">> = ({ view, diagnosis, group }) => {
  const name = diagnosis.members.find((one) => one !== group.primary) ?? diagnosis.members[0];
  const pod = view.members.find((member) => member.name === name)?.pod;
  if (name === undefined) return hangingWrites(view, group);
  if (pod === undefined) return undefined;
  if (pod.deleting) return waitFor(`${name} is being restarted`);
  const hopeless = !isWritten(view.observation.canary, group) && unaccounted(view).length === 0;
  const atOnce = canSpare(group, name) || hopeless;
  if (!atOnce && name === group.primary) return needsAnswer(view, name);
  return performLive({
    kind: "delete-pod",
    target: preconditionOf(pod),
    ...(atOnce ? { graceSeconds: 1 } : {}),
    because: `the applier of ${name} is stuck: workers wait for a commit ticket that never comes`,
  });
};

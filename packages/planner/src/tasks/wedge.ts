import { onlineMembers, stateIn } from "../diagnosis/group.ts";
import { preconditionOf } from "./targets.ts";
import { performLive, type Task, waitFor } from "./task.ts";

/**
 * Ends a server whose applier stands still, one at a time and only while a majority stays without it: the data is
 * durable, and STOP would hang. Writes that hang without that sign have another cause, which a restart may not cure.
 */
export const unstuckGroup: Task = ({ situation, diagnosis, group }) => {
  if (diagnosis.state !== "Wedged" || group === undefined) return undefined;
  const online = onlineMembers(group);
  const stuck = diagnosis.members.filter((name) => name !== group.primary);
  const name = stuck[0] ?? diagnosis.members[0];
  const seat = situation.seats.find((one) => one.name === name);
  if (name === undefined || seat?.pod === undefined) {
    return waitFor("writes hang on the primary: locks held by clients or its disk may be the cause");
  }
  const left = online.filter((other) => other !== name).length;
  const allThere = group.members.every(
    (row) => row.state === "ONLINE" || group.names[row.serverUuid] === name,
  );
  const safe =
    group.evidence === "majority" &&
    left * 2 > group.members.length &&
    allThere &&
    stateIn(group, name) !== undefined;
  if (!safe) return waitFor(`the applier of ${name} is stuck, and the group cannot spare it`);
  if (seat.pod.deleting) return waitFor(`${name} is being restarted`);
  return performLive({
    kind: "delete-pod",
    target: preconditionOf(seat.pod),
    graceSeconds: 1,
    because: `the applier of ${name} is stuck: workers wait for a commit ticket that never comes`,
  });
};

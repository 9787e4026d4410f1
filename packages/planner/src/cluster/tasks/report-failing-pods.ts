import { POD_FAILING_MS } from "../../timing.ts";
import type { Stall } from "../diagnosis/diagnosis.ts";
import { troubleAdvice, troubleText } from "../diagnosis/pod-trouble.ts";
import type { ClusterView } from "../view/cluster-view.ts";
import type { Task } from "./task.ts";
import { untrusted } from "./untrusted.ts";

/** Members that should have a pod, and have had none for a while: the StatefulSet cannot make it. */
function withoutPod({ members, wanted, observation, name }: ClusterView): Stall | undefined {
  const { statefulSet, now } = observation;
  if (statefulSet === undefined || statefulSet.deleting) return undefined;
  const missing = members.filter(
    ({ ordinal, pod, report }) =>
      ordinal < Math.min(wanted, statefulSet.replicas) &&
      pod === undefined &&
      report?.kind === "unreachable" &&
      report.reason === "address" &&
      now - report.since >= POD_FAILING_MS,
  );
  if (missing.length === 0) return undefined;
  const names = missing.map((member) => member.name).join(", ");
  return {
    reason: "PodFailing",
    message: `there is no pod ${names}. StatefulSet ${name} cannot make it: its events say why, such as a quota, an admission policy or Pod Security.`,
  };
}

/** Pods that do not run with their present template: what stops them is outside of the operator's reach. */
function notRunning({ members, wanted, observation }: ClusterView): Stall | undefined {
  const failing = members.find(
    ({ pod, answer, ordinal }) =>
      ordinal < wanted &&
      answer === undefined &&
      pod?.trouble !== undefined &&
      !pod.deleting &&
      observation.now - pod.createdAt >= POD_FAILING_MS,
  );
  const trouble = failing?.pod?.trouble;
  if (failing?.pod === undefined || trouble === undefined) return undefined;
  const said = trouble.message === "" ? "" : `: ${trouble.message}`;
  const message = `pod ${failing.name} does not run: ${troubleText(trouble)}${said}. ${troubleAdvice(failing.pod)}`;
  return { reason: "PodFailing", message };
}

/** Pods that should have ended: their node does not say that they did, and only a person can know. */
function notEnding({ members, observation }: ClusterView): Stall | undefined {
  const late = members.find(
    ({ pod }) => pod?.endsBy !== undefined && observation.now - pod.endsBy >= POD_FAILING_MS,
  );
  if (late?.pod === undefined) return undefined;
  const { name, node } = late.pod;
  return {
    reason: "PodFailing",
    message: `pod ${name} should have ended, and node ${node} does not say so. Bring the node back; or make sure that it is off, and run kubectl delete pod ${name} --force.`,
  };
}

/** Volumes that go with the pod that still uses them: somebody deleted their claims, and nobody can take that back. */
function leavingVolume({ members, observation, identity }: ClusterView): Stall | undefined {
  const { cluster } = observation;
  const leaving = members.filter(
    ({ claim, pod, abandoned }) => claim?.deleting === true && pod?.deleting === false && !abandoned,
  );
  const [first] = leaving;
  if (first === undefined || cluster.metadata.deletionTimestamp !== undefined) return undefined;
  const claims = leaving.flatMap(({ claim }) => claim?.name ?? []).join(", ");
  const others = (identity?.members ?? []).filter((name) => leaving.every((member) => member.name !== name));
  const way =
    others.length === 0
      ? `No other member has the data: raise spec.members first, and wait for the new ones to be online. Then`
      : `While ${others.join(", ")} ${others.length === 1 ? "is" : "are"} online,`;
  const pods = leaving.map(({ name }) => `kubectl delete pod ${name}`).join(", and when it is back ");
  return {
    reason: "VolumeTerminating",
    message: `${claims} was deleted, and goes with its data as soon as the pod that uses it ends. A deletion cannot be taken back. ${way} ${pods} gives the member a new volume, filled from the group.`,
  };
}

/** Tells a person of members whose pods are not there, do not run or do not end, or that cannot be trusted. */
export const reportFailingPods: Task = ({ view }) => {
  const stall =
    notRunning(view) ?? withoutPod(view) ?? notEnding(view) ?? leavingVolume(view) ?? untrusted(view);
  return stall === undefined ? undefined : { kind: "note", stall };
};

import { difference, gtidSetText } from "../../gtid/index.ts";
import { APPLIER_STUCK_MS } from "../../timing.ts";
import type { ObservedNode } from "../observation/objects.ts";
import type { ClusterView } from "../view/cluster-view.ts";
import { isInsideGroup, isResponding, type Member, type RespondingMember } from "../view/member.ts";
import type { Awaited, Diagnosis, Group } from "./diagnosis.ts";
import { isHanging } from "./group.ts";
import { groupEvidence } from "./group-view.ts";
import { troubleText } from "./pod-trouble.ts";
import { allTransactions, supersets } from "./superset.ts";

function isStuck(member: Member, now: number): boolean {
  const applier = member.answer?.applier;
  if (applier === undefined || applier.stuckWorkers === 0 || applier.stuckSince === undefined) return false;
  return now - applier.stuckSince >= APPLIER_STUCK_MS;
}

function grouped(view: ClusterView, group: Group): Diagnosis {
  const { members, observation } = view;
  const inside = new Set(Object.values(group.names));
  const stuck = members.filter((member) => inside.has(member.name) && isStuck(member, observation.now));
  const hangs = isHanging(observation.canary, group);
  if (!hangs && stuck.length === 0) return { state: "Grouped", group };
  return { state: "ApplierStuck", group, members: stuck.map(({ name }) => name) };
}

function nodeTrouble({ pod }: Member, nodes: readonly ObservedNode[]): string | undefined {
  const node = nodes.find(({ name }) => name === pod?.node);
  if (node === undefined || node.ready === "True") return undefined;
  return node.ready === "missing" ? `its node ${node.name} is gone` : `its node ${node.name} is not ready`;
}

function whyAwaited(member: Member, nodes: readonly ObservedNode[]): string {
  const { pod, report } = member;
  if (pod === undefined) return "it has no pod";
  if (member.claim?.phase === "Lost") return "its volume is lost";
  const trouble = nodeTrouble(member, nodes);
  if (trouble !== undefined) return trouble;
  if (pod.deleting) return "its pod is being deleted";
  if (pod.trouble !== undefined) return `its pod does not run: ${troubleText(pod.trouble)}`;
  if (member.answer !== undefined) return "its GTID sets could not be read";
  return report?.kind === "unreachable" ? `it does not answer (${report.reason})` : "it was not asked yet";
}

function awaitedOf(members: readonly Member[], nodes: readonly ObservedNode[]): readonly Awaited[] {
  const silent = members
    .filter((member) => !isResponding(member))
    .map((member) => ({ member: member.name, why: whyAwaited(member, nodes) }));
  const busy = members
    .filter((member) => isResponding(member) && member.answer.busy !== undefined)
    .map((member) => ({ member: member.name, why: `it is ${member.answer?.busy}` }));
  return [...silent, ...busy];
}

/**
 * Members whose word a bootstrap needs, but for the abandoned: those recorded, who was chosen before, and whoever holds
 * transactions, or answers with sets that cannot be read.
 */
function requiredMembers({ members, identity }: ClusterView): readonly Member[] {
  const chosen = identity?.bootstrap?.member;
  return members.filter(
    ({ name, abandoned, recorded, answer, transactions }) =>
      !abandoned &&
      (recorded ||
        name === chosen ||
        (transactions === undefined ? answer !== undefined : transactions.size > 0)),
  );
}

/** Others, given up or new, that run a START: it may be the bootstrap of a group. */
function startingOthers({ members }: ClusterView, required: readonly Member[]): readonly Awaited[] {
  return members
    .filter((member) => member.answer?.busy === "starting" && !required.includes(member))
    .map(({ name }) => ({ member: name, why: "it is starting" }));
}

function withoutGroup(view: ClusterView): Diagnosis {
  const { identity, members, wanted } = view;
  const { nodes } = view.observation;
  const required = requiredMembers(view);
  const starting = startingOthers(view, required);
  const awaited = [...awaitedOf(required, nodes), ...starting];
  const survivors = members
    .filter((member) => isResponding(member) && isInsideGroup(member.answer))
    .map((member) => member.name);
  if (survivors.length > 0) {
    return awaited.length === 0
      ? { state: "QuorumLost", survivors }
      : { state: "QuorumLostUncertain", survivors, awaited };
  }
  const intent = identity?.bootstrap;
  const intended = members.find((member) => member.name === intent?.member);
  const replaced = intended?.answer !== undefined && intended.answer.serverUuid !== intent?.serverUuid;
  const voidIntent = intent === undefined || replaced;
  const empty = required.every((member) => member.transactions?.size === 0);
  if (
    identity?.initialised !== true &&
    (required.length === 0 || (voidIntent && empty && awaited.length === 0))
  ) {
    const ready = members.find(
      (member) =>
        starting.length === 0 &&
        member.ordinal < wanted &&
        isResponding(member) &&
        member.answer.state === "OFFLINE" &&
        member.answer.busy === undefined,
    );
    const missing = awaitedOf(
      members.filter((member) => member.ordinal < wanted),
      nodes,
    );
    return {
      state: "Uninitialised",
      awaited: missing,
      ...(ready === undefined ? {} : { candidate: ready.name }),
    };
  }
  if (awaited.length > 0) return { state: "OutageUncertain", awaited };
  return outage(view, required.filter(isResponding), empty);
}

function outage(view: ClusterView, members: readonly RespondingMember[], empty: boolean): Diagnosis {
  const { identity } = view;
  if (empty && identity?.initialised === true) return { state: "DataLost" };
  // By ordinal, so that the first is one that is to stay, if any of them is.
  const best = supersets(members);
  const chosen = best.find((member) => member.name === identity?.bootstrap?.member) ?? best[0];
  if (chosen !== undefined) return { state: "Outage", superset: chosen.name };
  const all = allTransactions(members);
  const transactions = members.map((member) => ({
    member: member.name,
    transactions: gtidSetText(member.transactions),
    missing: gtidSetText(difference(all, member.transactions)),
  }));
  return { state: "Diverged", transactions };
}

/**
 * Concludes from an observation what state the cluster is in; docs/operator/states.md explains each. What does not
 * answer is never taken for absent: the states that end in `Uncertain` wait.
 */
export function diagnose(view: ClusterView): Diagnosis {
  if (view.cluster.metadata.deletionTimestamp !== undefined) return { state: "Deleting" };
  const evidence = groupEvidence(view.members);
  if (evidence.kind === "several") {
    return { state: "SplitBrain", views: evidence.groups.map(({ names }) => Object.values(names).sort()) };
  }
  return evidence.kind === "group" ? grouped(view, evidence.group) : withoutGroup(view);
}

import { difference, gtidSetText } from "../gtid/index.ts";
import type { ObservedNode } from "../observation/objects.ts";
import { type AnsweringSeat, isAnswering, isInsideGroup, type Seat } from "../situation/seat.ts";
import type { Situation } from "../situation/situation.ts";
import type { Awaited, Diagnosis, Group } from "./diagnosis.ts";
import { isHanging } from "./group.ts";
import { groupEvidence } from "./group-view.ts";
import { allTransactions, supersets } from "./superset.ts";

/** How long worker threads may stand still before the applier counts as stuck, in milliseconds. */
const STUCK_AFTER = 30_000;

function isStuck(seat: Seat, now: number): boolean {
  const applier = seat.answer?.applier;
  if (applier === undefined || applier.stuckWorkers === 0 || applier.stuckSince === undefined) return false;
  return now - applier.stuckSince >= STUCK_AFTER;
}

function grouped(situation: Situation, group: Group): Diagnosis {
  const { seats, observation } = situation;
  const inside = new Set(Object.values(group.names));
  const stuck = seats.filter((seat) => inside.has(seat.name) && isStuck(seat, observation.now));
  const hangs = isHanging(observation.canary, group);
  if (!hangs && stuck.length === 0) return { state: "Grouped", group };
  return { state: "Wedged", group, members: stuck.map(({ name }) => name) };
}

function nodeTrouble({ pod }: Seat, nodes: readonly ObservedNode[]): string | undefined {
  const node = nodes.find(({ name }) => name === pod?.node);
  if (node === undefined || node.ready === "True") return undefined;
  return node.ready === "missing" ? `its node ${node.name} is gone` : `its node ${node.name} is not ready`;
}

function whyAwaited(seat: Seat, nodes: readonly ObservedNode[]): string {
  const { pod, report } = seat;
  if (pod === undefined) return "it has no pod";
  if (seat.claim?.phase === "Lost") return "its volume is lost";
  const trouble = nodeTrouble(seat, nodes);
  if (trouble !== undefined) return trouble;
  if (pod.deleting) return "its pod is being deleted";
  if (pod.trouble !== undefined) return `its pod does not run: ${pod.trouble.reason}`;
  if (seat.answer !== undefined) return "its GTID sets could not be read";
  return report?.kind === "unreachable" ? `it does not answer (${report.reason})` : "it was not asked yet";
}

function awaitedOf(seats: readonly Seat[], nodes: readonly ObservedNode[]): readonly Awaited[] {
  const silent = seats
    .filter((seat) => !isAnswering(seat))
    .map((seat) => ({ member: seat.name, why: whyAwaited(seat, nodes) }));
  const busy = seats
    .filter((seat) => isAnswering(seat) && seat.answer.busy !== undefined)
    .map((seat) => ({ member: seat.name, why: `it is ${seat.answer?.busy}` }));
  return [...silent, ...busy];
}

/** Members whose word a bootstrap needs: those recorded, and whoever holds transactions, but for the abandoned. */
function requiredSeats(situation: Situation): readonly Seat[] {
  return situation.seats.filter(
    (seat) =>
      !seat.abandoned && (seat.recorded || (seat.transactions !== undefined && seat.transactions.size > 0)),
  );
}

function withoutGroup(situation: Situation): Diagnosis {
  const { identity, seats, wanted } = situation;
  const { nodes } = situation.observation;
  const required = requiredSeats(situation);
  const awaited = awaitedOf(required, nodes);
  const survivors = seats
    .filter((seat) => isAnswering(seat) && isInsideGroup(seat.answer))
    .map((seat) => seat.name);
  if (survivors.length > 0) {
    return awaited.length === 0
      ? { state: "QuorumLost", survivors }
      : { state: "QuorumLostUncertain", survivors, awaited };
  }
  const intent = identity?.bootstrap;
  const intended = seats.find((seat) => seat.name === intent?.member);
  const replaced = intended?.answer !== undefined && intended.answer.serverUuid !== intent?.serverUuid;
  const voidIntent = intent === undefined || replaced;
  const empty = required.every((seat) => seat.transactions?.size === 0);
  if (
    identity?.initialised !== true &&
    (required.length === 0 || (voidIntent && empty && awaited.length === 0))
  ) {
    const ready = seats.find(
      (seat) =>
        seat.ordinal < wanted &&
        isAnswering(seat) &&
        seat.answer.state === "OFFLINE" &&
        seat.answer.busy === undefined,
    );
    const missing = awaitedOf(
      seats.filter((seat) => seat.ordinal < wanted),
      nodes,
    );
    return {
      state: "Uninitialised",
      awaited: missing,
      ...(ready === undefined ? {} : { candidate: ready.name }),
    };
  }
  if (awaited.length > 0) return { state: "OutageUncertain", awaited };
  return outage(situation, required.filter(isAnswering), empty);
}

function outage(situation: Situation, members: readonly AnsweringSeat[], empty: boolean): Diagnosis {
  const { identity } = situation;
  if (empty && identity?.initialised === true) return { state: "DataLost" };
  const best = supersets(members);
  const chosen =
    best.find((seat) => seat.name === identity?.bootstrap?.member) ??
    best.find((seat) => seat.ordinal < situation.wanted) ??
    best[0];
  if (chosen !== undefined) return { state: "Outage", superset: chosen.name };
  const all = allTransactions(members);
  const transactions = members.map((seat) => ({
    member: seat.name,
    transactions: gtidSetText(seat.transactions),
    missing: gtidSetText(difference(all, seat.transactions)),
  }));
  return { state: "Diverged", transactions };
}

/**
 * Concludes from an observation what state the cluster is in; docs/operator/states.md explains each. What does not
 * answer is never taken for absent: the states that end in `Uncertain` wait.
 */
export function diagnose(situation: Situation): Diagnosis {
  if (situation.cluster.metadata.deletionTimestamp !== undefined) return { state: "Deleting" };
  const evidence = groupEvidence(situation.seats);
  if (evidence.kind === "several") {
    return { state: "SplitBrain", views: evidence.groups.map(({ names }) => Object.values(names).sort()) };
  }
  return evidence.kind === "group" ? grouped(situation, evidence.group) : withoutGroup(situation);
}

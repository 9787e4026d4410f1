import { identityName } from "@grampus/resources";
import { gtidSetText, isSubset } from "../gtid/index.ts";
import { type AnsweringSeat, isAnswering } from "../situation/seat.ts";
import type { Situation } from "../situation/situation.ts";
import { changedIdentity } from "./identity-steps.ts";
import { identityPrecondition, preconditionOf, serverTarget } from "./targets.ts";
import { perform, performLive, type Task, type Work, waitFor, waitForPerson } from "./task.ts";
import { PATIENCE, untrusted } from "./untrusted.ts";

function intentOn(situation: Situation, seat: AnsweringSeat): Work | undefined {
  const intent = situation.identity?.bootstrap;
  const { serverUuid } = seat.answer;
  if (intent?.member === seat.name && intent.serverUuid === serverUuid) return undefined;
  return changedIdentity(
    situation,
    (record) => ({
      ...record,
      members: [...new Set([...record.members, seat.name])].sort(),
      bootstrap: { member: seat.name, serverUuid },
    }),
    `${seat.name} is to bootstrap the group`,
  );
}

/**
 * Applies and removes what the member still has of the old group: a bootstrap over old relay logs left worker threads
 * stuck for ever in most rounds that were tried, and all writes hung with three members ONLINE.
 */
function cleanApplier(seat: AnsweringSeat): Work | undefined {
  const { applier } = seat.answer;
  const target = serverTarget(seat);
  if (!applier.configured) return undefined;
  if (!isSubset(seat.transactions, seat.executed)) {
    if (applier.error !== undefined) {
      return waitForPerson(
        "RelayLogFailed",
        `${seat.name} holds received transactions that it cannot apply: ${applier.error}. Resolve the error on it, or name it in spec.abandonedMembers to go on without them.`,
      );
    }
    if (applier.running) return waitFor(`${seat.name} applies what it received`);
    return perform({
      kind: "start-applier",
      target,
      because: `${seat.name} has received transactions to apply`,
    });
  }
  if (applier.running)
    return perform({ kind: "stop-applier", target, because: `${seat.name} applied what it received` });
  return perform({ kind: "reset-applier", target, because: "old relay logs would leave the applier stuck" });
}

function bootstrap(situation: Situation, seat: AnsweringSeat): Work | undefined {
  const identity = identityPrecondition(identityName(situation.name), situation.observation.identity);
  if (identity === undefined) return undefined;
  return performLive({
    kind: "bootstrap",
    target: serverTarget(seat),
    identity,
    executed: gtidSetText(seat.executed),
    because: `${seat.name} holds every transaction`,
  });
}

function recoverFrom(situation: Situation, name: string): Work | undefined {
  const seat = situation.seats.find((one) => one.name === name);
  if (seat === undefined || !isAnswering(seat)) return undefined;
  const prepared = intentOn(situation, seat);
  if (prepared !== undefined) return prepared;
  if (seat.answer.state !== "OFFLINE") {
    return perform({
      kind: "leave",
      target: serverTarget(seat),
      because: `${name} is ${seat.answer.state} without a group`,
    });
  }
  if (!seat.answer.recoveryConfigured) {
    return perform({
      kind: "configure-recovery",
      target: serverTarget(seat),
      because: `${name} needs the replication account to talk to the group`,
    });
  }
  return cleanApplier(seat) ?? bootstrap(situation, seat);
}

/**
 * Ends servers that see each other without a majority. Every other member answered that it is in no group, so nobody
 * acknowledges anything; STOP would block, and a restart takes seconds.
 */
function fence(situation: Situation, survivors: readonly string[]): Work | undefined {
  const steps = situation.seats.flatMap(({ name, pod }) =>
    survivors.includes(name) && pod !== undefined && !pod.deleting
      ? [
          {
            kind: "delete-pod",
            target: preconditionOf(pod),
            graceSeconds: 1,
            because: `${name} sees no majority, and no other member is in a group`,
          } as const,
        ]
      : [],
  );
  return steps.length === 0 ? undefined : performLive(...steps);
}

function describe(awaited: readonly { readonly member: string; readonly why: string }[]): string {
  return awaited.map(({ member, why }) => `${member} (${why})`).join(", ");
}

/** Waiting turns into a question after a minute: who may be silent for good is for a person to say. */
function awaitMembers(
  situation: Situation,
  awaited: readonly { readonly member: string; readonly why: string }[],
): Work {
  const { now } = situation.observation;
  const distrust = untrusted(situation);
  if (distrust !== undefined) return waitForPerson(distrust.reason, distrust.message);
  const because = `waits for ${describe(awaited)}: it may hold transactions that no other member has`;
  const silent = awaited.some(({ member }) => {
    const seat = situation.seats.find((one) => one.name === member);
    const since = seat?.report?.kind === "unreachable" ? seat.report.since : undefined;
    return since !== undefined && now - since >= PATIENCE;
  });
  if (!silent) return waitFor(because);
  return waitForPerson(
    "MemberMissing",
    `${because}. Bring it back; if its volume is lost for good, name it in spec.abandonedMembers and its transactions are given up.`,
  );
}

/** Brings a group back from nothing, once. */
export const recoveredGroup: Task = ({ situation, diagnosis }) => {
  switch (diagnosis.state) {
    case "Uninitialised": {
      const { candidate } = diagnosis;
      if (candidate === undefined) {
        const distrust = untrusted(situation);
        if (distrust !== undefined) return waitForPerson(distrust.reason, distrust.message);
        return waitFor(`waits for ${describe(diagnosis.awaited)}`);
      }
      return recoverFrom(situation, candidate);
    }
    case "Outage":
      return recoverFrom(situation, diagnosis.superset);
    case "QuorumLost":
      return fence(situation, diagnosis.survivors) ?? waitFor("waits for fenced members to end");
    case "QuorumLostUncertain":
    case "OutageUncertain":
      return awaitMembers(situation, diagnosis.awaited);
    case "Diverged":
      return waitForPerson(
        "Diverged",
        `no member holds all transactions: ${diagnosis.transactions.map(({ member, missing }) => `${member} lacks ${missing || "none"}`).join("; ")}. Save what you need of them, then name the members to give up in spec.abandonedMembers.`,
      );
    case "DataLost":
      return waitForPerson(
        "DataLost",
        `the cluster held data and every volume is empty. Restore a backup into a new cluster, or delete ConfigMap ${identityName(situation.name)} and the pods' claims to begin anew with nothing.`,
      );
    case "SplitBrain":
      return waitForPerson(
        "SplitBrain",
        `two groups have a majority each: ${diagnosis.views.map((view) => `[${view.join(", ")}]`).join(" and ")}. Stop the one whose writes are to be given up.`,
      );
    default:
      return undefined;
  }
};

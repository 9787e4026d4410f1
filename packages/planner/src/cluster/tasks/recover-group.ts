import { identityName } from "@grampus/resources";
import { gtidSetText, isSubset } from "../../gtid/index.ts";
import { MEMBER_SILENT_MS } from "../../timing.ts";
import type { Context } from "../desired/context.ts";
import type { Awaited } from "../diagnosis/diagnosis.ts";
import { isCrashing, troubleAdvice } from "../diagnosis/pod-trouble.ts";
import type { ObservedPod } from "../observation/objects.ts";
import type { ClusterView } from "../view/cluster-view.ts";
import { isResponding, type Member, type RespondingMember } from "../view/member.ts";
import { changedIdentity, newerRecord } from "./record-change.ts";
import { identityPrecondition, preconditionOf, serverTarget } from "./targets.ts";
import { perform, performLive, type Task, type Work, waitFor, waitForPerson } from "./task.ts";
import { untrusted } from "./untrusted.ts";

function intentOn(view: ClusterView, member: RespondingMember): Work | undefined {
  const intent = view.identity?.bootstrap;
  const { serverUuid } = member.answer;
  if (intent?.member === member.name && intent.serverUuid === serverUuid) return undefined;
  // What those that were given up hold may be written anew, under the same GTIDs: their volumes never come back.
  const isHeld = (other: Member) => isResponding(other) && isSubset(other.transactions, member.transactions);
  const given = view.members.flatMap((other) =>
    other.abandoned && other.claim !== undefined && !isHeld(other)
      ? [[other.name, other.claim.uid] as const]
      : [],
  );
  return changedIdentity(
    view,
    (record) => ({
      ...record,
      members: [...new Set([...record.members, member.name])].sort(),
      bootstrap: { member: member.name, serverUuid },
      abandonedClaims: { ...record.abandonedClaims, ...Object.fromEntries(given) },
    }),
    `${member.name} is to bootstrap the group`,
  );
}

/**
 * Applies and removes what the member still has of the old group: a bootstrap over old relay logs left worker threads
 * stuck for ever in most rounds that were tried, and all writes hung with three members ONLINE.
 */
function cleanApplier(member: RespondingMember): Work | undefined {
  const { applier } = member.answer;
  const target = serverTarget(member);
  if (!applier.configured) return undefined;
  if (!isSubset(member.transactions, member.executed)) {
    if (applier.error !== undefined) {
      return waitForPerson(
        "RelayLogFailed",
        `${member.name} holds received transactions that it cannot apply: ${applier.error}. Resolve the error on it, or name it in spec.abandonedMembers to go on without them.`,
      );
    }
    if (applier.running) return waitFor(`${member.name} applies what it received`);
    return perform({
      kind: "start-applier",
      target,
      because: `${member.name} has received transactions to apply`,
    });
  }
  if (applier.running)
    return perform({ kind: "stop-applier", target, because: `${member.name} applied what it received` });
  return perform({ kind: "reset-applier", target, because: "old relay logs would leave the applier stuck" });
}

function bootstrap(view: ClusterView, member: RespondingMember): Work | undefined {
  const identity = identityPrecondition(identityName(view.name), view.observation.identity);
  if (identity === undefined) return undefined;
  // With the label it would take clients at once, and be the only disk that has what they are told.
  if (member.pod.role !== undefined)
    return waitFor(`${member.name} is to lose its role before it bootstraps`);
  return performLive({
    kind: "bootstrap",
    target: serverTarget(member),
    identity,
    executed: gtidSetText(member.executed),
    because: `${member.name} holds every transaction`,
  });
}

function recoverFrom(view: ClusterView, name: string): Work | undefined {
  const member = view.members.find((one) => one.name === name);
  if (member === undefined || !isResponding(member)) return undefined;
  const prepared = newerRecord(view) ?? intentOn(view, member);
  if (prepared !== undefined) return prepared;
  if (member.answer.state !== "OFFLINE") {
    return perform({
      kind: "leave",
      target: serverTarget(member),
      because: `${name} is ${member.answer.state} without a group`,
    });
  }
  if (!member.answer.recoveryConfigured) {
    return perform({
      kind: "configure-recovery",
      target: serverTarget(member),
      because: `${name} needs the replication account to talk to the group`,
    });
  }
  return cleanApplier(member) ?? bootstrap(view, member);
}

function describe(awaited: readonly Awaited[]): string {
  return awaited.map(({ member, why }) => `${member} (${why})`).join(", ");
}

/** The first group of a cluster, by the first member that answers. */
export const bootstrapFirstMember: Task<Context<"Uninitialised">> = ({ view, diagnosis }) => {
  const { candidate, awaited } = diagnosis;
  if (candidate !== undefined) return recoverFrom(view, candidate);
  const distrust = untrusted(view);
  return distrust === undefined
    ? waitFor(`waits for ${describe(awaited)}`)
    : waitForPerson(distrust.reason, distrust.message);
};

/** Brings the group back by the member that holds what all others hold, once. */
export const recoverGroup: Task<Context<"Outage">> = ({ view, diagnosis }) =>
  recoverFrom(view, diagnosis.superset);

/**
 * Ends servers that see each other without a majority. Every other member answered that it is in no group, so nobody
 * acknowledges anything; STOP would block, and a restart takes seconds.
 */
export const endSurvivors: Task<Context<"QuorumLost">> = ({ view, diagnosis: { survivors } }) => {
  const steps = view.members.flatMap(({ name, pod }) =>
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
  return steps.length === 0 ? waitFor("waits for fenced members to end") : performLive(...steps);
};

/** A word that was carried out and is taken back can be said again, also without a group. */
function withoutSpentWords(view: ClusterView): Work | undefined {
  const { identity, spec, members } = view;
  const isKept = (name: string, claim: string) =>
    spec.abandonedMembers?.includes(name) === true ||
    members.some((member) => member.name === name && member.claim?.uid === claim);
  const given = Object.entries(identity?.abandonedClaims ?? {});
  const kept = given.filter(([name, claim]) => isKept(name, claim));
  if (kept.length === given.length) return undefined;
  return changedIdentity(
    view,
    (record) => ({ ...record, abandonedClaims: Object.fromEntries(kept) }),
    "the spec no longer gives them up",
  );
}

/** The pod of an awaited member that starts and ends again: nothing has to be given up for that. */
function crashingPod({ members }: ClusterView, awaited: readonly Awaited[]): ObservedPod | undefined {
  return members.find(
    ({ name, pod }) =>
      pod?.trouble !== undefined && isCrashing(pod.trouble) && awaited.some(({ member }) => member === name),
  )?.pod;
}

/** Waiting turns into a question after a minute: who may be silent for good is for a person to say. */
export const awaitMembers: Task<Context<"OutageUncertain" | "QuorumLostUncertain">> = ({
  view,
  diagnosis: { awaited },
}) => {
  const { now } = view.observation;
  const distrust = untrusted(view);
  if (distrust !== undefined) return waitForPerson(distrust.reason, distrust.message);
  const because = `waits for ${describe(awaited)}: it may hold transactions that no other member has`;
  const silent = awaited.some(({ member }) => {
    const report = view.members.find((one) => one.name === member)?.report;
    const since = report?.kind === "unreachable" ? report.since : undefined;
    return since !== undefined && now - since >= MEMBER_SILENT_MS;
  });
  if (!silent) return waitFor(because);
  const takenBack = withoutSpentWords(view);
  if (takenBack !== undefined) return takenBack;
  const crashing = crashingPod(view, awaited);
  if (crashing !== undefined)
    return waitForPerson("PodFailing", `${because}. Its volume is there. ${troubleAdvice(crashing)}`);
  return waitForPerson(
    "MemberMissing",
    `${because}. Bring it back; if its volume is lost for good, name it in spec.abandonedMembers and its transactions are given up.`,
  );
};

/** A person has to say what to give up. */
export const reportDivergence: Task<Context<"Diverged">> = ({ diagnosis: { transactions } }) =>
  waitForPerson(
    "Diverged",
    `no member holds all transactions: ${transactions.map(({ member, missing }) => `${member} lacks ${missing || "none"}`).join("; ")}. Save what you need of them, then name the members to give up in spec.abandonedMembers.`,
  );

/** Nothing is bootstrapped over the loss. */
export const reportDataLoss: Task<Context<"DataLost">> = ({ view: { name } }) =>
  waitForPerson(
    "DataLost",
    `the cluster held data and every volume is empty. Restore a backup into a new cluster, or delete ConfigMap ${identityName(name)} and the pods' claims to begin anew with nothing.`,
  );

/** Nothing is changed while two groups live. */
export const reportSplitBrain: Task<Context<"SplitBrain">> = ({ diagnosis: { views } }) =>
  waitForPerson(
    "SplitBrain",
    `two groups have a majority each: ${views.map((names) => `[${names.join(", ")}]`).join(" and ")}. Stop the one whose writes are to be given up.`,
  );

import type { ReadyReason } from "@grampus/api";
import { secretNames } from "@grampus/resources";
import type { Context } from "../desired/context.ts";
import { enoughOnline } from "../desired/enough-online.ts";
import { outdated } from "../desired/outdated.ts";
import type { Group, Stall } from "../diagnosis/diagnosis.ts";
import { farBehind, lagIn } from "../diagnosis/far-behind.ts";
import { canaryRefusal, groupOf, isWritten, onlineMembers } from "../diagnosis/group.ts";
import { lagText } from "../view/lag.ts";
import type { Statement } from "./conditions.ts";
import { isServed } from "./served.ts";

/** What the tasks came to. */
export interface Progress {
  /** What is being done or waited for; absent when there is nothing. */
  readonly doing?: string;
  readonly stall?: Stall;
  /** Whether a write went through in the present view, and the Service leads to the primary. */
  readonly writable: boolean;
}

interface Headline {
  /** Of the conditions `Ready`, `Reconciling` and `Degraded`, which say the same from their side. */
  readonly reason: ReadyReason;
  readonly message: string;
}

/** Members that wait to be deleted by a person, with `updateStrategy: OnDelete`, or for their cluster's turn. */
function waitingRestart(context: Context): string {
  const found = outdated(context);
  if (found === undefined) return "";
  const names = found.members.join(", ");
  const { observation, spec } = context.view;
  if (spec.updateStrategy?.type === "OnDelete")
    return `; ${names} get the changed template when their pods are deleted`;
  return observation.restartTurn === "waits" && found.origin === "operator"
    ? `; ${names} are restarted for the operator's new template when it is this cluster's turn`
    : "";
}

/** Names that stay in `spec.abandonedMembers` although their word is spent: they would be no word the next time. */
function spentNames({ view: { members, spec } }: Context): string {
  const names = members
    .filter(({ name, abandoned }) => !abandoned && spec.abandonedMembers?.includes(name) === true)
    .map(({ name }) => name);
  return names.length === 0
    ? ""
    : `; take ${names.join(", ")} out of spec.abandonedMembers, which has been carried out`;
}

/** That root's Secret does not open its account: what only root could mend waits for it. */
function staleRoot({ view: { observation, cluster } }: Context): string {
  const { root } = secretNames(cluster);
  return observation.rootRefused === true
    ? `; the password in Secret ${root} is not root's: put root's there, the operator needs it to mend its own accounts`
    : "";
}

/** What came back to the operator's own write, when the primary refused it. */
function refusedWrite({ view: { observation } }: Context, group: Group): string {
  const refusal = canaryRefusal(observation.canary, group);
  return refusal === undefined ? "" : `. The operator's own write is refused: ${refusal.message}`;
}

/** What is not there yet of a write that goes through and a Service that leads to the primary. */
function unconfirmed({ view }: Context, group: Group): string {
  if (isServed(view, group)) return "a write has to go through";
  const toServe = "the Service has to lead to the primary";
  return isWritten(view.observation.canary, group) ? toServe : `a write has to go through, and ${toServe}`;
}

/** Who is behind, and how far, by one of the two measures. */
function laggards({ view }: Context, group: Group, lagged: typeof lagIn): string {
  return view.members
    .flatMap((member) => {
      const lag = lagged(view, group, member);
      const lock = member.answer?.applier.waitsFor;
      const why = lock === undefined ? "" : ` (its applier: ${lock})`;
      return lag === undefined ? [] : [`; ${member.name} is ${lagText(lag)}${why}`];
    })
    .join("");
}

function headline(context: Context, progress: Progress): Headline {
  const { view, diagnosis } = context;
  const group = groupOf(diagnosis);
  const { wanted } = view;
  if (diagnosis.state === "Deleting") return { reason: "Deleting", message: "the Cluster is being deleted" };
  if (diagnosis.state === "Uninitialised")
    return { reason: "Creating", message: "no group was bootstrapped yet" };
  if (diagnosis.state === "QuorumLostUncertain" || diagnosis.state === "OutageUncertain") {
    return { reason: "Uncertain", message: "no group is seen, and not every member answers" };
  }
  if (group === undefined) return { reason: "NoGroup", message: "no member is in a group with a majority" };
  const online = onlineMembers(group).length;
  const count = `${online} of ${wanted} members online`;
  if (diagnosis.state === "ApplierStuck")
    return { reason: "WritesHang", message: `${count}, and writes do not go through` };
  if (group.evidence === "minority") {
    return { reason: "Uncertain", message: `${count}, as far as the members that answer say` };
  }
  if (group.primary === undefined) return { reason: "NoPrimary", message: `${count}, none is the primary` };
  const refused = refusedWrite(context, group);
  if (view.identity?.bootstrap !== undefined) {
    const awaited = enoughOnline(view, onlineMembers(group))
      ? "when a write went through"
      : "when a second one is there";
    return { reason: "Confirming", message: `${count}; the primary takes clients ${awaited}${refused}` };
  }
  if (online < wanted) return { reason: "MembersMissing", message: count };
  if (!progress.writable) {
    return {
      reason: "Confirming",
      message: `${count}; ${unconfirmed(context, group)}${refused}`,
    };
  }
  const far = laggards(context, group, farBehind);
  if (far !== "")
    return { reason: "MembersLagging", message: `${count}${far}; not read from until caught up` };
  if (progress.doing !== undefined) return { reason: "Changing", message: `${count}; ${progress.doing}` };
  const behind = laggards(context, group, lagIn);
  return {
    reason: "Online",
    message: `${count}${behind}${waitingRestart(context)}${spentNames(context)}${staleRoot(context)}`,
  };
}

/** What the conditions say. `Reconciling`, `Stalled` and `Degraded` are there only while they hold. */
export function statements(context: Context, progress: Progress): readonly Statement[] {
  const { stall, doing } = progress;
  const found = headline(context, progress);
  const isReady = found.reason === "Online" && stall === undefined;
  const wasMade = context.view.identity?.initialised === true && context.diagnosis.state !== "Deleting";
  const isDegraded = wasMade && !["Online", "Changing", "Confirming"].includes(found.reason);
  return [
    {
      type: "Ready",
      status: isReady ? "True" : found.reason === "Uncertain" ? "Unknown" : "False",
      reason: isReady ? found.reason : (stall?.reason ?? found.reason),
      message: isReady ? found.message : (stall?.message ?? found.message),
    },
    ...(!isReady && stall === undefined
      ? [
          {
            type: "Reconciling",
            status: "True",
            reason: found.reason,
            message: doing ?? found.message,
          } as const,
        ]
      : []),
    ...(stall === undefined
      ? []
      : [{ type: "Stalled", status: "True", reason: stall.reason, message: stall.message } as const]),
    ...(isDegraded
      ? [{ type: "Degraded", status: "True", reason: found.reason, message: found.message } as const]
      : []),
  ];
}

import {
  CANARY_FAILED_MS,
  CANARY_WRITTEN_MS,
  LOOK_AFTER_CANARY_MS,
  LOOK_AGAIN_MS,
  LOOK_AT_ONCE_MS,
  LOOK_FOR_PERSON_MS,
  LOOK_FOR_PERSON_UNEASY_MS,
  LOOK_UNEASY_MS,
  LOOK_WHEN_READY_MS,
  LOOK_WHEN_WATCHED_MS,
} from "../../timing.ts";
import type { Context } from "../desired/context.ts";
import { impossibility } from "../desired/impossible.ts";
import { desiredObjects } from "../desired/objects.ts";
import { desiredReplicas } from "../desired/replicas.ts";
import { diagnose } from "../diagnosis/diagnose.ts";
import type { Group, Stall, State } from "../diagnosis/diagnosis.ts";
import { groupOf, isLed, isWritten } from "../diagnosis/group.ts";
import type { Observation } from "../observation/observation.ts";
import { firstForbidden, forbiddenMessage } from "../safety/forbidden.ts";
import { isServed } from "../status/served.ts";
import { desiredStatus } from "../status/status.ts";
import { TASKS } from "../tasks/by-state.ts";
import { formerPrimaries } from "../tasks/end-sessions.ts";
import { unlessRefused } from "../tasks/refused-step.ts";
import { restartDemand } from "../tasks/roll-out.ts";
import type { Task, TasksByState, Work } from "../tasks/task.ts";
import { type ClusterView, clusterView } from "../view/cluster-view.ts";
import { isBehind } from "../view/lag.ts";
import { isResponding } from "../view/member.ts";
import type { CanaryTarget, Decision } from "./decision.ts";

interface Outcome {
  readonly work?: Exclude<Work, { readonly kind: "note" }>;
  readonly stall?: Stall;
}

/** The first task with steps or with a wait decides; before it, the first stall and the first thing awaited are kept. */
function outcomeOf<S extends State>(
  tasks: readonly Task<Context<S>>[],
  context: Context<S>,
  blocked: Stall | undefined,
): Outcome {
  let stall = blocked;
  // A step that stepped aside holds up nothing: what does, is told before it.
  let aside: Stall | undefined;
  let awaited: Exclude<Work, { readonly kind: "note" }> | undefined;
  for (const task of tasks) {
    const found = task(context);
    if (found === undefined) continue;
    const { work, stall: refusal } = unlessRefused(found, context.view);
    const said = refusal ?? (work !== undefined && "stall" in work ? work.stall : undefined);
    if (work?.kind === "do" || work?.kind === "wait") {
      const first = work.kind === "wait" ? (awaited ?? work) : work;
      return outcome(first, said ?? stall ?? aside);
    }
    if (refusal === undefined) stall ??= said;
    else aside ??= refusal;
    if (work?.kind === "pending") awaited ??= work;
  }
  return outcome(awaited, stall ?? aside);
}

function isIn<S extends State>(context: Context, state: S): context is Context<S> {
  return context.diagnosis.state === state;
}

function outcomeIn<S extends State>(
  state: S,
  tasks: TasksByState,
  context: Context,
  blocked: Stall | undefined,
): Outcome {
  return isIn(context, state) ? outcomeOf(tasks[state], context, blocked) : {};
}

function outcome(work: Outcome["work"], stall: Stall | undefined): Outcome {
  return { ...(work === undefined ? {} : { work }), ...(stall === undefined ? {} : { stall }) };
}

/** Where to send a canary, when the last counts no more. */
function canaryDue(
  { observation: { canary, now }, members }: Context["view"],
  group: Group | undefined,
): CanaryTarget | undefined {
  if (group === undefined || !isLed(group)) return undefined;
  const primary = members.find(({ name }) => name === group.primary);
  if (primary === undefined || !isResponding(primary)) return undefined;
  const target = { member: primary.name, podUid: primary.pod.uid, viewId: primary.answer.viewId };
  if (canary?.member !== group.primary || canary.viewId !== group.viewId) return target;
  // Its table is being made again: what comes of that is to be seen in the same round.
  if (canary.refusal?.about === "schema") return target;
  const age = canary.outcome === "written" ? CANARY_WRITTEN_MS : CANARY_FAILED_MS;
  return now - canary.takenAt >= age ? target : undefined;
}

function contextOf(observation: Observation): { readonly context: Context; readonly blocked?: Stall } {
  const view = clusterView(observation);
  const diagnosis = diagnose(view);
  const group = groupOf(diagnosis);
  const blocked = impossibility(view);
  const objects = blocked === undefined ? desiredObjects(view, desiredReplicas(view, group)) : undefined;
  const context: Context = {
    view,
    diagnosis,
    ...(objects === undefined ? {} : { objects }),
  };
  return blocked === undefined ? { context } : { context, blocked };
}

/**
 * Whether every member answers, is ONLINE, stays, keeps up and takes writes or not as it should, all are in one view, and no
 * client is left on a former primary.
 */
function isCalm({ view, group }: { readonly view: ClusterView; readonly group: Group | undefined }): boolean {
  const reports = Object.values(view.observation.members);
  if (formerPrimaries(view, group).length > 0 || view.members.some(({ pod }) => pod?.deleting === true))
    return false;
  const views = new Set(reports.map((report) => (report.kind === "answered" ? report.viewId : "")));
  return (
    views.size <= 1 &&
    reports.every(
      (report) =>
        report.kind === "answered" &&
        report.state === "ONLINE" &&
        report.misfitSince === undefined &&
        !isBehind(report.behindSince, view.observation.now),
    )
  );
}

/** Whether all that is waited for shows in a watch: no member can be asked, and no step or Secret is looked at again. */
function isWatched({ members, failures }: Observation, stall: Stall | undefined): boolean {
  const reports = Object.values(members);
  return (
    reports.length > 0 &&
    reports.every((report) => report.kind === "unreachable" && report.reason === "address") &&
    failures.length === 0 &&
    (stall === undefined || stall.reason === "PodFailing")
  );
}

function pauseAfter(
  { work, stall }: Outcome,
  { steps, mustLook, canary }: Pick<Decision, "steps" | "canary"> & { readonly mustLook: boolean },
  isReady: boolean,
  isCalmNow: boolean,
  observation: Observation,
): number {
  if (steps.length > 0) return work?.kind === "do" ? (work.requeueAfter ?? LOOK_AT_ONCE_MS) : LOOK_AT_ONCE_MS;
  if (mustLook) return LOOK_AT_ONCE_MS;
  if (canary !== undefined) return LOOK_AFTER_CANARY_MS;
  if (isWatched(observation, stall)) return LOOK_WHEN_WATCHED_MS;
  if (stall !== undefined) return isCalmNow ? LOOK_FOR_PERSON_MS : LOOK_FOR_PERSON_UNEASY_MS;
  if (!isCalmNow) return LOOK_UNEASY_MS;
  return isReady ? LOOK_WHEN_READY_MS : LOOK_AGAIN_MS;
}

/** What an outcome says in the condition `Reconciling`. */
function doingOf({ work }: Outcome): string | undefined {
  if (work === undefined) return undefined;
  return work.kind === "do" ? work.steps[0]?.because : work.because;
}

/**
 * Decides what to do next. Pure: the same observation gives the same decision, and what was performed shows in the
 * next observation, not in here. Nothing to do gives no steps and the status that is stored.
 */
export function decide(observation: Observation): Decision {
  return decideBy(TASKS, observation);
}

/** The same by other tasks. */
export function decideBy(tasks: TasksByState, observation: Observation): Decision {
  const { context, blocked } = contextOf(observation);
  const { view, diagnosis } = context;
  const group = groupOf(diagnosis);
  const { state } = diagnosis;
  const outcome = outcomeIn(state, tasks, context, state === "Deleting" ? undefined : blocked);
  const { work } = outcome;
  const isLive = work?.kind === "do" && work.live;
  const mustLook = isLive && observation.freshness === "cache";
  const decided = work?.kind === "do" ? work.steps : [];
  // What waits for a live look is judged as if this were one: a refusal that came and went would be told again and again.
  const refused = firstForbidden(decided, mustLook ? { ...observation, freshness: "live" } : observation);
  const steps = refused === undefined && !mustLook ? decided : [];
  const stall: Stall | undefined =
    refused === undefined ? outcome.stall : { reason: "StepForbidden", message: forbiddenMessage(refused) };
  const canary = canaryDue(view, group);
  const effects = {
    steps,
    nextFreshness: mustLook || (refused !== undefined && isLive) ? "live" : "cache",
    ...(canary === undefined ? {} : { canary }),
  } as const;
  const doing = doingOf(outcome);
  const writable = group !== undefined && isWritten(observation.canary, group) && isServed(view, group);
  const status = desiredStatus(context, {
    writable,
    ...(doing === undefined ? {} : { doing }),
    ...(stall === undefined ? {} : { stall }),
  });
  const isReady =
    status.conditions?.some(({ type, status: value }) => type === "Ready" && value === "True") === true;
  return {
    diagnosis,
    status,
    ...effects,
    requeueAfter: pauseAfter(
      { ...outcome, ...(stall === undefined ? {} : { stall }) },
      { ...effects, mustLook },
      isReady,
      isCalm({ view, group }),
      observation,
    ),
    restart: restartDemand(context),
    ...(work?.kind === "pending" && work.isSwitch === true ? { switchWaits: work.because } : {}),
    ...(stall === undefined ? {} : { stall }),
  };
}

import { CLUSTER_KIND, type Cluster, validateTransition, wantedMembers } from "@grampus/api";
import {
  type Forecast,
  type ForecastStart,
  type ForecastState,
  forecast,
  forecastCreation,
  forecastDeletion,
  writeGaps,
} from "@grampus/planner/forecast";
import { memberName, specStalls } from "@grampus/resources";
import type { PlainObject } from "../data/plain-data.ts";
import { asItRan } from "../validate/stalls.ts";
import { type Interruption, interruption } from "./interruption.ts";
import { type PlanStep, planSteps } from "./steps.ts";

/** A Cluster as an overlay builds it, and the other objects of the overlay. */
export interface ClusterState {
  readonly cluster: PlainObject & Cluster;
  readonly objects: readonly PlainObject[];
}

/**
 * How the steps end. `ready`: the cluster is as the spec says. `stalled`: the operator stops and asks a person. `waiting`:
 * for a member that is down. `unsettled`: the operator's planner finds no end. `refused`: the API server does not take the
 * change. `nothing`: the operator has nothing to do, or does not see the change.
 */
export type Outcome =
  | { readonly kind: "ready" | "gone" | "nothing" | "unsettled" }
  | { readonly kind: "waiting" | "stalled" | "refused"; readonly message: string };

const CONFIG_FILE = "my.cnf";

/** The ConfigMap that the spec names. */
export function configMapName({ cluster }: ClusterState): string | undefined {
  return cluster.spec?.config?.name;
}

/** Whether an object is the ConfigMap of this name. */
export function isConfig(object: PlainObject, name: string | undefined): boolean {
  const { metadata } = object;
  return (
    name !== undefined &&
    object.kind === "ConfigMap" &&
    typeof metadata === "object" &&
    metadata !== null &&
    "name" in metadata &&
    metadata.name === name
  );
}

/** The state for the planner: with the text of `spec.config` where the overlay brings it. */
function forecastState(state: ClusterState): ForecastState {
  const { cluster, objects } = state;
  const config = objects.find((object) => isConfig(object, configMapName(state)));
  const data = config?.data;
  const text =
    typeof data === "object" && data !== null && CONFIG_FILE in data ? data[CONFIG_FILE] : undefined;
  return { cluster, ...(typeof text === "string" ? { userConfig: text } : {}) };
}

function messageOf({ status }: Forecast): string {
  return status?.conditions?.find(({ type }) => type === "Ready")?.message ?? "";
}

function outcomeOf(found: Forecast, steps: readonly PlanStep[]): Outcome {
  switch (found.kind) {
    case "settled":
      return { kind: steps.length === 0 ? "nothing" : found.status === undefined ? "gone" : "ready" };
    case "endless":
      return { kind: "unsettled" };
    case "waiting":
      return { kind: "waiting", message: messageOf(found) };
    case "stalled":
      return { kind: "stalled", message: `${found.stall.reason}: ${found.stall.message}` };
  }
}

/** Members that run the old template at the end: left to a person by `updateStrategy: OnDelete`, or not reached. */
function pendingNotes({ kind, status }: Forecast): readonly string[] {
  const { members = [], reasons = [] } = status?.pendingRestart ?? {};
  if (members.length === 0) return [];
  const what = reasons.length === 0 ? "" : ` (${reasons.join(", ")})`;
  const until = kind === "settled" ? "until a person deletes their pods" : "until then";
  return [`${members.join(", ")} keep the old template${what} ${until}`];
}

const NOTHING_HAPPENS: Interruption = interruption([], [], 0);

/** What the planner does for a change, and what that comes to. */
export interface Played {
  readonly steps: readonly PlanStep[];
  readonly outcome: Outcome;
  readonly interruption: Interruption;
  readonly notes: readonly string[];
}

/** Nothing is done. */
export const NOT_PLAYED = { steps: [], interruption: NOTHING_HAPPENS, notes: [] } as const;

/** @param online members that are online before, the primary first; none of a cluster that is made */
function played(found: Forecast, online: readonly string[]): Played {
  const steps = planSteps(found.steps);
  const [primary] = online;
  const gaps = primary === undefined ? [] : writeGaps(found.steps, { primary, online });
  return {
    steps,
    outcome: outcomeOf(found, steps),
    interruption: interruption(steps, gaps, online.length),
    notes: pendingNotes(found),
  };
}

/** The members of a cluster that are online, the primary first. */
function onlineMembers({ cluster }: ClusterState, { primary, down = [] }: ForecastStart): readonly string[] {
  const { name } = cluster.metadata;
  const members = Array.from({ length: wantedMembers(cluster.spec) }, (_, ordinal) =>
    memberName(name, ordinal),
  );
  const online = members.filter((member) => !down.includes(member));
  return primary === undefined ? online : [primary, ...online.filter((member) => member !== primary)];
}

/** Plays the change of a cluster, unless the API server refuses it or nobody knows what runs. */
export function changePlayed(before: ClusterState, after: ClusterState, start: ForecastStart): Played {
  const refusals = validateTransition(CLUSTER_KIND, asItRan(before.cluster), after.cluster);
  if (refusals.length > 0)
    return {
      ...NOT_PLAYED,
      outcome: { kind: "refused", message: refusals.map(({ message }) => message).join("; ") },
    };
  const [stall] = specStalls(before.cluster);
  if (stall === undefined)
    return played(forecast(forecastState(before), forecastState(after), start), onlineMembers(before, start));
  // What ran before the operator stopped is not in Git: only what it says of the new spec is known.
  const [still] = specStalls(after.cluster);
  const note = `the operator stalls on the old spec (${stall.reason}), so what runs now, and what it will do, is not known from Git`;
  const outcome: Outcome =
    still === undefined
      ? { kind: "ready" }
      : { kind: "stalled", message: `${still.reason}: ${still.message}` };
  return { ...NOT_PLAYED, outcome, notes: [note] };
}

/** Plays the creation of a cluster. */
export function creationPlayed(after: ClusterState): Played {
  return played(forecastCreation(forecastState(after)), []);
}

/** Plays the deletion of a cluster. */
export function deletionPlayed(before: ClusterState, start: ForecastStart): Played {
  const [stall] = specStalls(before.cluster);
  if (stall === undefined)
    return played(forecastDeletion(forecastState(before), start), onlineMembers(before, start));
  const note = `the operator stalls on the spec (${stall.reason}), so what runs now is not known from Git`;
  return { ...NOT_PLAYED, outcome: { kind: "nothing" }, notes: [note] };
}

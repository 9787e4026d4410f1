import { normalize } from "@grampus/api";
import { valueAt } from "../data/data-path.ts";
import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";
import { isCluster } from "../plan/built-states.ts";
import { fieldChanges } from "../plan/field-changes.ts";
import type { RunningCluster } from "../plan/fleet-plan.ts";
import type { ClusterState } from "../plan/played.ts";

const DOWN: readonly (PlainValue | undefined)[] = ["Offline", "Error", "Unreachable", "Missing"];

function items(value: PlainValue | undefined): readonly PlainObject[] {
  return Array.isArray(value) ? value.filter((item: PlainValue) => isMap(item)) : [];
}

function texts(value: PlainValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item: PlainValue) => typeof item === "string") : [];
}

/** What the conditions of a cluster say that is not well. */
function conditionNotes(conditions: readonly PlainObject[]): readonly string[] {
  const words = {
    Stalled: "the operator stalls now",
    Degraded: "the cluster is degraded now",
    Reconciling: "the operator is at work now",
  } as const;
  return Object.entries(words).flatMap(([wanted, word]) => {
    const found = conditions.find(({ type, status }) => type === wanted && status === "True");
    return found === undefined ? [] : [`${word}: ${String(found.reason)}: ${String(found.message)}`];
  });
}

function pendingNotes(object: PlainObject): readonly string[] {
  const waiting = texts(valueAt(object, ["status", "pendingRestart", "members"]));
  const reasons = texts(valueAt(object, ["status", "pendingRestart", "reasons"]));
  if (waiting.length === 0) return [];
  return [`${waiting.join(", ")} wait to be restarted now (${reasons.join(", ") || "it is not known why"})`];
}

const LISTED = 4;

function driftNotes(live: PlainObject, before: ClusterState | undefined): readonly string[] {
  if (before === undefined) return ["a Cluster of this name is in Kubernetes already"];
  const fields = fieldChanges(before.cluster, live).filter(({ path }) => path[0] === "spec");
  if (fields.length === 0) return [];
  const names = fields.slice(0, LISTED).map(({ path }) => path.join("."));
  const more = fields.length > LISTED ? ` and ${fields.length - LISTED} more` : "";
  return [
    `in Kubernetes the spec is not that of the base (${names.join(", ")}${more}); the steps begin with what is in Kubernetes`,
  ];
}

/** The Cluster that runs, as one with every default, for the planner. */
function runningState(
  live: PlainObject,
  name: string,
  before: ClusterState | undefined,
): ClusterState | undefined {
  const { status, ...stated } = live;
  const cluster = normalize(stated);
  return isCluster(cluster, name) ? { cluster, objects: before?.objects ?? [] } : undefined;
}

/**
 * What is known of a cluster from what the API server has of it: who is the primary, who is down, and what else is not
 * well. Undefined when the object is not this Cluster.
 */
export function runningCluster(
  object: PlainObject,
  name: string,
  before: ClusterState | undefined,
): RunningCluster | undefined {
  if (!isCluster(object, name)) return undefined;
  const plain: PlainObject = object;
  const state = runningState(plain, name, before);
  const of = (field: string) => valueAt(plain, ["status", field]);
  const members = items(of("members"));
  const named = (wanted: (member: PlainObject) => boolean) =>
    members.filter(wanted).map((one) => String(one.name));
  const down = named(({ state }) => DOWN.includes(state));
  const recovering = named(({ state }) => state === "Recovering");
  const primary = of("primary");
  return {
    ...(state === undefined ? {} : { state }),
    start: {
      ...(typeof primary === "string" && primary !== "" && !down.includes(primary) ? { primary } : {}),
      ...(down.length === 0 ? {} : { down }),
    },
    notes: [
      ...driftNotes(state?.cluster ?? plain, before),
      ...(plain.status === undefined ? ["the operator has said nothing of the cluster yet"] : []),
      ...(down.length === 0 ? [] : [`${down.join(", ")} ${down.length === 1 ? "is" : "are"} down now`]),
      ...(recovering.length === 0 ? [] : [`${recovering.join(", ")} are recovering now`]),
      ...pendingNotes(object),
      ...conditionNotes(items(of("conditions"))),
    ],
  };
}

import { type ChangeClass, compareChangeClasses, highestChangeClass, wantedMembers } from "@grampus/api";
import type { ForecastStart } from "@grampus/planner/forecast";
import { retirementReason } from "../resolve/protection.ts";
import { type Capacity, capacityOf, NO_CAPACITY } from "./capacity.ts";
import { type FieldChange, fieldChanges } from "./field-changes.ts";
import type { Interruption } from "./interruption.ts";
import { type ObjectChange, objectChanges } from "./object-changes.ts";
import {
  type ClusterState,
  changePlayed,
  configMapName,
  creationPlayed,
  deletionPlayed,
  isConfig,
  NOT_PLAYED,
  type Outcome,
  type Played,
} from "./played.ts";
import type { PlanStep } from "./steps.ts";

/** What is known of a cluster before the change comes. */
export interface ClusterStart extends ForecastStart {
  /** What is in Kubernetes, where that is not what the state before says: the steps begin with it. */
  readonly state?: ClusterState;
}

/** Who plays changes: {@link PLANNER}, or one that remembers. */
export interface Player {
  readonly change: typeof changePlayed;
  readonly creation: typeof creationPlayed;
  readonly deletion: typeof deletionPlayed;
}

/** Plays every change anew. */
const PLANNER: Player = { change: changePlayed, creation: creationPlayed, deletion: deletionPlayed };

/** What a change does to one cluster. */
export interface ClusterPlan {
  readonly change: "create" | "change" | "remove";
  /** The highest class of all that changes; `failover` at least where steps stop writes. */
  readonly changeClass: ChangeClass;
  readonly fields: readonly FieldChange[];
  readonly objects: readonly ObjectChange[];
  /** The operator's steps, in order. */
  readonly steps: readonly PlanStep[];
  readonly outcome: Outcome;
  readonly interruption: Interruption;
  /** How many members there are. */
  readonly members: { readonly before: number; readonly after: number };
  readonly capacity: { readonly before: Capacity; readonly after: Capacity };
  /** What a reader has to know besides, each a sentence. */
  readonly notes: readonly string[];
}

function atLeast(changeClass: ChangeClass, least: ChangeClass): ChangeClass {
  return compareChangeClasses(changeClass, least) < 0 ? least : changeClass;
}

function membersOf({ cluster }: ClusterState): number {
  return wantedMembers(cluster.spec);
}

function creationPlan(after: ClusterState, { creation }: Player): ClusterPlan {
  return {
    change: "create",
    changeClass: "metadata",
    fields: [],
    objects: objectChanges([], after.objects, () => "metadata"),
    ...creation(after),
    members: { before: 0, after: membersOf(after) },
    capacity: { before: NO_CAPACITY, after: capacityOf(after.cluster) },
  };
}

/** What becomes of a cluster that leaves Git: one that is retired is deleted, any other stays where it is. */
function removed(before: ClusterState, start: ClusterStart, { deletion }: Player): Played {
  const reason = retirementReason(before.cluster);
  if (reason !== undefined) {
    const { state: running = before, ...known } = start;
    const { notes, ...result } = deletion(running, known);
    const note = `the Cluster is retired (${reason}): Argo CD or Flux deletes it, and the operator stops its members`;
    return { ...result, notes: [note, ...notes] };
  }
  const note =
    "the Cluster leaves Git and stays in Kubernetes, because it is protected from pruning; nothing is deleted until a person deletes the object";
  return { ...NOT_PLAYED, outcome: { kind: "nothing" }, notes: [note] };
}

function removalPlan(before: ClusterState, start: ClusterStart, player: Player): ClusterPlan {
  const { deletionPolicy = "Retain" } = before.cluster.spec ?? {};
  const keeps = deletionPolicy === "Retain" ? "keeps its volumes" : "deletes its volumes";
  const { notes, ...result } = removed(before, start, player);
  const [members, capacity] = [membersOf(before), capacityOf(before.cluster)];
  const isDeleted = retirementReason(before.cluster) !== undefined;
  const left = { ...NO_CAPACITY, disk: deletionPolicy === "Retain" ? capacity.disk : 0 };
  return {
    change: "remove",
    changeClass: "destructive",
    fields: [],
    objects: objectChanges(before.objects, [], () => "metadata"),
    ...result,
    members: { before: members, after: isDeleted ? 0 : members },
    capacity: { before: capacity, after: isDeleted ? left : capacity },
    notes: [
      ...notes,
      `deleting the object ${isDeleted ? "" : "then "}${keeps} (deletionPolicy ${deletionPolicy})`,
    ],
  };
}

function changePlan(
  before: ClusterState,
  after: ClusterState,
  start: ClusterStart,
  { change }: Player,
): ClusterPlan {
  const name = configMapName(after);
  const fields = fieldChanges(before.cluster, after.cluster);
  const objects = objectChanges(before.objects, after.objects, (object) =>
    isConfig(object, name) ? "rolling-restart" : "metadata",
  );
  const { state: running = before, ...known } = start;
  const result = change(running, after, known);
  const classes = [...fields, ...objects.flatMap((object) => object.fields)].map(
    (field) => field.changeClass,
  );
  const highest = highestChangeClass(classes) ?? "metadata";
  return {
    change: "change",
    changeClass: result.interruption.stopsWrites ? atLeast(highest, "failover") : highest,
    fields,
    objects,
    ...result,
    members: { before: membersOf(before), after: membersOf(after) },
    capacity: { before: capacityOf(before.cluster), after: capacityOf(after.cluster) },
  };
}

/**
 * What the operator is going to do when one cluster becomes another: the fields that differ with their classes, the steps
 * in order, and what they cost. `undefined` before is a new cluster, `undefined` after one that leaves Git. Both undefined
 * is nothing. The same states give the same plan.
 *
 * @param start what is known of the cluster that runs; a healthy one, led by its first member, unless said
 * @param player who plays the change; one that remembers is quicker with many clusters
 */
export function planOfCluster(
  before: ClusterState | undefined,
  after: ClusterState | undefined,
  start: ClusterStart = {},
  player: Player = PLANNER,
): ClusterPlan | undefined {
  if (before === undefined) return after === undefined ? undefined : creationPlan(after, player);
  return after === undefined ? removalPlan(before, start, player) : changePlan(before, after, start, player);
}

import { type ChangeClass, highestChangeClass } from "@grampus/api";
import type { Diagnostic, SourceLocation } from "@grampus/diagnostics";
import type { ForecastStart } from "@grampus/planner/forecast";
import { isEqual } from "../data/plain-data.ts";
import { type Identity, identityText } from "../fleet/identity.ts";
import { type Capacity, capacitySum } from "./capacity.ts";
import { type ClusterPlan, type Player, planOfCluster } from "./cluster-plan.ts";
import type { DeliveryPlan } from "./delivery-plan.ts";
import { folded } from "./fold.ts";
import type { OperatorPlan } from "./operator-plan.ts";
import type { ClusterState } from "./played.ts";
import type { PlannedRules } from "./rules.ts";
import { sharedForecasts } from "./shared-forecasts.ts";

/** What is known of a cluster that runs. */
export interface RunningCluster {
  /** Its spec in Kubernetes, which the steps begin with; the base's unless known. */
  readonly state?: ClusterState;
  readonly start: ForecastStart;
  /** What is not well with it, each a sentence. */
  readonly notes: readonly string[];
}

/** One cluster before and after a change of the fleet. */
export interface ClusterChange {
  readonly environment: string;
  readonly cluster: string;
  readonly identity: Identity;
  readonly before?: ClusterState;
  readonly after?: ClusterState;
  readonly running?: RunningCluster;
}

/** Where a definition says what a field now is. */
export interface ChangePlace {
  readonly source: SourceLocation;
  /** Whether it is only the nearest thing around it: the field is gone, or a default of the API. */
  readonly isNearest: boolean;
}

/** The plan of one cluster of a fleet. */
export interface PlannedCluster extends Identity {
  readonly environment: string;
  readonly cluster: string;
  readonly plan: ClusterPlan;
  /** Places of `plan.fields`, in their order; for a cluster that comes or goes the one place that says so. */
  readonly places: readonly ChangePlace[];
}

/** Clusters of a fleet to which the same happens; the first speaks for all. */
export type PlanGroup = readonly [PlannedCluster, ...PlannedCluster[]];

/** What a change of a fleet does to its databases. */
export interface FleetPlan {
  readonly kind: "planned";
  /** The state before, as messages name it: `the merge base of origin/main (1a2b3c4)`. */
  readonly base: string;
  /** The state after. */
  readonly head: string;
  readonly groups: readonly PlanGroup[];
  /** Environments in which the operator, or what an environment brings, changes. */
  readonly operators: readonly OperatorPlan[];
  /** Environments in which what delivers them changes. */
  readonly deliveries: readonly DeliveryPlan[];
  /** Clusters whose files are the same. */
  readonly unchanged: number;
  /** The highest class of all changes; absent when no cluster changes. */
  readonly changeClass?: ChangeClass;
  readonly capacity: { readonly before: Capacity; readonly after: Capacity };
  /** What gates and policies say; absent where they are not asked. */
  readonly rules?: PlannedRules;
  /** Definitions that changed while nothing follows for a cluster. */
  readonly idle: readonly string[];
  /** What else has to be known; errors make the plan fail. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A spec as a text, without what ends a cluster: one that is renamed ends before. */
function specText({ cluster }: ClusterState): string {
  return JSON.stringify({ ...cluster.spec, deletionPolicy: undefined, deletionProtection: undefined });
}

/** Where a new cluster comes from, as far as one can tell: it has another place, or another name. */
function originNote(change: ClusterChange, all: readonly ClusterChange[]): string | undefined {
  const { after } = change;
  if (change.before !== undefined || after === undefined) return undefined;
  const gone = all.filter((one) => one.after === undefined && one.environment === change.environment);
  const moved = gone.find(({ cluster }) => cluster === change.cluster);
  if (moved !== undefined)
    return `it moves here from ${identityText(moved.identity)} and starts empty: the data stays there`;
  const renamed = gone.find(({ before }) => before !== undefined && specText(before) === specText(after));
  return renamed === undefined
    ? undefined
    : `it looks like ${renamed.cluster} under a new name, and starts empty: the data stays with ${renamed.cluster}`;
}

function planned(
  change: ClusterChange,
  all: readonly ClusterChange[],
  player: Player,
): readonly PlannedCluster[] {
  const { environment, cluster, identity, before, after, running } = change;
  if (before !== undefined && after !== undefined && isSameState(before, after)) return [];
  const { state } = running ?? {};
  const start = { ...running?.start, ...(state === undefined ? {} : { state }) };
  const plan = planOfCluster(before, after, start, player);
  if (plan === undefined) return [];
  const note = originNote(change, all);
  const notes = [...(note === undefined ? [] : [note]), ...(running?.notes ?? []), ...plan.notes];
  return [{ ...identity, environment, cluster, plan: { ...plan, notes }, places: [] }];
}

function isSameState(before: ClusterState, after: ClusterState): boolean {
  return isEqual(before.cluster, after.cluster) && isEqual(before.objects, after.objects);
}

/** The plans of all clusters that change, in their order; without places. */
export function plannedClusters(changes: readonly ClusterChange[]): readonly PlannedCluster[] {
  const player = sharedForecasts();
  return changes.flatMap((change) => planned(change, changes, player));
}

/** All that is known of a fleet's change when its clusters are planned. */
export type FleetPlanParts = Omit<FleetPlan, "kind" | "groups" | "changeClass" | "capacity"> & {
  readonly clusters: readonly PlannedCluster[];
};

/** Puts the plan of a fleet together. */
export function planOfFleet({ clusters, ...parts }: FleetPlanParts): FleetPlan {
  const changeClass = highestChangeClass([
    ...clusters.map(({ plan }) => plan.changeClass),
    ...parts.operators.map((operator) => operator.changeClass),
  ]);
  return {
    kind: "planned",
    ...parts,
    groups: folded(clusters),
    ...(changeClass === undefined ? {} : { changeClass }),
    capacity: {
      before: capacitySum(clusters.map(({ plan }) => plan.capacity.before)),
      after: capacitySum(clusters.map(({ plan }) => plan.capacity.after)),
    },
  };
}

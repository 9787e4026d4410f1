import { pathText } from "@grampus/api";
import type { SourceLocation } from "@grampus/diagnostics";
import type { PlainValue } from "../data/plain-data.ts";
import { definitionPath } from "../fields/field-name.ts";
import type { Capacity } from "../plan/capacity.ts";
import type { ClusterPlan } from "../plan/cluster-plan.ts";
import type { DeliveryTool } from "../plan/delivery-plan.ts";
import type { FieldChange } from "../plan/field-changes.ts";
import type { FleetPlan, PlannedCluster } from "../plan/fleet-plan.ts";
import type { Interruption } from "../plan/interruption.ts";
import type { OperatorRestart } from "../plan/operator-plan.ts";
import type { Outcome } from "../plan/played.ts";
import type { PlannedApproval, PlannedGate } from "../plan/rules.ts";
import type { PlanStep } from "../plan/steps.ts";
import { verdict } from "./words.ts";

/** A field that changes, in `grampus plan --format json`. A value that is not set is left out. */
export interface ReportedField {
  /** Path in the object: `spec.volumeClaimTemplate.spec.resources.requests.storage`. */
  readonly field: string;
  /** The same as definitions say it: `storage.size`; absent where they cannot. */
  readonly definition?: string;
  readonly before?: PlainValue;
  readonly after?: PlainValue;
  readonly changeClass: string;
  readonly place?: ReportedPlace;
}

/** A place in a definition; `nearest` where the field itself is written nowhere. */
export interface ReportedPlace extends SourceLocation {
  readonly nearest?: true;
}

/** An object other than the Cluster that changes. */
export interface ReportedObject {
  readonly change: "create" | "change" | "remove";
  readonly object: string;
  readonly fields: readonly ReportedField[];
}

/** One cluster in `grampus plan --format json`. */
export interface ReportedCluster {
  readonly environment: string;
  readonly cluster: string;
  readonly target: string;
  readonly namespace: string;
  /** Clusters with the same number are told as one in text and Markdown. */
  readonly group: number;
  readonly change: ClusterPlan["change"];
  readonly changeClass: string;
  /** Where a cluster that comes or goes is listed. */
  readonly place?: ReportedPlace;
  readonly fields: readonly ReportedField[];
  readonly objects: readonly ReportedObject[];
  readonly steps: readonly PlanStep[];
  readonly outcome: Outcome;
  readonly interruption: Interruption;
  readonly members: ClusterPlan["members"];
  readonly capacity: ClusterPlan["capacity"];
  readonly notes: readonly string[];
}

/** An environment whose operator, or whose own objects, change. */
export interface ReportedOperator {
  readonly environment: string;
  readonly changeClass: string;
  readonly image?: { readonly before?: string; readonly after?: string };
  readonly restarts?: { readonly of: number; readonly clusters: readonly OperatorRestart[] };
  readonly objects: readonly ReportedObject[];
  readonly notes: readonly string[];
}

/** An environment whose delivery changes. */
export interface ReportedDelivery {
  readonly environment: string;
  readonly before?: DeliveryTool;
  readonly after?: DeliveryTool;
  /** Whether it goes to another Kubernetes cluster, as far as the tool's names for them say. */
  readonly isElsewhere: boolean;
  readonly objects: readonly ReportedObject[];
  /** Clusters that another object of the same tool delivers than before. */
  readonly moved: readonly string[];
  readonly notes: readonly string[];
}

/** What `grampus plan --format json` prints, beside the diagnostics that every command has. */
export interface PlanReport {
  readonly kind: "planned";
  readonly base: string;
  readonly head: string;
  readonly verdict: string;
  /** The highest class; absent when no cluster and no operator changes. */
  readonly changeClass?: string;
  readonly unchanged: number;
  readonly clusters: readonly ReportedCluster[];
  readonly operators: readonly ReportedOperator[];
  /** Environments that other objects, or another tool, deliver. */
  readonly deliveries: readonly ReportedDelivery[];
  /** What the clusters that change ask for together, in bytes and thousandths of a processor. */
  readonly capacity: { readonly before: Capacity; readonly after: Capacity };
  /** What each gate says of each release that is promoted. */
  readonly gates: readonly PlannedGate[];
  /** The approvals that policies ask for. */
  readonly approvals: readonly PlannedApproval[];
  /** Definitions that changed while nothing follows. */
  readonly idle: readonly string[];
}

function reportedPlace(place: PlannedCluster["places"][number] | undefined): {
  readonly place?: ReportedPlace;
} {
  if (place === undefined) return {};
  return { place: { ...place.source, ...(place.isNearest ? { nearest: true } : {}) } };
}

function reportedField(
  { path, before, after, changeClass }: FieldChange,
  isOfCluster: boolean,
  place?: PlannedCluster["places"][number],
): ReportedField {
  const written = isOfCluster ? definitionPath(path) : [];
  return {
    field: pathText(path),
    ...(written.length === 0 ? {} : { definition: pathText(written) }),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    changeClass,
    ...reportedPlace(place),
  };
}

function reportedObjects(objects: ClusterPlan["objects"]): readonly ReportedObject[] {
  return objects.map(({ fields, ...object }) => ({
    ...object,
    fields: fields.map((field) => reportedField(field, false)),
  }));
}

function reportedCluster(planned: PlannedCluster, group: number): ReportedCluster {
  const { environment, cluster, target, namespace, plan, places } = planned;
  const { fields, objects, ...rest } = plan;
  return {
    environment,
    cluster,
    target,
    namespace,
    group,
    ...(plan.change === "change" ? {} : reportedPlace(places[0])),
    ...rest,
    fields: fields.map((field, index) => reportedField(field, true, places[index])),
    objects: reportedObjects(objects),
  };
}

/** A plan as plain data, for programs. */
export function planReport(plan: FleetPlan): PlanReport {
  const { base, head, changeClass, unchanged, groups, operators, deliveries, capacity, idle } = plan;
  const { gates, approvals } = plan.rules ?? { gates: [], approvals: [] };
  return {
    kind: "planned",
    base,
    head,
    verdict: verdict(plan),
    ...(changeClass === undefined ? {} : { changeClass }),
    unchanged,
    clusters: groups.flatMap((group, index) => group.map((planned) => reportedCluster(planned, index))),
    operators: operators.map(({ objects, image, ...operator }) => ({
      ...operator,
      ...(image === undefined ? {} : { image: reportedImage(image) }),
      objects: reportedObjects(objects),
    })),
    deliveries: deliveries.map(({ objects, ...delivery }) => ({
      ...delivery,
      objects: reportedObjects(objects),
    })),
    gates,
    approvals,
    capacity,
    idle,
  };
}

function reportedImage({ before, after }: NonNullable<FleetPlan["operators"][number]["image"]>) {
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

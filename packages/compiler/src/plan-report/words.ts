import { pathText } from "@grampus/api";
import type { DataPath } from "../data/data-path.ts";
import { valueText } from "../data/value-text.ts";
import { definitionPath } from "../fields/field-name.ts";
import type { Capacity } from "../plan/capacity.ts";
import type { ClusterPlan } from "../plan/cluster-plan.ts";
import type { DeliveryPlan } from "../plan/delivery-plan.ts";
import type { FieldChange } from "../plan/field-changes.ts";
import type { ChangePlace, FleetPlan, PlanGroup } from "../plan/fleet-plan.ts";
import type { Estimate, Interruption } from "../plan/interruption.ts";
import type { OperatorPlan } from "../plan/operator-plan.ts";
import type { Outcome } from "../plan/played.ts";
import { rulesVerdict } from "./rules.ts";

/** `1 cluster`, `3 clusters`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** A field by the name that definitions have for it, else by its path in the object. */
export function fieldText(path: DataPath): string {
  const written = definitionPath(path);
  return pathText(written.length === 0 ? path : written);
}

/** A value of a change. */
export function changedValue(value: FieldChange["before"]): string {
  return value === undefined ? "not set" : valueText(value);
}

/** `clusters/orders/cluster.ts:7:12`; of the nearest place it says that it is that. */
export function placeText({ source, isNearest }: ChangePlace): string {
  const { file, line, column } = source;
  return `${isNearest ? "near " : ""}${file}:${line}:${column}`;
}

const UNITS = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"] as const;

function bytesText(bytes: number): string {
  const exponent = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  const number = Math.round((bytes / 1024 ** exponent) * 100) / 100;
  return `${number}${UNITS[exponent] ?? ""}`;
}

function cpuText(thousandths: number): string {
  return thousandths % 1000 === 0 ? String(thousandths / 1000) : `${thousandths}m`;
}

function amounts(before: number, after: number, text: (amount: number) => string): string {
  if (before === after) return text(after);
  const difference = after - before;
  const sign = difference > 0 ? "+" : "-";
  return `${text(before)} → ${text(after)} (${sign}${text(Math.abs(difference))})`;
}

/** What is asked of Kubernetes: `disk 600Gi → 1000Gi (+400Gi), memory 24Gi, processors 6`. */
export function capacityText({ before, after }: ClusterPlan["capacity"]): string {
  const part = (name: string, key: keyof Capacity, text: (amount: number) => string) =>
    before[key] + after[key] === 0 ? [] : [`${name} ${amounts(before[key], after[key], text)}`];
  return [
    ...part("disk", "disk", bytesText),
    ...part("memory", "memory", bytesText),
    ...part("processors", "cpu", cpuText),
  ].join(", ");
}

/** `about 64.4 s`; `none` where no figure is in it. */
export function estimateText({ seconds, from }: Estimate): string {
  return from.length === 0 ? "none" : `about ${seconds} s`;
}

/** How long there are no writes: `about 1 s`, `none`, `for good`. */
export function withoutWritesText({ withoutWrites, endsWrites }: Interruption): string {
  return endsWrites ? "for good" : estimateText(withoutWrites);
}

/** The figures that the estimates of a plan add up, each with what was measured and where that is written. */
export function figureLines({ groups }: FleetPlan): readonly string[] {
  const estimates = groups.flatMap(
    ([
      {
        plan: { interruption },
      },
    ]) => [interruption.withoutWrites, interruption.withoutMargin],
  );
  const lines = estimates.flatMap(({ from }) =>
    from.map(({ milliseconds, what, source }) => `${milliseconds / 1000} s is ${what} (${source})`),
  );
  return [...new Set(lines)].sort();
}

/** How many failures are survived: `1`, or how that changes: `1, at the least 0, then 0`. */
function survivesText({ survives: { before, least, after } }: Interruption): string {
  if (before === least && least === after) return String(after);
  return `${before}, meanwhile ${least}, then ${after}`;
}

/** What steps come to, as a list of short facts. */
export function interruptionFacts(found: Interruption): readonly string[] {
  const { restarts, switches, filled, removed, withoutMargin, endsWrites } = found;
  if (endsWrites) return ["without writes: for good"];
  return [
    `restarts ${restarts}, switches of the primary ${switches}, members filled ${filled}, members removed ${removed}`,
    `without writes: ${withoutWritesText(found)}; without a failure margin: ${estimateText(withoutMargin)}`,
    `failures survived: ${survivesText(found)}`,
  ];
}

/** How steps end, in one sentence. */
export function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case "ready":
      return "ends Ready";
    case "gone":
      return "ends with nothing of it running";
    case "nothing":
      return "the operator has nothing to do";
    case "unsettled":
      return "NO END: the operator's planner does not come to rest";
    case "waiting":
      return `WAITS for a member that is down: ${outcome.message}`;
    case "stalled":
      return `STALLS: ${outcome.message}`;
    case "refused":
      return `REFUSED by the API server: ${outcome.message}`;
  }
}

/** How steps end, in a word. */
export function outcomeWord({ kind }: Outcome): string {
  const words = {
    ready: "Ready",
    gone: "**gone**",
    nothing: "nothing to do",
    waiting: "**waits**",
    stalled: "**stalls**",
    refused: "**refused**",
    unsettled: "**no end**",
  } as const;
  return words[kind];
}

const LISTED = 8;

/** Names of the clusters of a group: the first few, and how many more. */
export function groupNames(group: readonly PlanGroup[number][]): string {
  const names = group.map(({ environment, cluster }) => `${environment}/${cluster}`);
  const more = names.length > LISTED ? ` and ${names.length - LISTED} more` : "";
  return `${names.slice(0, LISTED).join(", ")}${more}`;
}

/** What happens to the clusters of a group: `3 are created`. */
export function changeWord({ change }: ClusterPlan): string {
  return { create: "new", change: "changed", remove: "leaves Git" }[change];
}

/** All there is to say first: how much changes, and what is wrong with it. */
export function verdict(plan: FleetPlan): string {
  const changed = plan.groups.flat().length;
  const errors = plan.diagnostics.filter(({ severity }) => severity === "error").length;
  const bad = plan.groups
    .flat()
    .filter(({ plan: { outcome } }) => ["stalled", "refused", "unsettled"].includes(outcome.kind)).length;
  const operators =
    plan.operators.length === 0 ? "" : `, the operator of ${counted(plan.operators.length, "environment")}`;
  const deliveries =
    plan.deliveries.length === 0 ? "" : `, the delivery of ${counted(plan.deliveries.length, "environment")}`;
  const what =
    changed + plan.operators.length + plan.deliveries.length === 0
      ? "nothing changes"
      : `${counted(changed, "cluster")} of ${changed + plan.unchanged}${operators}${deliveries}`;
  const highest = plan.changeClass === undefined ? "" : `; the highest class is ${plan.changeClass}`;
  const wrong = [
    ...(bad === 0 ? [] : [`${counted(bad, "cluster")} would not get there`]),
    ...rulesVerdict(plan.rules),
    ...(errors === 0 ? [] : [`compile refuses this with ${counted(errors, "error")}`]),
  ];
  return `${what}${highest}${wrong.length === 0 ? "" : `; ${wrong.join(", ")}`}`;
}

/** What is known of a change of an operator, in one line. */
export function operatorText({ image, restarts, objects }: OperatorPlan): string {
  const version =
    image === undefined || image.before === image.after
      ? []
      : [`image ${image.before ?? "none"} → ${image.after ?? "none"}`];
  const counts =
    restarts === undefined
      ? []
      : [`restarts ${restarts.clusters.length} of ${counted(restarts.of, "cluster")}`];
  return ["operator", [...version, ...counts, counted(objects.length, "object")].join(", ")].join(": ");
}

/** What is known of a change of a delivery, in one line. */
export function deliveryText({ before, after, objects, moved }: DeliveryPlan): string {
  if (objects.length === 0 && moved.length > 0)
    return `delivery by ${after}: ${counted(moved.length, "cluster")} moved`;
  if (objects.length > 0) return `delivery by ${after}: ${counted(objects.length, "object")}`;
  return before === after
    ? `delivery by ${after} in another namespace`
    : `delivery: ${before ?? "nothing"} → ${after ?? "nothing"}`;
}

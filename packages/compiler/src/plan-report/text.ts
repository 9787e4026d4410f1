import { pathText } from "@grampus/api";
import { printableLine } from "@grampus/diagnostics";
import { capacitySum } from "../plan/capacity.ts";
import type { DeliveryPlan } from "../plan/delivery-plan.ts";
import type { FleetPlan, PlanGroup } from "../plan/fleet-plan.ts";
import type { ObjectChange } from "../plan/object-changes.ts";
import type { OperatorPlan } from "../plan/operator-plan.ts";
import type { PlanStep } from "../plan/steps.ts";
import { ruleLines } from "./rules.ts";
import {
  capacityText,
  changedValue,
  changeWord,
  counted,
  deliveryText,
  fieldText,
  figureLines,
  groupNames,
  interruptionFacts,
  operatorText,
  outcomeText,
  placeText,
  verdict,
} from "./words.ts";

/** Rows of columns, each as wide as its widest cell. */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => (row[index] ?? "").length)));
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** So many fields of an object are told: a definition of a kind has thousands. */
const LISTED_FIELDS = 12;

function objectLines({ change, object, fields }: ObjectChange): readonly string[] {
  const rows = fields.map((field) => [
    `  ${pathText(field.path)}`,
    `${changedValue(field.before)} → ${changedValue(field.after)}`,
    field.changeClass,
  ]);
  const more =
    rows.length > LISTED_FIELDS ? [`  and ${counted(rows.length - LISTED_FIELDS, "other field")}`] : [];
  return [`${change} ${object}`, ...columns(rows.slice(0, LISTED_FIELDS)), ...more];
}

function stepLines(steps: readonly PlanStep[]): readonly string[] {
  const told = steps.flatMap(({ text }) => text ?? []);
  const silent = steps.length - told.length;
  return [
    ...told.map((text, index) => `${String(index + 1).padStart(3)}. ${text}`),
    ...(silent === 0 ? [] : [`     and ${counted(silent, "step")} on objects, labels and records`]),
  ];
}

/** What a plan says of a group of clusters: a headline, and lines below it. */
export function groupLines(group: PlanGroup): readonly string[] {
  const [{ environment, cluster, plan, places }, ...others] = group;
  const { fields, objects, steps, outcome, interruption, notes } = plan;
  const rows = fields.map((field, index) => {
    const place = places[index];
    return [
      fieldText(field.path),
      `${changedValue(field.before)} → ${changedValue(field.after)}`,
      field.changeClass,
      place === undefined ? "" : placeText(place),
    ];
  });
  const [place] = places;
  const where = plan.change === "change" || place === undefined ? "" : ` (${placeText(place)})`;
  const capacity = capacityText({
    before: capacitySum(group.map((one) => one.plan.capacity.before)),
    after: capacitySum(group.map((one) => one.plan.capacity.after)),
  });
  const facts = steps.length === 0 ? [] : interruptionFacts(interruption);
  return [
    `${environment}/${cluster}: ${changeWord(plan)}, ${plan.changeClass}${where}`,
    ...[
      ...columns(rows),
      ...objects.flatMap(objectLines),
      ...stepLines(steps),
      outcomeText(outcome),
      ...facts,
      ...(capacity === "" ? [] : [others.length === 0 ? capacity : `all together: ${capacity}`]),
      ...notes.map((note) => `note: ${note}`),
      ...(others.length === 0
        ? []
        : [`the same in ${counted(others.length, "other cluster")}: ${groupNames(others)}`]),
    ].map((line) => `  ${line}`),
    "",
  ];
}

/** What a plan says of an environment's operator: a headline, and lines below it. */
export function operatorLines(operator: OperatorPlan): readonly string[] {
  return [
    `${operator.environment}: ${operatorText(operator)}`,
    ...operator.objects.flatMap(objectLines).map((line) => `  ${line}`),
    ...(operator.restarts?.clusters ?? []).map(
      ({ cluster, reasons }) => `  restarts ${cluster} (${reasons.join(", ")})`,
    ),
    ...operator.notes.map((note) => `  note: ${note}`),
    "",
  ];
}

/** What a plan says of an environment's delivery: a headline, and lines below it. */
export function deliveryLines(delivery: DeliveryPlan): readonly string[] {
  return [
    `${delivery.environment}: ${deliveryText(delivery)}`,
    ...delivery.objects.flatMap(objectLines).map((line) => `  ${line}`),
    ...delivery.notes.map((note) => `  note: ${note}`),
    "",
  ];
}

/** A plan as a terminal shows it. */
export function planText(plan: FleetPlan): string {
  const capacity = capacityText(plan.capacity);
  const rules = ruleLines(plan.rules);
  const lines = [
    `plan from ${plan.base} to ${plan.head}: ${verdict(plan)}`,
    "",
    ...plan.groups.flatMap(groupLines),
    ...plan.operators.flatMap(operatorLines),
    ...plan.deliveries.flatMap(deliveryLines),
    ...rules,
    ...(rules.length === 0 ? [] : [""]),
    ...plan.idle.map((file) => `${file} changed, and nothing follows for a cluster`),
    ...(plan.groups.length < 2 || capacity === "" ? [] : [`clusters that change ask for ${capacity}`, ""]),
    ...figureLines(plan).map((line) => `figure: ${line}`),
  ];
  return `${lines.map(printableLine).join("\n").trimEnd()}\n`;
}

import { type ChangeClass, compareChangeClasses } from "@grampus/api";
import { type Diagnostic, type Occurrence, sortDiagnostics } from "@grampus/diagnostics";
import { planCodes } from "../plan/diagnostics.ts";
import type { FleetPlan, PlannedCluster } from "../plan/fleet-plan.ts";
import { changedValue, changeWord, deliveryText, fieldText, outcomeText } from "./words.ts";

function placed({ places }: PlannedCluster, subject: string, index = 0): Occurrence {
  const source = places[index]?.source;
  return { subject, ...(source === undefined ? {} : { source }) };
}

function codeFor(changeClass: ChangeClass): "change" | "risk" {
  return compareChangeClasses(changeClass, "failover") < 0 ? "change" : "risk";
}

/** The place of the field that weighs most: an end that is not Ready is said there. */
function heaviest({ plan: { fields } }: PlannedCluster): number {
  return fields.reduce(
    (found, field, index) =>
      compareChangeClasses(field.changeClass, fields[found]?.changeClass ?? "metadata") > 0 ? index : found,
    0,
  );
}

function outcomeDiagnostics(planned: PlannedCluster, subject: string): readonly Diagnostic[] {
  const { outcome } = planned.plan;
  const occurrence = placed(planned, subject, heaviest(planned));
  switch (outcome.kind) {
    case "stalled":
      return [planCodes.create("stalls", { subject, message: outcome.message }, occurrence)];
    case "refused":
      return [planCodes.create("refused", { subject, message: outcome.message }, occurrence)];
    case "unsettled":
      return [planCodes.create("unsettled", { subject }, occurrence)];
    case "waiting":
      return [planCodes.create("waits", { subject, message: outcome.message }, occurrence)];
    default:
      return [];
  }
}

/** The ends of a plan that are not Ready, as diagnostics at the line that brings them. */
export function outcomeFindings({ groups }: FleetPlan): readonly Diagnostic[] {
  return groups
    .flat()
    .flatMap((planned) => outcomeDiagnostics(planned, `${planned.environment}/${planned.cluster}`));
}

function changeDiagnostics(planned: PlannedCluster): readonly Diagnostic[] {
  const { plan, environment, cluster } = planned;
  const subject = `${environment}/${cluster}`;
  if (plan.change !== "change") {
    const text = `${changeWord(plan)}, ${outcomeText(plan.outcome)}`;
    return [planCodes.create(codeFor(plan.changeClass), { subject, text }, placed(planned, subject))];
  }
  return plan.fields.map((field, index) => {
    const text = `${fieldText(field.path)} ${changedValue(field.before)} → ${changedValue(field.after)} (${field.changeClass})`;
    return planCodes.create(codeFor(field.changeClass), { subject, text }, placed(planned, subject, index));
  });
}

/** The changes of what delivers an environment that a person has to lead, each at its definition. */
export function handoverFindings({ deliveries }: Pick<FleetPlan, "deliveries">): readonly Diagnostic[] {
  return deliveries
    .filter(
      ({ before, objects, isElsewhere, moved }) =>
        before !== undefined && (isElsewhere || (objects.length === 0 && moved.length === 0)),
    )
    .map((delivery) => {
      const { environment, notes } = delivery;
      const text = [deliveryText(delivery), ...notes].join("; ");
      return planCodes.create("handover", { environment, text }, { subject: environment });
    });
}

/** Everything a plan says, as diagnostics: each change at its line, what holds it, and what is wrong. */
export function planFindings(plan: FleetPlan): readonly Diagnostic[] {
  const changes = plan.groups.flat().flatMap(changeDiagnostics);
  return sortDiagnostics([
    ...plan.diagnostics,
    ...changes,
    ...outcomeFindings(plan),
    ...handoverFindings(plan),
    ...(plan.rules?.findings ?? []),
  ]);
}

import { baseVariables, type ConfigMap, optionName, variableName } from "@grampus/resources";
import { contains } from "../desired/contains.ts";
import { rowOf } from "../diagnosis/group.ts";
import { type AnsweringSeat, isAnswering } from "../situation/seat.ts";
import type { Step, VariableAssignment } from "../steps/step.ts";
import { acceptedVariables, differingVariables } from "../variables/accepted.ts";
import { settableValue } from "../variables/canonical-value.ts";
import { preconditionOf, serverTarget } from "./targets.ts";
import { type Context, perform, type Task } from "./task.ts";

const FILE = "variables.cnf";

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Names that an option file sets. */
function namesIn(content: unknown): readonly string[] {
  const data = isRecord(content) ? content.data : undefined;
  const text = isRecord(data) ? data[FILE] : undefined;
  return typeof text === "string"
    ? [...text.matchAll(/^([a-z0-9_]+)=/gm)].flatMap(([, name]) => name ?? [])
    : [];
}

function assignments(
  wanted: Readonly<Record<string, string | number>>,
  names: readonly string[],
  fallback: Readonly<Record<string, string | number>>,
): readonly VariableAssignment[] {
  return names.map((name) => {
    const value = wanted[name] ?? fallback[name];
    return { name, value: value === undefined ? null : settableValue(value) };
  });
}

function setStep(seat: AnsweringSeat, values: readonly VariableAssignment[]): readonly Step[] {
  return values.length === 0
    ? []
    : [
        {
          kind: "set-variables",
          target: serverTarget(seat),
          pod: preconditionOf(seat.pod),
          assignments: values,
          because: `${seat.name} runs with other values of ${values.map(({ name }) => name).join(", ")}`,
        },
      ];
}

function driftSteps({ situation, objects }: Context, seats: readonly AnsweringSeat[]): readonly Step[] {
  const wanted = objects?.onlineVariables ?? {};
  return seats.flatMap((seat) => {
    const differing = differingVariables(wanted, seat.answer.variables);
    if (differing.length === 0) return [];
    if (seat.pod.acceptedVariables === acceptedVariables(wanted, seat.answer.variables)) return [];
    return setStep(seat, assignments(wanted, differing, baseVariables(situation.cluster)));
  });
}

function changeSteps(
  { situation, objects }: Context,
  seats: readonly AnsweringSeat[],
  config: ConfigMap,
): readonly Step[] {
  const wanted = objects?.onlineVariables ?? {};
  const existing = situation.observation.objects.find(
    ({ kind, name }) => kind === "ConfigMap" && name === config.metadata.name,
  );
  if (existing === undefined || contains(existing.content, config)) return [];
  const kept = new Set(Object.keys(wanted).map(optionName));
  const removed = namesIn(existing.content).filter((name) => !kept.has(name));
  const sets = seats.flatMap((seat) => {
    const names = [...differingVariables(wanted, seat.answer.variables), ...removed.map(variableName)];
    return setStep(seat, assignments(wanted, names, baseVariables(situation.cluster)));
  });
  const because = "servers that start from now on take the new values";
  return [...sets, { kind: "apply", object: config, existing: preconditionOf(existing), because }];
}

/**
 * Dynamic variables: SET GLOBAL on every member first, then the file that starting members read. The file is written
 * last because it is the only record of what was set before and is to be taken back.
 */
export const setVariables: Task = (context) => {
  const { situation, objects, group } = context;
  if (objects === undefined || group?.evidence !== "majority") return undefined;
  const seats = situation.seats
    .filter(isAnswering)
    .filter((seat) => rowOf(group, seat.name)?.state === "ONLINE" && seat.answer.busy === undefined);
  const changes = changeSteps(context, seats, objects.variablesConfig);
  const steps = changes.length > 0 ? changes : driftSteps(context, seats);
  return steps.length === 0 ? undefined : perform(...steps);
};

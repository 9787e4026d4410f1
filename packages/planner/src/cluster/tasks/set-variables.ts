import { serverVariable, settableValue } from "@grampus/api";
import {
  baseVariables,
  type ConfigMap,
  VARIABLES_FILE,
  WRITTEN_VARIABLES_ANNOTATION,
} from "@grampus/resources";
import type { Step, VariableAssignment } from "../../steps/step.ts";
import { whyNotAsApplied } from "../desired/as-applied.ts";
import type { Context } from "../desired/context.ts";
import { rowOf } from "../diagnosis/group.ts";
import {
  PENDING_VARIABLES_ANNOTATION,
  pendingVariables,
  variablesFile,
  writtenVariables,
} from "../observation/configuration.ts";
import { acceptedVariables, differingVariables } from "../variables/accepted.ts";
import { isResponding, type RespondingMember } from "../view/member.ts";
import { preconditionOf, serverTarget } from "./targets.ts";
import { type ByMajority, type Desired, perform, type Task } from "./task.ts";

function assignments(
  wanted: Readonly<Record<string, string | number>>,
  names: readonly string[],
  fallback: Readonly<Record<string, string | number>>,
): readonly VariableAssignment[] {
  return names.map((name) => {
    const value = wanted[name] ?? fallback[name];
    return { name, value: value === undefined ? null : settableValue(serverVariable(name)?.type, value) };
  });
}

function setStep(member: RespondingMember, values: readonly VariableAssignment[]): readonly Step[] {
  return values.length === 0
    ? []
    : [
        {
          kind: "set-variables",
          target: serverTarget(member),
          pod: preconditionOf(member.pod),
          assignments: values,
          because: `${member.name} runs with other values of ${values.map(({ name }) => name).join(", ")}`,
        },
      ];
}

function driftSteps(
  { view, objects }: Context & Desired,
  members: readonly RespondingMember[],
): readonly Step[] {
  const wanted = objects.onlineVariables;
  return members.flatMap((member) => {
    const differing = differingVariables(wanted, member.answer.variables);
    if (differing.length === 0) return [];
    if (member.pod.acceptedVariables === acceptedVariables(wanted, member.answer.variables)) return [];
    return setStep(member, assignments(wanted, differing, baseVariables(view.cluster)));
  });
}

function changeSteps(
  { view, objects }: Context & Desired,
  members: readonly RespondingMember[],
  config: ConfigMap,
): readonly Step[] {
  const wanted = objects.onlineVariables;
  const existing = view.observation.objects.find(
    ({ kind, name }) => kind === "ConfigMap" && name === config.metadata.name,
  );
  if (existing === undefined) return [];
  const [written, pending] = [writtenVariables(existing.content), pendingVariables(existing.content)];
  if (whyNotAsApplied(existing, config) === undefined && pending.length === 0) return [];
  const known = new Set([...written, ...pending]);
  const fresh = Object.keys(wanted).filter((name) => !known.has(name));
  if (fresh.length > 0) {
    const annotations = {
      [WRITTEN_VARIABLES_ANNOTATION]: JSON.stringify(written),
      [PENDING_VARIABLES_ANNOTATION]: [...pending, ...fresh].sort().join(","),
    };
    const object = {
      ...config,
      metadata: { ...config.metadata, annotations },
      data: { [VARIABLES_FILE]: variablesFile(existing.content) },
    };
    const because = `${fresh.join(", ")} is about to be set on members`;
    return [{ kind: "apply", object, existing: preconditionOf(existing), because }];
  }
  const removed = [...known].filter((name) => !Object.hasOwn(wanted, name));
  const sets = members.flatMap((member) => {
    const names = [...differingVariables(wanted, member.answer.variables), ...removed];
    return setStep(member, assignments(wanted, names, baseVariables(view.cluster)));
  });
  const because = "servers that start from now on take the new values";
  return [...sets, { kind: "apply", object: config, existing: preconditionOf(existing), because }];
}

/**
 * Dynamic variables: names that are new are written down, then SET GLOBAL on every member, then the file that starting
 * members read. What was written down or is in the file, and is not wanted any more, is taken back, also when only some
 * members got it.
 */
export const setVariables: Task<ByMajority & Desired> = (context) => {
  const { view, objects, group } = context;
  const members = view.members
    .filter(isResponding)
    .filter((member) => rowOf(group, member.name)?.state === "ONLINE" && member.answer.busy === undefined);
  const changes = changeSteps(context, members, objects.variablesConfig);
  const steps = changes.length > 0 ? changes : driftSteps(context, members);
  return steps.length === 0 ? undefined : perform(...steps);
};

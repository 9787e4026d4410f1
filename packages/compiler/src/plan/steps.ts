import { type Step, type StepRecord, stepRecord } from "@grampus/planner";

/** A step that the operator is going to take. */
export interface PlanStep extends StepRecord {
  /** What a person has to know of it; absent of steps on objects, labels and records, which touch no client. */
  readonly text?: string;
  /** Why, in the operator's words. */
  readonly because: string;
}

function listed(reasons: readonly string[] | undefined): string {
  return reasons === undefined || reasons.length === 0 ? "" : ` (${reasons.join(", ")})`;
}

function textOf(step: Step): string | undefined {
  switch (step.kind) {
    case "delete-pod":
      return `restart ${step.target.name}${listed(step.reasons)}`;
    case "switch-primary":
      return `switch the primary from ${step.target.member} to ${step.to}`;
    case "bootstrap":
      return `begin the group with ${step.target.member}`;
    case "join":
      return step.cloneThreshold === undefined ? undefined : `fill ${step.target.member} by a clone`;
    case "leave":
      return `take ${step.target.member} out of the group`;
    case "set-variables": {
      const names = step.assignments.map(({ name }) => name);
      return names.includes("group_replication_group_seeds") && names.length === 1
        ? undefined
        : `set ${names.join(", ")} of ${step.target.member} while it runs`;
    }
    case "change-claim":
      return step.storage === undefined
        ? `change the attributes of volume ${step.target.name}`
        : `grow volume ${step.target.name} to ${step.storage}`;
    case "delete-claim":
      return `delete volume ${step.target.name} and the data on it`;
    case "delete-stateful-set":
      return step.propagation === "orphan"
        ? `make StatefulSet ${step.target.name} anew; its pods stay`
        : `delete StatefulSet ${step.target.name} and its pods`;
    case "reload-tls":
      return `load the new certificate of ${step.target.member} while it runs`;
    default:
      return undefined;
  }
}

const CONTENT_DIGEST = /-[0-9a-f]{16}$/;

/** The record of a step; a name that ends in a digest of the object's content ends in `*`: whatever is in it. */
function recordOf(step: Step): StepRecord {
  const record = stepRecord(step);
  return { ...record, subject: record.subject.replace(CONTENT_DIGEST, "-*") };
}

/** Steps as a plan shows them, in order. One that is tried twice in a row counts once. */
export function planSteps(steps: readonly Step[]): readonly PlanStep[] {
  let last: string | undefined;
  return steps.flatMap((step): readonly PlanStep[] => {
    const text = textOf(step);
    const record = { ...recordOf(step), because: step.because };
    if (text === undefined) return [record];
    const isAgain = text === last;
    last = text;
    return isAgain ? [] : [{ ...record, text }];
  });
}

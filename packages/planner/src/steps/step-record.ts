import { type Step, stepSubject } from "./step.ts";

/** A step in few words, without what it carries: for logs, and to compare what was done with what was forecast. */
export interface StepRecord {
  readonly step: Step["kind"];
  /** Name of the member or of the object it acted on. */
  readonly subject: string;
  /** Of a switch: the member that becomes the primary. */
  readonly to?: string;
  /** Of a join: whether the member is filled from another one. */
  readonly clone?: true;
  /** Of a StatefulSet that is deleted: whether its pods stay, and it is made anew. */
  readonly orphan?: true;
}

/** The step in few words. */
export function stepRecord(step: Step): StepRecord {
  const record = { step: step.kind, subject: stepSubject(step) };
  if (step.kind === "switch-primary") return { ...record, to: step.to };
  if (step.kind === "delete-stateful-set" && step.propagation === "orphan")
    return { ...record, orphan: true };
  return step.kind === "join" && step.cloneThreshold !== undefined ? { ...record, clone: true } : record;
}

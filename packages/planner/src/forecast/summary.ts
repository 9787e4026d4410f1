import type { StepRecord } from "../steps/index.ts";

/** What steps come to for those who use the cluster. Names of members and claims, in the order in which they come. */
export interface StepSummary {
  /** What interrupts a member, in order: `restart orders-2`, `switch to orders-1`, `clone orders-3`, `remove orders-4`. */
  readonly order: readonly string[];
  /** Claims that grow, or get other attributes. */
  readonly claims: readonly string[];
  /** Members that get variables while they run. */
  readonly variables: readonly string[];
}

function eventOf({ step, subject, to, clone }: StepRecord): string | undefined {
  if (step === "delete-pod") return `restart ${subject}`;
  if (step === "switch-primary") return `switch to ${to}`;
  if (step === "join" && clone === true) return `clone ${subject}`;
  return step === "leave" ? `remove ${subject}` : undefined;
}

/** What a step does to those who use the cluster, or to its data; nothing of labels, records and objects. */
function effectOf(record: StepRecord): string | undefined {
  const { step, subject } = record;
  switch (step) {
    case "bootstrap":
      return `begin with ${subject}`;
    case "set-variables":
      return `set variables of ${subject}`;
    case "change-claim":
      return `change ${subject}`;
    case "delete-claim":
      return `delete ${subject}`;
    case "delete-stateful-set":
      return record.orphan === true ? `make StatefulSet ${subject} anew` : `end StatefulSet ${subject}`;
    case "reload-tls":
      return `load certificate of ${subject}`;
    default:
      return eventOf(record);
  }
}

function withoutRepeats(texts: readonly string[]): readonly string[] {
  return texts.filter((text, index) => text !== texts[index - 1]);
}

/** Steps that touch clients, servers that run or data, forecast or performed, in their order; one tried twice in a row counts once. */
export function effects(records: readonly StepRecord[]): readonly string[] {
  return withoutRepeats(records.flatMap((record) => effectOf(record) ?? []));
}

function subjectsOf(records: readonly StepRecord[], kind: StepRecord["step"]): readonly string[] {
  return [...new Set(records.flatMap(({ step, subject }) => (step === kind ? [subject] : [])))].sort();
}

/**
 * Sums steps up, forecast or performed. A step that was tried twice in a row counts once, and labels, records and
 * objects, which touch no client, do not count.
 */
export function summarise(records: readonly StepRecord[]): StepSummary {
  return {
    order: withoutRepeats(records.flatMap((record) => eventOf(record) ?? [])),
    claims: subjectsOf(records, "change-claim"),
    variables: subjectsOf(records, "set-variables"),
  };
}

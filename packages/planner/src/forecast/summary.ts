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

function subjectsOf(records: readonly StepRecord[], kind: StepRecord["step"]): readonly string[] {
  return [...new Set(records.flatMap(({ step, subject }) => (step === kind ? [subject] : [])))].sort();
}

/**
 * Sums steps up, forecast or performed. A step that was tried twice in a row counts once, and labels, records and
 * objects, which touch no client, do not count.
 */
export function summarise(records: readonly StepRecord[]): StepSummary {
  const events = records.flatMap((record) => eventOf(record) ?? []);
  return {
    order: events.filter((event, index) => event !== events[index - 1]),
    claims: subjectsOf(records, "change-claim"),
    variables: subjectsOf(records, "set-variables"),
  };
}

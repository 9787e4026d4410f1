import { effects, type Forecast, type StepRecord, stepRecord } from "@grampus/planner/forecast";

/** Seconds without writes; `for good`: no write comes after. */
export type Unwritten = number | "for good";

/** What was forecast for a change, and what the operator did. */
export interface Comparison {
  /** What kind of change it is. */
  readonly kind: string;
  /** The field that changed, or what else a person did. */
  readonly field: string;
  /** The member that took writes before; absent where there was none. */
  readonly primary?: string;
  readonly predicted: readonly string[];
  readonly performed: readonly string[];
  readonly equal: boolean;
  /** Absent where nobody could write before. */
  readonly predictedUnwritten?: Unwritten;
  /** The seconds were computed from the predicted steps after the change, with a figure that was measured later. */
  readonly forecastAnew?: true;
  readonly measuredUnwritten?: Unwritten;
  /** The longest pause between two acknowledged rows, in seconds. */
  readonly longestPause?: number;
  /** From the change to the end of what it brought about. */
  readonly seconds: number;
  /** The machine's load over a minute at its end. */
  readonly load: number;
}

/** How a change ends, besides its steps: `settled`, `waiting`, `stalled: <reason>`, `endless`. */
export type End = string;

function narrated(records: readonly StepRecord[], end: End): readonly string[] {
  return [...effects(records), ...(end === "settled" ? [] : [end])];
}

/** What a forecast says, in the words of {@link performedText}. */
export function predictedText(forecast: Forecast): readonly string[] {
  const end = forecast.kind === "stalled" ? `stalled: ${forecast.stall.reason}` : forecast.kind;
  return narrated(forecast.steps.map(stepRecord), end);
}

/** What was done, and how it ended. */
export function performedText(records: readonly StepRecord[], end: End): readonly string[] {
  return narrated(records, end);
}

/**
 * The same where a cluster is created, and the first member that answers begins: which one that is, and in which order
 * the others come, is the nodes' doing.
 */
export function whoeverIsFirst(texts: readonly string[]): readonly string[] {
  return texts.map((text) =>
    text.replace(/^begin with .*/, "begin with the first that answers").replace(/^clone .*/, "clone another"),
  );
}

/** Whether the operator did what was forecast, in its order. A change that does not end was not forecast. */
export function isEqual(predicted: readonly string[], performed: readonly string[]): boolean {
  return !predicted.includes("endless") && predicted.join("\n") === performed.join("\n");
}

import type { WriteGap } from "@grampus/planner/forecast";
import { FIGURES } from "./generated/figures.ts";
import type { PlanStep } from "./steps.ts";

type FigureName = keyof typeof FIGURES;

/** A time that measured figures add up to. */
export interface Estimate {
  readonly seconds: number;
  /** The figures in it, how often, and where each was measured. */
  readonly from: readonly {
    readonly times: number;
    readonly milliseconds: number;
    readonly what: string;
    readonly source: string;
  }[];
}

/** What steps do to those who use the cluster. */
export interface Interruption {
  /** Members that restart. */
  readonly restarts: number;
  /** Times another member becomes the primary, asked for by the operator or handed over by a member that restarts. */
  readonly switches: number;
  /** Members that are filled by a clone. */
  readonly filled: number;
  /** Members that leave for good. */
  readonly removed: number;
  readonly withoutWrites: Estimate;
  /** Time in which one more failure would stop writes, and would not have before. */
  readonly withoutMargin: Estimate;
  /** Failures of members that the group survives: before, at the least, and afterwards. */
  readonly survives: { readonly before: number; readonly least: number; readonly after: number };
  /** Whether there are no writes until the only member is back from its restart, or for good. */
  readonly stopsWrites: boolean;
  /** Whether no write comes after, because the cluster is deleted. */
  readonly endsWrites: boolean;
}

function survivable(members: number): number {
  return Math.max(0, Math.floor((members - 1) / 2));
}

/** A group on its way through steps. */
interface Course {
  readonly members: number;
  readonly least: number;
  readonly restarts: number;
  readonly filled: number;
  readonly removed: number;
  /** Restarts during which one more failure would stop writes, and would not have before. */
  readonly bare: number;
}

function afterRestart(course: Course): Course {
  const left = survivable(course.members - 1);
  const losesMargin = left === 0 && survivable(course.members) > 0;
  return {
    ...course,
    restarts: course.restarts + 1,
    least: Math.min(course.least, left),
    bare: course.bare + (losesMargin ? 1 : 0),
  };
}

function afterStep(course: Course, { step, clone, text }: PlanStep): Course {
  if (text === undefined) return course;
  if (step === "delete-pod") return afterRestart(course);
  if (step === "join" && clone === true)
    return { ...course, members: course.members + 1, filled: course.filled + 1 };
  if (step !== "leave") return course;
  const members = course.members - 1;
  return {
    ...course,
    members,
    removed: course.removed + 1,
    least: Math.min(course.least, survivable(members)),
  };
}

function estimate(counts: readonly (readonly [FigureName, number])[]): Estimate {
  const from = counts.filter(([, times]) => times > 0).map(([name, times]) => ({ times, ...FIGURES[name] }));
  const milliseconds = from.reduce((sum, one) => sum + one.times * one.milliseconds, 0);
  return { seconds: Math.round(milliseconds / 100) / 10, from };
}

const MEASURED_GAPS = ["switch", "handOver", "outage"] as const;

/**
 * What steps do to a group.
 *
 * @param gaps the times without writes that the steps bring about
 * @param members how many are online before the first step
 */
export function interruption(
  steps: readonly PlanStep[],
  gaps: readonly WriteGap[],
  members: number,
): Interruption {
  const before = survivable(members);
  const start: Course = { members, least: before, restarts: 0, filled: 0, removed: 0, bare: 0 };
  const { bare, members: rest, least, ...end } = steps.reduce(afterStep, start);
  const times = (kind: WriteGap["kind"]) => gaps.filter((gap) => gap.kind === kind).length;
  return {
    ...end,
    switches: times("switch") + times("handOver"),
    stopsWrites: times("outage") + times("end") > 0,
    endsWrites: times("end") > 0,
    survives: { before, least, after: survivable(rest) },
    withoutWrites: estimate(MEASURED_GAPS.map((kind) => [kind, times(kind)])),
    withoutMargin: estimate([["restart", bare]]),
  };
}

import type { Step } from "../steps/step.ts";
import { stepSubject } from "../steps/step.ts";

/**
 * What ends writes for a while. `switch`: the primary hands over to a member the operator chose. `handOver`: the primary
 * ends without a switch before, hands over while it stops, and its group goes on. `outage`: the only member restarts, and
 * nobody takes writes until it is back. `end`: the cluster is deleted, and no write comes after.
 */
export type WriteGapKind = "switch" | "handOver" | "outage" | "end";

/** A time without writes that steps bring about. */
export interface WriteGap {
  readonly kind: WriteGapKind;
  /** The member that takes writes before it. */
  readonly member: string;
}

/** Who is there when the first step is taken. */
export interface MembersBefore {
  readonly primary: string;
  /** Members that are online, the primary among them. */
  readonly online: readonly string[];
}

interface Passed {
  readonly primary: string | undefined;
  readonly online: ReadonlySet<string>;
}

function gapOf(step: Step, { primary, online }: Passed): WriteGap | undefined {
  if (primary === undefined) return undefined;
  if (step.kind === "switch-primary") return { kind: "switch", member: primary };
  if (step.kind === "delete-stateful-set" && step.propagation === "foreground")
    return { kind: "end", member: primary };
  if (step.kind !== "delete-pod" || step.target.name !== primary) return undefined;
  return { kind: online.size > 1 ? "handOver" : "outage", member: primary };
}

function after(step: Step, gap: WriteGap | undefined, { primary, online }: Passed): Passed {
  const subject = stepSubject(step);
  const without = new Set([...online].filter((name) => name !== subject));
  switch (step.kind) {
    case "switch-primary":
      return { primary: step.to, online };
    case "label-pod":
      return { primary: step.role === "primary" ? subject : primary, online };
    case "delete-pod":
      return { primary: gap === undefined ? primary : undefined, online: without };
    case "leave":
      return { primary, online: without };
    case "join":
      return { primary, online: new Set([...online, subject]) };
    case "bootstrap":
      return { primary: subject, online: new Set([subject]) };
    default:
      return gap?.kind === "end" ? { primary: undefined, online } : { primary, online };
  }
}

/**
 * The times without writes that the steps of a forecast bring about, in order. A restart of a secondary, a member that is
 * filled or taken out, and what changes while servers run bring about none; nor does the creation of a cluster, which
 * nobody writes to.
 */
export function writeGaps(steps: readonly Step[], before: MembersBefore): readonly WriteGap[] {
  const gaps: WriteGap[] = [];
  let passed: Passed = { primary: before.primary, online: new Set(before.online) };
  for (const step of steps) {
    const gap = gapOf(step, passed);
    if (gap !== undefined) gaps.push(gap);
    passed = after(step, gap, passed);
  }
  return gaps;
}

/** How long each takes, in milliseconds, as it was measured. */
export type WriteGapFigures = Readonly<Record<Exclude<WriteGapKind, "end">, number>>;

/** Milliseconds without writes that gaps come to; `Infinity` when no write comes after. */
export function withoutWrites(gaps: readonly WriteGap[], figures: WriteGapFigures): number {
  return gaps.reduce((sum, { kind }) => sum + (kind === "end" ? Number.POSITIVE_INFINITY : figures[kind]), 0);
}

import type { Sample } from "./sampler.ts";
import type { Acknowledged } from "./writer.ts";

/** What both sides of a cut saw. Times of one clock, in milliseconds. */
export interface Sides {
  /** The member that was the primary and was cut off. */
  readonly old: string;
  /** When the cut began, and when it was mended. */
  readonly cutAt: number;
  readonly mendedAt: number;
  /** Rows acknowledged to the client beside the old primary, and what the old primary said to it. */
  readonly local: readonly Acknowledged[];
  readonly samples: readonly Pick<Sample, "at">[];
  /** Rows acknowledged to the client of the Service. */
  readonly service: readonly Acknowledged[];
}

/** What is to be kept of it, and what is wrong. */
export interface CutOffJudgement {
  readonly localAcknowledged: number;
  /** From the beginning of the cut to the old primary's last acknowledgement: negative when it was before. */
  readonly lastLocalAcknowledgedAfterCut: number;
  readonly findings: readonly string[];
}

/** Milliseconds within which a client that lives is heard of. */
const HEARD_WITHIN = 5000;

/**
 * Two primaries are proven when the old one acknowledges a row after the new one did for the first time. Nothing is
 * proven when the client beside the old one did not write before the cut, or did not outlive it.
 */
export function judgeCutOff({ old, cutAt, mendedAt, local, samples, service }: Sides): CutOffJudgement {
  const last = local.at(-1)?.at ?? Number.NaN;
  const first = service.find(({ at, by }) => by !== old && at > cutAt);
  const late = first === undefined ? [] : local.filter(({ at }) => at > first.at);
  const sinceCut = (at: number) => `${Math.round(at - cutAt)} ms after the cut`;
  const findings = [
    ...(local.some(({ at }) => at < cutAt) ? [] : [`the client beside ${old} wrote nothing before the cut`]),
    ...(samples.some(({ at }) => at > mendedAt - HEARD_WITHIN)
      ? []
      : [`the client beside ${old} did not outlive the cut`]),
    ...(first === undefined || late.length === 0
      ? []
      : [
          `${old} acknowledged ${late.length} rows after ${first.by} had acknowledged one, ${sinceCut(first.at)}; the last ${sinceCut(last)}`,
        ]),
  ];
  return {
    localAcknowledged: local.length,
    lastLocalAcknowledgedAfterCut: Math.round(last - cutAt),
    findings,
  };
}

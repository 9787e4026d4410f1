import { loadavg } from "node:os";
import {
  type Forecast,
  type MembersBefore,
  type WriteGapFigures,
  withoutWrites,
  writeGaps,
} from "@grampus/planner/forecast";
import type { Kube } from "../kube.ts";
import { expectNothingLost } from "../ledger.ts";
import type { TestedCluster } from "../tested-cluster.ts";
import { longestGap, startWriter, unwritten, type Writer, writesAfter } from "../writer.ts";
import {
  type Comparison,
  isEqual,
  performedText,
  predictedText,
  type Unwritten,
  whoeverIsFirst,
} from "./comparison.ts";
import { type Settled, settle } from "./settle.ts";

/** A change that is forecast, made and watched. */
export interface Trial {
  readonly kind: string;
  readonly field: string;
  readonly forecast: Forecast;
  /** Who takes writes before it; absent when nobody does. */
  readonly before?: MembersBefore;
  /** Members afterwards; 0 when the cluster is deleted. */
  readonly members: number;
  readonly act: () => Promise<void>;
  /** Whether the first member that answers begins, whichever it is. */
  readonly anyFirst?: true;
}

/** Where trials are made. */
export interface Bench {
  readonly kube: Kube;
  readonly cluster: TestedCluster;
  /** How long each gap takes, as other scenarios measured it. */
  readonly figures: WriteGapFigures;
  readonly note: (comparison: Comparison) => void;
}

const seconds = (milliseconds: number) => Number((milliseconds / 1000).toFixed(1));

function inSeconds(milliseconds: number): Unwritten {
  return Number.isFinite(milliseconds) ? seconds(milliseconds) : "for good";
}

type Measured = Pick<Comparison, "measuredUnwritten" | "longestPause">;

/** What the writer went through; it has to write again at the end, unless the cluster is gone. */
async function measured(
  { cluster }: Bench,
  { members }: Trial,
  writer: Writer,
  actedAt: number,
  { end, at }: Settled,
): Promise<Measured> {
  const endedAt = performance.now();
  if (members > 0) await writesAfter(writer, endedAt);
  const log = await writer.stop();
  const last = log.acknowledged.at(-1)?.at ?? 0;
  if (members === 0 && last < at) return { measuredUnwritten: "for good" };
  if (end === "settled") {
    const names = Array.from({ length: members }, (_, ordinal) => `${cluster.name}-${ordinal}`);
    await expectNothingLost(cluster, names, log);
  }
  return {
    measuredUnwritten: seconds(unwritten(log, actedAt, endedAt)),
    longestPause: seconds(longestGap(log, actedAt)),
  };
}

/** Forecasts a change, makes it while a client writes through the primary Service, and compares. */
export async function tried(bench: Bench, trial: Trial): Promise<Comparison> {
  const { kube, cluster, figures, note } = bench;
  const { kind, field, forecast, before, members, act } = trial;
  const reworded = trial.anyFirst === true ? whoeverIsFirst : (texts: readonly string[]) => texts;
  const predicted = reworded(predictedText(forecast));
  const writer = before && startWriter(cluster, `prediction ${Date.now() % 1e9}`);
  if (writer !== undefined) await writesAfter(writer, 0);
  const [since, actedAt] = [new Date(), performance.now()];
  await act();
  const settled = await settle(kube, cluster, since, {
    members,
    acts: predicted.length > 0,
    waits: forecast.kind === "waiting",
  });
  const performed = reworded(performedText(settled.steps, settled.end));
  const comparison = {
    kind,
    field,
    ...(before === undefined ? {} : { primary: before.primary }),
    predicted,
    performed,
    equal: isEqual(predicted, performed),
    ...(before === undefined
      ? {}
      : { predictedUnwritten: inSeconds(withoutWrites(writeGaps(forecast.steps, before), figures)) }),
    ...(writer === undefined ? {} : await measured(bench, trial, writer, actedAt, settled)),
    seconds: Math.round((settled.at - actedAt) / 1000),
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
  };
  note(comparison);
  return comparison;
}

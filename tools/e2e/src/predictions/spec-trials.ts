import { wantedMembers } from "@grampus/api";
import { type ForecastStart, type ForecastState, forecast } from "@grampus/planner/forecast";
import { settledPrimary, switchover } from "../switchover.ts";
import { type Applied, apply, forecastState } from "./applied.ts";
import { settle } from "./settle.ts";
import type { SpecKind } from "./spec-kind.ts";
import { type Bench, tried } from "./trial.ts";

/** What the cluster is, and was. */
export interface Course {
  readonly applied: Applied;
  /** All that was applied before, oldest first. */
  readonly history: readonly ForecastState[];
}

/** What is known of every cluster of a bench beside its spec. */
export type Known = Pick<ForecastStart, "releases" | "fixedVolumes">;

/** Names of the members of what is applied. */
export function memberNames({ cluster }: Bench, { spec }: Applied): readonly string[] {
  return Array.from({ length: wantedMembers(spec) }, (_, ordinal) => `${cluster.name}-${ordinal}`);
}

/** Makes a change without comparing it. */
export async function makeTrue(bench: Bench, applied: Applied): Promise<void> {
  const { kube, cluster } = bench;
  const since = new Date();
  await apply(kube, cluster, applied);
  await settle(kube, cluster, since, { members: wantedMembers(applied.spec), acts: false, waits: false });
}

/** The course after another state was applied. */
export function followed({ cluster }: Bench, { applied, history }: Course, next: Applied): Course {
  return { applied: next, history: [...history, forecastState(cluster, applied)] };
}

async function tryKind(bench: Bench, course: Course, kind: SpecKind, known: Known): Promise<Course> {
  const { kube, cluster } = bench;
  const { applied, history } = course;
  if (kind.primary !== undefined) await switchover(cluster, `${cluster.name}-${kind.primary}`);
  const primary = await settledPrimary(cluster);
  const next = kind.change(applied);
  const start = { primary, ...known, ...(kind.remembers === true ? { history } : {}) };
  const before = forecastState(cluster, applied);
  await tried(bench, {
    kind: kind.kind,
    field: kind.field,
    forecast: forecast(before, forecastState(cluster, next, kind.missing), start),
    before: { primary, online: memberNames(bench, applied) },
    members: wantedMembers(next.spec),
    act: () => apply(kube, cluster, next),
  });
  if (kind.takenBack !== true) return followed(bench, course, next);
  await makeTrue(bench, applied);
  return course;
}

/** Tries kinds one after the other; each begins with what the one before has led to. */
export async function tryKinds(
  bench: Bench,
  course: Course,
  kinds: readonly SpecKind[],
  known: Known,
): Promise<Course> {
  let reached = course;
  for (const kind of kinds) reached = await tryKind(bench, reached, kind, known);
  return reached;
}

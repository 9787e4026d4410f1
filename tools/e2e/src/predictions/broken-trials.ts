import { wantedMembers } from "@grampus/api";
import { type ForecastStart, forecast } from "@grampus/planner/forecast";
import { expectThat } from "../e2e-fault.ts";
import { eventually } from "../retry.ts";
import type { Rig } from "../rig.ts";
import { nodeOf, prepareForLossOf } from "../scenarios/failover.ts";
import { settledPrimary } from "../switchover.ts";
import { type Applied, apply, forecastState } from "./applied.ts";
import { type Course, followed, makeTrue, memberNames } from "./spec-trials.ts";
import { type Bench, tried } from "./trial.ts";

const WITHIN = { within: 180_000, every: 500 };

/** The last member that is not the primary. */
function lastSecondary(names: readonly string[], primary: string): string {
  return names.findLast((name) => name !== primary) ?? "";
}

async function isMissed({ kube, cluster }: Bench, online: number): Promise<void> {
  await eventually(
    `${online} members are online`,
    async () => {
      const found = await kube.find("clusters.mysql.oracle.com", cluster.namespace, cluster.name);
      return found?.status?.readyReplicas === online ? true : undefined;
    },
    WITHIN,
  );
}

async function tryWithout(
  bench: Bench,
  course: Course,
  away: string,
  {
    kind,
    field,
    next,
    start,
  }: {
    readonly kind: string;
    readonly field: string;
    readonly next: Applied;
    readonly start: ForecastStart;
  },
): Promise<Course> {
  const { kube, cluster } = bench;
  const { applied } = course;
  const primary = await settledPrimary(cluster);
  const online = memberNames(bench, applied).filter((name) => name !== away);
  await tried(bench, {
    kind,
    field,
    forecast: forecast(forecastState(cluster, applied), forecastState(cluster, next), { primary, ...start }),
    before: { primary, online },
    members: wantedMembers(next.spec),
    act: () => apply(kube, cluster, next),
  });
  return followed(bench, course, next);
}

const withVariables = (applied: Applied, more: Readonly<Record<string, number>>): Applied => ({
  ...applied,
  spec: { ...applied.spec, variables: { ...applied.spec.variables, ...more } },
});

/** Changes while the node of a secondary is off; it is on again afterwards, and the cluster well. */
export async function tryWithMemberDown(bench: Bench, rig: Rig, course: Course): Promise<Course> {
  const { kube, cluster } = bench;
  const primary = await settledPrimary(cluster);
  const away = lastSecondary(memberNames(bench, course.applied), primary);
  const node = await nodeOf(cluster, away);
  await prepareForLossOf(node, rig, kube);
  await rig.node(node, "kill");
  await isMissed(bench, memberNames(bench, course.applied).length - 1);
  const start = { down: [away] };
  const online = await tryWithout(bench, course, away, {
    kind: "dynamic variable while a secondary is down",
    field: "spec.variables",
    next: withVariables(course.applied, { max_connections: 80 }),
    start,
  });
  const restarted = await tryWithout(bench, online, away, {
    kind: "static variable while a secondary is down",
    field: "spec.variables",
    next: withVariables(online.applied, { back_log: 99 }),
    start,
  });
  await rig.node(node, "boot");
  await cluster.ready(wantedMembers(restarted.applied.spec), 600_000);
  await rig.routeServicesThrough("n1");
  return restarted;
}

/** Where local volumes are on a node. */
const VOLUMES = "/opt/local-path-provisioner";

/** Puts a file where a member's volume was, so that no pod can mount it. */
async function destroyVolume({ kube, cluster }: Bench, rig: Rig, member: string): Promise<void> {
  const node = await nodeOf(cluster, member);
  const claim = await kube.find("persistentvolumeclaim", cluster.namespace, `data-${member}`);
  expectThat(claim !== undefined, `there is no claim of ${member}`);
  const folder = `${VOLUMES}/pvc-${claim.metadata.uid}_${cluster.namespace}_data-${member}`;
  const script = `mv "$0" "$0.gone" && touch "$0"`;
  await rig.exec(node, "sh", "-c", script, folder);
  await kube.run("delete", "pod", member, "-n", cluster.namespace, "--wait=true");
}

/** A member whose volume is gone for good is given up. */
export async function tryLostVolume(bench: Bench, rig: Rig, course: Course): Promise<Course> {
  const { cluster } = bench;
  const { applied } = course;
  const primary = await settledPrimary(cluster);
  const lost = lastSecondary(memberNames(bench, applied), primary);
  await destroyVolume(bench, rig, lost);
  await isMissed(bench, memberNames(bench, applied).length - 1);
  const given = await tryWithout(bench, course, lost, {
    kind: "giving up a member whose volume is gone",
    field: "spec.abandonedMembers",
    next: { ...applied, spec: { ...applied.spec, abandonedMembers: [lost] } },
    start: { lost: [lost] },
  });
  const { abandonedMembers: _spent, ...spec } = given.applied.spec;
  const without = { ...given.applied, spec };
  await makeTrue(bench, without);
  return { applied: without, history: course.history };
}

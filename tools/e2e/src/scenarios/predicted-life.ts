import { forecastCreation } from "@grampus/planner/forecast";
import { type Applied, forecastState } from "../predictions/applied.ts";
import { tryLostVolume, tryWithMemberDown } from "../predictions/broken-trials.ts";
import { comparing, FIRST } from "../predictions/comparing.ts";
import { largerVolumes, MEMBER_KINDS, SMALL_KINDS } from "../predictions/life-kinds.ts";
import { tryCreation, tryDeletion, tryProtected } from "../predictions/lifecycle-trials.ts";
import { makeTrue, tryKinds } from "../predictions/spec-trials.ts";
import type { Bench } from "../predictions/trial.ts";
import type { Rig } from "../rig.ts";
import type { Scenario } from "../scenario.ts";
import { testedCluster } from "../tested-cluster.ts";

/** A cluster from its creation to its end, which its volumes outlive once. */
async function compareLife(bench: Bench, rig: Rig | undefined): Promise<void> {
  const { cluster } = bench;
  const state = forecastState(cluster, FIRST);
  const created = await tryCreation(bench, "a cluster of 3 members", FIRST, forecastCreation(state));
  let course = await tryKinds(bench, created, MEMBER_KINDS, {});
  if (rig !== undefined) {
    course = await tryWithMemberDown(bench, rig, course);
    course = await tryLostVolume(bench, rig, course);
  }
  course = await tryKinds(bench, course, SMALL_KINDS, {});
  await tryProtected(bench, course);
  await tryDeletion(bench, "deletion that retains the data", course);

  const last = forecastState(cluster, course.applied);
  const again: Bench = { ...bench, cluster: testedCluster(bench.kube, cluster.namespace, cluster.name) };
  const adopted = await tryCreation(
    again,
    "a cluster on the volumes of a deleted one",
    course.applied,
    forecastCreation(last, last),
  );
  const next: Applied = { ...adopted.applied, spec: { ...adopted.applied.spec, deletionPolicy: "Delete" } };
  await makeTrue(again, next);
  // Volumes of members that went in the first life are still there.
  await tryDeletion(again, "deletion with the data", { applied: next, history: [...course.history, last] });
}

/** A cluster whose storage class takes no larger size. */
async function compareFixedVolumes(bench: Bench): Promise<void> {
  const { cluster, kube } = bench;
  const volumeClaimTemplate = { spec: { resources: { requests: { storage: "1Gi" } } } };
  const applied: Applied = { ...FIRST, spec: { members: 1, deletionPolicy: "Delete", volumeClaimTemplate } };
  const created = await tryCreation(
    bench,
    "a cluster of a single member",
    applied,
    forecastCreation(forecastState(cluster, applied)),
  );
  const kind = {
    kind: "larger volumes of a class that takes no other size",
    field: "spec.volumeClaimTemplate.spec.resources",
    change: largerVolumes,
  } as const;
  await tryKinds(bench, created, [kind], { fixedVolumes: true });
  await kube.run("delete", "cluster", cluster.name, "-n", cluster.namespace, "--timeout=180s");
}

/** What a cluster begins and ends with, members that come, go and are down, and volumes, each forecast and compared. */
export const predictedLife: Scenario = {
  name: "predictions: beginnings, members, volumes and ends",
  isLong: true,
  run: (stage) => comparing(stage, "life", (benchOf) => compareLife(benchOf("orders"), stage.rig)),
};

/** What becomes of a change that the storage class does not allow. */
export const predictedRefusal: Scenario = {
  name: "predictions: volumes of a class that takes no other size",
  isLong: true,
  run: (stage) => comparing(stage, "fixed volumes", (benchOf) => compareFixedVolumes(benchOf("fixed"))),
};

import { identityName, ordinalOf, secretNames } from "@grampus/resources";
import type { Step } from "../../steps/step.ts";
import type { ObservedSecrets } from "../observation/objects.ts";
import type { ClusterView } from "../view/cluster-view.ts";
import { FINALIZER } from "./add-finalizer.ts";
import { clusterPrecondition, identityPrecondition, preconditionOf } from "./targets.ts";
import { perform, performLive, type Task, waitFor } from "./task.ts";

function secretSteps({ observation, cluster, spec }: ClusterView, because: string): readonly Step[] {
  const names = secretNames(cluster);
  const generated: readonly (keyof ObservedSecrets)[] = [
    ...(spec.rootPasswordSecret === undefined ? (["root"] as const) : []),
    "accounts",
    ...(spec.sslSecret === undefined ? (["authority", "certificate"] as const) : []),
  ];
  return generated.flatMap((purpose): readonly Step[] => {
    const state = observation.secrets[purpose];
    if (state.kind === "absent" || !state.owned) return [];
    const target = { name: names[purpose], uid: state.uid, resourceVersion: state.resourceVersion };
    return [{ kind: "delete-object", objectKind: "Secret", target, because }];
  });
}

function erasure(view: ClusterView): readonly Step[] {
  const { observation, name } = view;
  const because = "spec.deletionPolicy is Delete";
  const claims = observation.claims
    .filter((claim) => !claim.deleting && ordinalOf(name, claim.member) !== undefined)
    .map((claim): Step => ({ kind: "delete-claim", target: preconditionOf(claim), because }));
  if (claims.length > 0) return claims;
  const identity = identityPrecondition(identityName(name), observation.identity);
  return [
    ...secretSteps(view, because),
    ...(identity === undefined
      ? []
      : [{ kind: "delete-object", objectKind: "ConfigMap", target: identity, because } as const]),
  ];
}

/**
 * Lets a deleted Cluster go: members leave in order, then what holds data goes if the spec says so, and the finalizer
 * last. With `Retain` claims, passwords, CA and record stay for a Cluster of the same name.
 */
export const deleteCluster: Task = ({ view }) => {
  const { cluster, observation, spec, name } = view;
  if (cluster.metadata.finalizers?.includes(FINALIZER) !== true)
    return waitFor("other finalizers hold the Cluster");
  const set = observation.statefulSet;
  if (set !== undefined && !set.deleting) {
    return performLive({
      kind: "delete-stateful-set",
      target: preconditionOf({ ...set, name }),
      propagation: "foreground",
      because: "the Cluster is deleted",
    });
  }
  const orphan = set === undefined ? observation.pods.find(({ deleting }) => !deleting) : undefined;
  if (orphan !== undefined) {
    const because = "the Cluster is deleted, and no StatefulSet takes the pod along";
    return performLive({ kind: "delete-pod", target: preconditionOf(orphan), because });
  }
  if (set !== undefined || observation.pods.length > 0) return waitFor("members leave");
  const steps = spec.deletionPolicy === "Delete" ? erasure(view) : [];
  if (steps.length > 0) return performLive(...steps);
  return perform({
    kind: "remove-finalizer",
    cluster: clusterPrecondition(cluster),
    finalizer: FINALIZER,
    because: spec.deletionPolicy === "Delete" ? "nothing is left of the cluster" : "the data is retained",
  });
};

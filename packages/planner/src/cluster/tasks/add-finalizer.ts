import { GROUP } from "@grampus/api";
import { clusterPrecondition } from "./targets.ts";
import { perform, type Task } from "./task.ts";

/** The operator's finalizer: the Cluster stays until its members left in order. */
export const FINALIZER = `${GROUP}/cluster` as const;

/** Puts the finalizer on the Cluster before anything is made for it. */
export const addFinalizer: Task = ({ view: { cluster } }) =>
  cluster.metadata.finalizers?.includes(FINALIZER) === true
    ? undefined
    : perform({
        kind: "add-finalizer",
        cluster: clusterPrecondition(cluster),
        finalizer: FINALIZER,
        because: "the operator takes the cluster on",
      });

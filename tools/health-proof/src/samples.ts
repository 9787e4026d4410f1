import { API_VERSION, CLUSTER_KIND, type Condition, READY_REASONS } from "@grampus/api";

/** A Cluster in a state that a person may see. */
export interface Sample {
  /** Name of its file: lower case, words joined by `_`. */
  readonly name: string;
  readonly cluster: object;
}

const TIME = "2026-01-01T00:00:00Z";

function condition(
  type: Condition["type"],
  reason: string,
  message: string,
  status: Condition["status"] = "True",
) {
  return { type, status, reason, message, observedGeneration: 2, lastTransitionTime: TIME };
}

function sample(name: string, status: object | undefined, metadata: object = {}): Sample {
  const cluster = {
    apiVersion: API_VERSION,
    kind: CLUSTER_KIND,
    metadata: { name: "orders", namespace: "shop", generation: 2, ...metadata },
    spec: { members: 3, version: "9.7" },
    ...(status === undefined ? {} : { status }),
  };
  return { name, cluster };
}

function seen(...conditions: readonly object[]): object {
  return { observedGeneration: 2, conditions };
}

function fileName(reason: string): string {
  return reason.replace(/(?!^)[A-Z]/g, "_$&").toLowerCase();
}

/** Of each reason what the operator says of a cluster that runs. */
function ofReasons(): readonly Sample[] {
  return Object.entries(READY_REASONS).map(([reason, { health, meaning }]) => {
    const name = fileName(reason);
    if (health === "Healthy") return sample(name, seen(condition("Ready", reason, meaning)));
    const status = reason === "Uncertain" ? "Unknown" : "False";
    const said = [condition("Ready", reason, meaning, status), condition("Reconciling", reason, meaning)];
    return sample(name, seen(...said), reason === "Deleting" ? { deletionTimestamp: TIME } : {});
  });
}

const ONLINE = condition("Ready", "Online", "3 of 3 members online");

/** The states of which the upstream test data of Argo CD has a file each. */
export const SAMPLES: readonly Sample[] = [
  sample("no_status", undefined),
  sample("not_seen", { observedGeneration: -1 }),
  sample("stale_generation", { observedGeneration: 1, conditions: [ONLINE] }),
  sample("nothing_said", seen()),
  sample(
    "stalled",
    seen(
      condition("Ready", "DataLost", "the cluster held data, and every volume is empty", "False"),
      condition("Stalled", "DataLost", "the cluster held data, and every volume is empty"),
      condition("Degraded", "NoGroup", "no member is in a group with a majority"),
    ),
  ),
  ...ofReasons(),
];

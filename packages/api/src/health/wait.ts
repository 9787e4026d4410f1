import { GROUP } from "../group.ts";

/** The `kubectl` command that waits until a Cluster is healthy. */
export function readinessWait(namespace: string, name: string): string {
  return `kubectl wait --namespace ${namespace} clusters.${GROUP}/${name} --for=condition=Ready --timeout=10m`;
}

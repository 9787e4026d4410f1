import { API_VERSION, CLUSTER_KIND, type Cluster, type ClusterSpec } from "@grampus/api";
import type { ForecastState } from "@grampus/planner/forecast";
import type { Kube } from "../kube.ts";
import type { TestedCluster } from "../tested-cluster.ts";

export const NAMESPACE = "e2e-predictions";

/** A class whose volumes may be asked to grow; the provisioner of the rig grows none, and the operator waits for none. */
export const GROWING = "e2e-growing";

/** ConfigMap and Secret that specs name. */
export const SETTINGS = "settings";
export const OWN_CERTIFICATE = "own-tls";

/** What a person has applied. */
export interface Applied {
  readonly spec: ClusterSpec;
  /** Labels of the Cluster itself. */
  readonly labels: Readonly<Record<string, string>>;
  /** `my.cnf` of the ConfigMap {@link SETTINGS}. */
  readonly config: string;
}

type Place = Pick<TestedCluster, "namespace" | "name">;

function clusterOf({ namespace, name }: Place, { spec, labels }: Applied): Cluster {
  return {
    apiVersion: API_VERSION,
    kind: CLUSTER_KIND,
    metadata: { name, namespace, labels: { ...labels } },
    spec,
  };
}

/** The same for a forecast. */
export function forecastState(
  place: Place,
  applied: Applied,
  missing: readonly string[] = [],
): ForecastState {
  return { cluster: clusterOf(place, applied), userConfig: applied.config, missing };
}

/** Applies it: the ConfigMap first, as an overlay does. */
export async function apply(kube: Kube, place: Place, applied: Applied): Promise<void> {
  const settings = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: SETTINGS, namespace: place.namespace },
    data: { "my.cnf": applied.config },
  };
  await kube.apply(JSON.stringify(settings));
  await kube.apply(JSON.stringify(clusterOf(place, applied)));
}

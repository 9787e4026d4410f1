import { normalize } from "@grampus/api";
import { ENVIRONMENT_LABEL } from "@grampus/dsl/field-map";
import type { PlainObject } from "../data/plain-data.ts";
import type {
  ClusterEntry,
  ClusterSource,
  EnvironmentCluster,
  EnvironmentEntry,
  Fleet,
} from "../definition/entries.ts";
import { clusterLayer, clusterLayers, isRetired, type Layer, mergedLayers } from "./layers.ts";
import { type ManifestObject, manifestObjects } from "./manifests.ts";
import { mergedSettings } from "./merge.ts";
import { protectedFromDeletion, protectedFromPruning } from "./protection.ts";
import { clusterResource } from "./resource.ts";

/** A cluster as its definition says, for no environment in particular. */
export interface ResolvedBase {
  readonly cluster: ClusterEntry;
  readonly layers: readonly Layer[];
  /** What the definition says, as a resource without defaults. */
  readonly stated: PlainObject;
  /** The objects that travel with the cluster. */
  readonly manifests: readonly ManifestObject[];
  /** What is committed: the same with every default of the API, protected from pruning and deletion. */
  readonly manifest: PlainObject;
}

/** A cluster as one environment runs it. */
export interface ResolvedOverlay {
  readonly environment: EnvironmentEntry;
  /** The definition, or what a release holds of it. */
  readonly cluster: ClusterEntry;
  readonly source: ClusterSource;
  readonly layers: readonly Layer[];
  /** What the layers say, as a resource without defaults. */
  readonly stated: PlainObject;
  /** The objects that travel with the cluster to this environment. */
  readonly manifests: readonly ManifestObject[];
  /** What reaches the Kubernetes cluster: with defaults, protection, namespace and labels. */
  readonly manifest: PlainObject;
}

/** Everything a fleet resolves to, in name order. */
export interface ResolvedFleet {
  readonly bases: ReadonlyMap<string, ResolvedBase>;
  readonly overlays: readonly ResolvedOverlay[];
}

/** What is committed of what layers say: with defaults, and with protection unless the cluster ends. */
function committedManifest(stated: PlainObject, layers: readonly Layer[]): PlainObject {
  const manifest = normalize(protectedFromDeletion(stated));
  return isRetired(layers) ? manifest : protectedFromPruning(manifest);
}

function resolvedBase(cluster: ClusterEntry): ResolvedBase {
  const layers = [clusterLayer({ cluster, source: { kind: "head" } })];
  const settings = mergedLayers(layers);
  const stated = clusterResource(settings);
  const manifests = manifestObjects(settings);
  return { cluster, layers, stated, manifests, manifest: committedManifest(stated, layers) };
}

function resolvedOverlay(environment: EnvironmentEntry, listed: EnvironmentCluster): ResolvedOverlay {
  const layers = clusterLayers(environment, listed);
  const settings = mergedLayers(layers);
  const stated = clusterResource(settings);
  const manifests = manifestObjects(settings);
  const own = {
    metadata: { namespace: environment.namespace, labels: { [ENVIRONMENT_LABEL]: environment.name } },
  };
  const manifest = mergedSettings(committedManifest(stated, layers), own);
  const { cluster, source } = listed;
  return { environment, cluster, source, layers, stated, manifests, manifest };
}

/** Lays the layers of every cluster in every environment over each other. */
export function resolvedFleet(fleet: Fleet): ResolvedFleet {
  const bases = new Map([...fleet.clusters].map(([name, cluster]) => [name, resolvedBase(cluster)]));
  const overlays = [...fleet.environments.values()].flatMap((environment) =>
    environment.clusters.map((listed) => resolvedOverlay(environment, listed)),
  );
  return { bases, overlays };
}

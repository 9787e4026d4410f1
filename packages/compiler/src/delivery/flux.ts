import { clusterHealthExpressions } from "@grampus/api";
import type { FluxSettings } from "@grampus/dsl";
import { durationMs } from "../calendar/duration.ts";
import type { EnvironmentEntry } from "../definition/entries.ts";
import { gitopsDirectory, operatorDirectory, overlayDirectory, shardDirectory } from "../layout.ts";
import type { DeliveredEnvironment, DeliveryFile } from "./delivered.ts";
import { type Shard, shardCount, shardsOf } from "./flux-shards.ts";
import {
  clusterDeliveryName,
  fleetDeliveryName,
  operatorDeliveryName,
  repositoryPath,
  shardDeliveryName,
} from "./names.ts";
import { type DeliveryGroup, deliveryGroups } from "./rings.ts";

const SOURCE_API = "source.toolkit.fluxcd.io/v1";
const KUSTOMIZE_API = "kustomize.toolkit.fluxcd.io/v1";

/** How often Flux looks for drift, besides at each commit. */
const INTERVAL = "10m0s";
/** How soon it tries again what failed. */
const RETRY_INTERVAL = "1m0s";
/** How long the operator may take to be there. */
const OPERATOR_TIMEOUT = "5m0s";
/**
 * How long it waits for a cluster to be Ready before it says that it is not, and tries again. While it waits it does not
 * look at a new commit, so that one which mends a cluster comes through only then.
 */
const CLUSTER_TIMEOUT = "3m0s";

/** A length of time as Go writes it. */
function goDuration(text: string): string {
  return `${(durationMs(text) ?? 60_000) / 60_000}m0s`;
}

function sourceKind({ repository }: FluxSettings): "GitRepository" | "OCIRepository" {
  return repository.startsWith("oci://") ? "OCIRepository" : "GitRepository";
}

interface KustomizationSpec {
  readonly path: string;
  readonly dependsOn?: readonly { readonly name: string }[];
  readonly wait?: true;
  readonly timeout?: string;
  readonly healthCheckExprs?: readonly object[];
  readonly kubeConfig?: object;
  readonly deletionPolicy?: "Delete";
}

function kustomization(
  environment: EnvironmentEntry,
  settings: FluxSettings,
  name: string,
  spec: KustomizationSpec,
) {
  const { path, deletionPolicy = "Orphan", ...rest } = spec;
  return {
    apiVersion: KUSTOMIZE_API,
    kind: "Kustomization",
    metadata: { name, namespace: fluxNamespace(settings) },
    spec: {
      ...rest,
      path: `./${repositoryPath(environment, path)}`,
      interval: INTERVAL,
      retryInterval: RETRY_INTERVAL,
      prune: true,
      // Who removes this object stops the delivery; what it delivered runs on, but for what is retired.
      deletionPolicy,
      sourceRef: { kind: sourceKind(settings), name: fleetDeliveryName(environment.name) },
    },
  };
}

/** The namespace of Flux's objects. */
export function fluxNamespace({ namespace = "flux-system" }: FluxSettings): string {
  return namespace;
}

function source({ name }: EnvironmentEntry, settings: FluxSettings) {
  const { repository, branch = "main", tag = "latest", secret, interval = "1m" } = settings;
  const kind = sourceKind(settings);
  return {
    apiVersion: SOURCE_API,
    kind,
    metadata: { name: fleetDeliveryName(name), namespace: fluxNamespace(settings) },
    spec: {
      url: repository,
      ref: kind === "GitRepository" ? { branch } : { tag },
      interval: goDuration(interval),
      ...(secret === undefined ? {} : { secretRef: { name: secret } }),
    },
  };
}

function groupsOf({ environment, clusters }: DeliveredEnvironment): readonly DeliveryGroup[] {
  return deliveryGroups(
    environment,
    clusters.map((cluster) => cluster.name),
  );
}

/** The shards of an environment, in the order they are delivered; none where each cluster is delivered by itself. */
export function fluxShards(delivered: DeliveredEnvironment, settings: FluxSettings): readonly Shard[] {
  const count = shardCount(settings, delivered.clusters.length);
  return count === undefined ? [] : groupsOf(delivered).flatMap((group) => shardsOf(group, count));
}

/** Clusters that are delivered by one Kustomization. */
interface Unit {
  readonly name: string;
  readonly file: string;
  readonly path: string;
  readonly clusters: readonly string[];
}

function unitsOf(environment: string, group: DeliveryGroup, shards: number | undefined): readonly Unit[] {
  if (shards === undefined)
    return group.clusters.map((cluster) => ({
      name: clusterDeliveryName(environment, cluster),
      file: `clusters/${cluster}.yaml`,
      path: overlayDirectory(environment, cluster),
      clusters: [cluster],
    }));
  return shardsOf(group, shards).map(({ name, clusters }) => ({
    name: shardDeliveryName(environment, name),
    file: `shards/${name}.yaml`,
    path: shardDirectory(environment, name),
    clusters,
  }));
}

/** Flux's objects of an environment: the source, what delivers these objects, the operator folder, and the clusters. */
export function fluxFiles(delivered: DeliveredEnvironment, settings: FluxSettings): readonly DeliveryFile[] {
  const { environment, clusters, hasOperator, needs } = delivered;
  const { name } = environment;
  const remote =
    settings.kubeConfig === undefined ? {} : { kubeConfig: { secretRef: { name: settings.kubeConfig } } };
  const foldersOf = (names: readonly string[]) => names.map((one) => ({ name: operatorDeliveryName(one) }));
  const operators = foldersOf([...(hasOperator ? [name] : []), ...needs.ofClusters]);
  const shards = shardCount(settings, clusters.length);
  const groups = groupsOf(delivered).map((group) => unitsOf(name, group, shards));
  const retired = new Set(clusters.filter(({ isRetired }) => isRetired).map((cluster) => cluster.name));
  return [
    ["source.yaml", source(environment, settings)],
    [
      "fleet.yaml",
      kustomization(environment, settings, fleetDeliveryName(name), { path: gitopsDirectory(name) }),
    ],
    ...(hasOperator
      ? [
          [
            "operator.yaml",
            kustomization(environment, settings, operatorDeliveryName(name), {
              path: operatorDirectory(name),
              ...(needs.ofOperatorFolder.length === 0
                ? {}
                : { dependsOn: foldersOf(needs.ofOperatorFolder) }),
              wait: true,
              timeout: OPERATOR_TIMEOUT,
              ...remote,
            }),
          ] as const,
        ]
      : []),
    ...groups.flatMap((units, index) =>
      units.map((unit): DeliveryFile => {
        const before = (groups[index - 1] ?? []).map((one) => ({ name: one.name }));
        const dependsOn = [...operators, ...before];
        return [
          unit.file,
          kustomization(environment, settings, unit.name, {
            path: unit.path,
            ...(dependsOn.length === 0 ? {} : { dependsOn }),
            wait: true,
            timeout: CLUSTER_TIMEOUT,
            healthCheckExprs: [clusterHealthExpressions()],
            ...remote,
            ...(unit.clusters.every((cluster) => retired.has(cluster)) ? { deletionPolicy: "Delete" } : {}),
          }),
        ];
      }),
    ),
  ];
}

import { clusterHealthExpressions } from "@grampus/api";
import type { FluxSettings } from "@grampus/dsl";
import { durationMs } from "../calendar/duration.ts";
import type { EnvironmentEntry } from "../definition/entries.ts";
import { gitopsDirectory, operatorDirectory, overlayDirectory } from "../layout.ts";
import type { DeliveredEnvironment, DeliveryFile } from "./delivered.ts";
import { clusterDeliveryName, fleetDeliveryName, operatorDeliveryName, repositoryPath } from "./names.ts";
import { deliveryOrder } from "./rings.ts";

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

/** Flux's objects of an environment: the source, what delivers these objects, the operator folder, and each cluster. */
export function fluxFiles(delivered: DeliveredEnvironment, settings: FluxSettings): readonly DeliveryFile[] {
  const { environment, clusters, hasOperator, needs } = delivered;
  const { name } = environment;
  const remote =
    settings.kubeConfig === undefined ? {} : { kubeConfig: { secretRef: { name: settings.kubeConfig } } };
  const foldersOf = (names: readonly string[]) => names.map((one) => ({ name: operatorDeliveryName(one) }));
  const operators = foldersOf([...(hasOperator ? [name] : []), ...needs.ofClusters]);
  const groups = deliveryOrder(
    environment,
    clusters.map((cluster) => cluster.name),
  );
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
    ...groups.flatMap((group, index) =>
      group.map((cluster): DeliveryFile => {
        const before = (groups[index - 1] ?? []).map((one) => ({ name: clusterDeliveryName(name, one) }));
        const dependsOn = [...operators, ...before];
        return [
          `clusters/${cluster}.yaml`,
          kustomization(environment, settings, clusterDeliveryName(name, cluster), {
            path: overlayDirectory(name, cluster),
            ...(dependsOn.length === 0 ? {} : { dependsOn }),
            wait: true,
            timeout: CLUSTER_TIMEOUT,
            healthCheckExprs: [clusterHealthExpressions()],
            ...remote,
            ...(retired.has(cluster) ? { deletionPolicy: "Delete" } : {}),
          }),
        ];
      }),
    ),
  ];
}

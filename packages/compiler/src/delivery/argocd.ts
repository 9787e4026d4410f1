import type { ArgoCdSettings } from "@grampus/dsl";
import { OPERATOR_NAMESPACE } from "@grampus/resources";
import { gitopsDirectory, operatorDirectory, overlayDirectory } from "../layout.ts";
import type { DeliveredEnvironment, DeliveredObject, DeliveryFile } from "./delivered.ts";
import {
  clusterDeliveryName,
  environmentProjectName,
  fleetDeliveryName,
  operatorDeliveryName,
  repositoryPath,
} from "./names.ts";
import { deliveryOrder } from "./rings.ts";

const API = "argoproj.io/v1alpha1";
const GROUP = "argoproj.io";
const WAVE = "argocd.argoproj.io/sync-wave";
const IN_CLUSTER = "https://kubernetes.default.svc";

function argoNamespace({ namespace = "argocd" }: ArgoCdSettings): string {
  return namespace;
}

interface Delivered {
  readonly name: string;
  readonly project: string;
  readonly wave?: number;
  /** The folder that is delivered. */
  readonly path: string;
  /** Other folders that its build reads. */
  readonly reads?: readonly string[];
  readonly destination: object;
}

function application(
  { environment }: DeliveredEnvironment,
  settings: ArgoCdSettings,
  { name, project, wave, path, reads = [], destination }: Delivered,
) {
  const { repository, branch = "main" } = settings;
  const folders = [path, ...reads].map((folder) => `/${repositoryPath(environment, folder)}`);
  return {
    apiVersion: API,
    kind: "Application",
    metadata: {
      name,
      namespace: argoNamespace(settings),
      annotations: {
        "argocd.argoproj.io/compare-options": "ServerSideDiff=true",
        "argocd.argoproj.io/manifest-generate-paths": folders.join(";"),
        ...(wave === undefined ? {} : { [WAVE]: String(wave) }),
      },
    },
    // No finalizer: who removes this object stops the delivery; what it delivered runs on.
    spec: {
      project,
      source: {
        repoURL: repository,
        targetRevision: branch,
        path: repositoryPath(environment, path),
      },
      destination,
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        syncOptions: ["ServerSideApply=true"],
        retry: { limit: 10, backoff: { duration: "5s", factor: 2, maxDuration: "3m0s" } },
      },
    },
  };
}

interface AllowedKind {
  readonly group: string;
  readonly kind: string;
}

/** The kinds of objects, each once and in order. */
function kindsOf(objects: readonly DeliveredObject[]): readonly AllowedKind[] {
  const kinds = new Map(objects.map(({ group, kind }) => [`${group}/${kind}`, { group, kind }]));
  return [...kinds].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, kind]) => kind);
}

function project(
  name: string,
  settings: ArgoCdSettings,
  description: string,
  allowed: {
    readonly destinations: readonly object[];
    readonly clusterResourceWhitelist: readonly AllowedKind[];
    readonly namespaceResourceWhitelist: readonly AllowedKind[];
  },
) {
  return {
    apiVersion: API,
    kind: "AppProject",
    metadata: { name, namespace: argoNamespace(settings), annotations: { [WAVE]: "-2" } },
    spec: { description, sourceRepos: [settings.repository], ...allowed },
  };
}

/**
 * Argo CD's objects of an environment: a project for these objects and one for what they deliver, what delivers these
 * objects, the operator folder, and each cluster. Waves are the order: the operator, then ring by ring.
 */
export function argoCdFiles(
  delivered: DeliveredEnvironment,
  settings: ArgoCdSettings,
): readonly DeliveryFile[] {
  const { environment, clusters, hasOperator, operator } = delivered;
  const { name, namespace } = environment;
  const target = settings.destination ?? { server: IN_CLUSTER };
  const here = { server: IN_CLUSTER, namespace: argoNamespace(settings) };
  const objects = [...operator, ...clusters.flatMap((cluster) => cluster.objects)];
  const operatorNamespace = environment.operator === "deploy" ? OPERATOR_NAMESPACE : namespace;
  const namespaces = new Set([namespace, ...objects.flatMap((object) => object.namespace ?? [])]);
  const fleet = fleetDeliveryName(name);
  const environmentProject = environmentProjectName(name);
  const groups = deliveryOrder(
    environment,
    clusters.map((cluster) => cluster.name),
  );
  const bases = new Map(clusters.map((cluster) => [cluster.name, cluster.base]));
  return [
    [
      "projects/fleet.yaml",
      project(fleet, settings, `What delivers the environment ${name} of the fleet.`, {
        destinations: [here],
        clusterResourceWhitelist: [],
        namespaceResourceWhitelist: [
          { group: GROUP, kind: "AppProject" },
          { group: GROUP, kind: "Application" },
        ],
      }),
    ],
    [
      "projects/environment.yaml",
      project(environmentProject, settings, `The operator and the clusters of the environment ${name}.`, {
        destinations: [...namespaces].sort().map((one) => ({ ...target, namespace: one })),
        clusterResourceWhitelist: kindsOf(objects.filter((object) => object.namespace === undefined)),
        namespaceResourceWhitelist: kindsOf(objects.filter((object) => object.namespace !== undefined)),
      }),
    ],
    [
      "fleet.yaml",
      application(delivered, settings, {
        name: fleet,
        project: fleet,
        path: gitopsDirectory(name),
        destination: here,
      }),
    ],
    ...(hasOperator
      ? [
          [
            "operator.yaml",
            application(delivered, settings, {
              name: operatorDeliveryName(name),
              project: environmentProject,
              wave: -1,
              path: operatorDirectory(name),
              destination: { ...target, namespace: operatorNamespace },
            }),
          ] as const,
        ]
      : []),
    ...groups.flatMap((group, index) =>
      group.map(
        (cluster): DeliveryFile => [
          `clusters/${cluster}.yaml`,
          application(delivered, settings, {
            name: clusterDeliveryName(name, cluster),
            project: environmentProject,
            wave: index,
            path: overlayDirectory(name, cluster),
            reads: [bases.get(cluster) ?? ""],
            destination: { ...target, namespace },
          }),
        ],
      ),
    ),
  ];
}

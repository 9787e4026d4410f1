import { CLUSTER_KIND, GROUP } from "@grampus/api";
import type { ArgoCdSettings } from "@grampus/dsl";
import { OPERATOR_NAMESPACE } from "@grampus/resources";
import { gitopsDirectory, operatorDirectory, overlayDirectory } from "../layout.ts";
import { ARGO_CD_API, application, argoNamespace, IN_CLUSTER } from "./argocd-application.ts";
import { clustersApplicationSet } from "./argocd-application-set.ts";
import { kindsOf, project } from "./argocd-project.ts";
import type { DeliveredEnvironment, DeliveryFile } from "./delivered.ts";
import {
  clusterDeliveryName,
  environmentProjectName,
  fleetDeliveryName,
  operatorDeliveryName,
} from "./names.ts";
import { deliveryGroups } from "./rings.ts";

const ARGO_CD_GROUP = ARGO_CD_API.split("/")[0] ?? "";

/** Waves of the root's sync: projects are in -2. */
const OPERATOR_WAVE = -1;

interface Place {
  readonly project: string;
  readonly destination: object;
}

function clusterFiles(
  delivered: DeliveredEnvironment,
  settings: ArgoCdSettings,
  groups: readonly (readonly string[])[],
  place: Place,
): readonly DeliveryFile[] {
  const { environment, clusters } = delivered;
  const { name } = environment;
  if (clusters.length === 0) return [];
  if (settings.applicationSet === true)
    return [["clusters.yaml", clustersApplicationSet(delivered, settings, groups, place)]];
  const byName = new Map(clusters.map((cluster) => [cluster.name, cluster]));
  return groups.flatMap((group, wave) =>
    group.map(
      (cluster): DeliveryFile => [
        `clusters/${cluster}.yaml`,
        application(delivered, settings, {
          ...place,
          name: clusterDeliveryName(name, cluster),
          wave,
          path: overlayDirectory(name, cluster),
          reads: [byName.get(cluster)?.base ?? ""],
          isRetired: byName.get(cluster)?.isRetired ?? false,
        }),
      ],
    ),
  );
}

/**
 * Argo CD's objects of an environment: a project for these objects and one for what they deliver, what delivers these
 * objects, the operator folder, and the clusters. Waves are the order: the operator, then ring by ring. The root is the
 * last of them: it is healthy when all that it delivers is there, so nothing may wait for it.
 */
export function argoCdFiles(
  delivered: DeliveredEnvironment,
  settings: ArgoCdSettings,
): readonly DeliveryFile[] {
  const { environment, clusters, hasOperator, operator } = delivered;
  const { name, namespace } = environment;
  const target = settings.destination ?? { server: IN_CLUSTER };
  const here = { server: IN_CLUSTER, namespace: argoNamespace(settings) };
  // A Cluster that leaves as the last one is deleted by what the project allows then.
  const cluster = { group: GROUP, kind: CLUSTER_KIND, namespace, isForeign: false };
  const objects = [cluster, ...operator, ...clusters.flatMap((one) => one.objects)];
  const operatorNamespace = environment.operator === "deploy" ? OPERATOR_NAMESPACE : namespace;
  const namespaces = new Set([
    ...objects.flatMap((object) => object.namespace ?? []),
    ...(hasOperator ? [operatorNamespace] : []),
  ]);
  const fleet = fleetDeliveryName(name);
  const own = environmentProjectName(name);
  const groups = deliveryGroups(
    environment,
    clusters.map((cluster) => cluster.name),
  ).map((group) => group.clusters);
  const kinds = [
    "AppProject",
    "Application",
    ...(settings.applicationSet === true ? ["ApplicationSet"] : []),
  ];
  return [
    [
      "projects/fleet.yaml",
      project(fleet, settings, `What delivers the environment ${name} of the fleet.`, {
        destinations: [here],
        clusterResourceWhitelist: [],
        namespaceResourceWhitelist: kinds.map((kind) => ({ group: ARGO_CD_GROUP, kind })),
      }),
    ],
    [
      "projects/environment.yaml",
      project(own, settings, `The operator and the clusters of the environment ${name}.`, {
        destinations: [...namespaces].sort().map((one) => ({ ...target, namespace: one })),
        clusterResourceWhitelist: kindsOf(
          objects.filter((object) => object.namespace === undefined || object.isForeign),
        ),
        namespaceResourceWhitelist: kindsOf(objects.filter((object) => object.namespace !== undefined)),
      }),
    ],
    [
      "fleet.yaml",
      application(delivered, settings, {
        name: fleet,
        project: fleet,
        wave: Math.max(groups.length, 1),
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
              project: own,
              wave: OPERATOR_WAVE,
              path: operatorDirectory(name),
              destination: { ...target, namespace: operatorNamespace },
            }),
          ] as const,
        ]
      : []),
    ...clusterFiles(delivered, settings, groups, { project: own, destination: { ...target, namespace } }),
  ];
}

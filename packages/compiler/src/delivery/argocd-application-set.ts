import type { ArgoCdSettings } from "@grampus/dsl";
import { ENVIRONMENT_LABEL } from "@grampus/dsl/field-map";
import { overlayDirectory } from "../layout.ts";
import {
  ARGO_CD_API,
  applicationParts,
  argoNamespace,
  CASCADE,
  readFolders,
  WAVE,
} from "./argocd-application.ts";
import type { DeliveredEnvironment } from "./delivered.ts";
import { clusterDeliveryName, clustersDeliveryName, repositoryPath } from "./names.ts";

/** The place of a cluster's ring in the order, on its Application. */
const STEP = "mysql.oracle.com/delivery-step";

/** An element has this key where its cluster is retired. */
const RETIRED = "retired";

/** Gives the Applications of retired clusters their finalizer; a template's own fields are the same for all. */
const CASCADE_PATCH = `{{- if hasKey . "${RETIRED}" }}
metadata:
  finalizers:
  - ${CASCADE}
{{- end }}
`;

function strategy(steps: number) {
  if (steps < 2) return {};
  const ordered = Array.from({ length: steps }, (_, step) => ({
    matchExpressions: [{ key: STEP, operator: "In", values: [String(step)] }],
  }));
  return { strategy: { type: "RollingSync", rollingSync: { steps: ordered } } };
}

/**
 * One ApplicationSet for all clusters of an environment, in the order of `groups`: with more than one, every commit is
 * synced group by group, each healthy before the next. Who removes the set, or one of its Applications, removes no Cluster
 * but one that is retired.
 */
export function clustersApplicationSet(
  delivered: DeliveredEnvironment,
  settings: ArgoCdSettings,
  groups: readonly (readonly string[])[],
  target: { readonly project: string; readonly destination: object },
) {
  const { environment, clusters } = delivered;
  const { name } = environment;
  const byName = new Map(clusters.map((cluster) => [cluster.name, cluster]));
  const elements = groups.flatMap((group, step) =>
    group.map((cluster) => {
      const path = overlayDirectory(name, cluster);
      return {
        name: clusterDeliveryName(name, cluster),
        step: String(step),
        path: repositoryPath(environment, path),
        folders: readFolders(delivered, { path, reads: [byName.get(cluster)?.base ?? ""] }),
        ...(byName.get(cluster)?.isRetired === true ? { [RETIRED]: "true" } : {}),
      };
    }),
  );
  const labels = { [ENVIRONMENT_LABEL]: name, [STEP]: "{{ .step }}" };
  return {
    apiVersion: ARGO_CD_API,
    kind: "ApplicationSet",
    metadata: {
      name: clustersDeliveryName(name),
      namespace: argoNamespace(settings),
      annotations: { [WAVE]: "0" },
    },
    spec: {
      goTemplate: true,
      goTemplateOptions: ["missingkey=error"],
      generators: [{ list: { elements } }],
      ...strategy(groups.length),
      syncPolicy: { preserveResourcesOnDeletion: true },
      ...(clusters.some(({ isRetired }) => isRetired) ? { templatePatch: CASCADE_PATCH } : {}),
      template: applicationParts(
        settings,
        { name: "{{ .name }}", labels, ...target },
        { path: "{{ .path }}", folders: "{{ .folders }}" },
      ),
    },
  };
}

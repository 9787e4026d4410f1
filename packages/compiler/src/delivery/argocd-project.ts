import type { ArgoCdSettings } from "@grampus/dsl";
import { ARGO_CD_API, argoNamespace, WAVE } from "./argocd-application.ts";
import type { DeliveredObject } from "./delivered.ts";

/** A kind of object, as a project allows it. */
export interface AllowedKind {
  readonly group: string;
  readonly kind: string;
}

/** The kinds of objects, each once and in order. */
export function kindsOf(objects: readonly DeliveredObject[]): readonly AllowedKind[] {
  const kinds = new Map(objects.map(({ group, kind }) => [`${group}/${kind}`, { group, kind }]));
  return [...kinds].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, kind]) => kind);
}

/** A project that allows nothing but what is said, from one repository. It is there before what is in it. */
export function project(
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
    apiVersion: ARGO_CD_API,
    kind: "AppProject",
    metadata: { name, namespace: argoNamespace(settings), annotations: { [WAVE]: "-2" } },
    spec: { description, sourceRepos: [settings.repository], ...allowed },
  };
}

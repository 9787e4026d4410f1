import { environmentOfLock, generatedFolder } from "../layout.ts";

/** The part of a fleet's output that one run is about; all of it when both are absent. */
export interface Scope {
  /** The bases of these clusters, and their overlays in every environment: a base is shared by all of them. */
  readonly bases?: ReadonlySet<string>;
  /** All of this environment, what it has no more included. */
  readonly environment?: string;
}

/** Whether an overlay belongs to a scope. */
export function isOverlayInScope(environment: string, cluster: string, scope: Scope): boolean {
  return scope.bases === undefined || scope.bases.has(cluster) || scope.environment === environment;
}

/** Whether a generated file or folder belongs to a scope. A release never does: nothing rewrites it. */
export function isInScope(path: string, scope: Scope): boolean {
  const environment = environmentOfLock(path);
  if (environment !== undefined) return scope.bases === undefined || scope.environment === environment;
  const folder = generatedFolder(path);
  switch (folder?.kind) {
    case "base":
      return scope.bases?.has(folder.cluster) ?? true;
    case "overlay":
      return isOverlayInScope(folder.environment, folder.cluster, scope);
    case "operator":
    case "gitops":
      return scope.bases === undefined || scope.environment === folder.environment;
    default:
      return false;
  }
}

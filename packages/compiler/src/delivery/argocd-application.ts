import type { ArgoCdSettings } from "@grampus/dsl";
import type { DeliveredEnvironment } from "./delivered.ts";
import { repositoryPath } from "./names.ts";

export const ARGO_CD_API = "argoproj.io/v1alpha1";
export const WAVE = "argocd.argoproj.io/sync-wave";
const COMPARE = "argocd.argoproj.io/compare-options";
const GENERATE_PATHS = "argocd.argoproj.io/manifest-generate-paths";

/** The Kubernetes cluster that Argo CD itself runs on, as it names it. */
export const IN_CLUSTER = "https://kubernetes.default.svc";

/** Has Argo CD delete what an Application delivers before the Application itself, as `kubectl delete` would. */
export const CASCADE = "resources-finalizer.argocd.argoproj.io/background";

/** The namespace of Argo CD and of its objects. */
export function argoNamespace({ namespace = "argocd" }: ArgoCdSettings): string {
  return namespace;
}

/** What an Application delivers. */
export interface Delivered {
  readonly name: string;
  readonly project: string;
  readonly wave?: number;
  readonly labels?: Readonly<Record<string, string>>;
  /** The folder that is delivered. */
  readonly path: string;
  /** Other folders that its build reads. */
  readonly reads?: readonly string[];
  readonly destination: object;
  /** Whether what it delivers is deleted with it. */
  readonly isRetired?: boolean;
}

/** The folders, from the repository's root, whose changes are changes of what is delivered. */
export function readFolders(
  { environment }: Pick<DeliveredEnvironment, "environment">,
  { path, reads = [] }: Pick<Delivered, "path" | "reads">,
): string {
  return [path, ...reads].map((folder) => `/${repositoryPath(environment, folder)}`).join(";");
}

/**
 * A branch as Argo CD reads none but a branch. It takes what may be a range of versions for the newest tag in it, and 40
 * hexadecimal digits for a commit.
 */
function targetRevision(branch: string): string {
  return /^(v?[0-9xX|]|[<>=!]|[0-9a-fA-F]{40}$)/.test(branch) ? `refs/heads/${branch}` : branch;
}

/**
 * An Application's name, annotations and spec. Only of what is retired it has a finalizer: who removes another one stops the
 * delivery; what it delivered runs on. What failed is tried again with the newest commit, so that the one that mends it need not wait for the last try.
 */
export function applicationParts(
  settings: ArgoCdSettings,
  { name, project, wave, labels, destination, isRetired = false }: Omit<Delivered, "path" | "reads">,
  { path, folders }: { readonly path: string; readonly folders: string },
) {
  const { repository, branch = "main" } = settings;
  const annotations = {
    [COMPARE]: "ServerSideDiff=true",
    [GENERATE_PATHS]: folders,
    ...(wave === undefined ? {} : { [WAVE]: String(wave) }),
  };
  return {
    metadata: {
      name,
      ...(labels === undefined ? {} : { labels }),
      annotations,
      ...(isRetired ? { finalizers: [CASCADE] } : {}),
    },
    spec: {
      project,
      source: { repoURL: repository, targetRevision: targetRevision(branch), path },
      destination,
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        syncOptions: ["ServerSideApply=true"],
        retry: { limit: 10, refresh: true, backoff: { duration: "5s", factor: 2, maxDuration: "3m0s" } },
      },
    },
  };
}

/** An Application. */
export function application(
  delivered: Pick<DeliveredEnvironment, "environment">,
  settings: ArgoCdSettings,
  what: Delivered,
) {
  const path = repositoryPath(delivered.environment, what.path);
  const parts = applicationParts(settings, what, { path, folders: readFolders(delivered, what) });
  const metadata = { ...parts.metadata, namespace: argoNamespace(settings) };
  return { apiVersion: ARGO_CD_API, kind: "Application", ...parts, metadata };
}

import { join } from "node:path";
import type { Kube } from "../kube.ts";
import type { SyncState, Tool } from "./tool.ts";

const NAMESPACE = "flux-system";
const KIND = "kustomizations.kustomize.toolkit.fluxcd.io";
const SOURCES = "gitrepositories.source.toolkit.fluxcd.io";

interface Kustomization {
  readonly metadata: { readonly name: string; readonly generation: number };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly lastAppliedRevision?: string;
    readonly lastAttemptedRevision?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly message: string;
    }[];
  };
}

/** `main@sha1:...` of a Git source. */
function commitOf(revision: string | undefined): string | undefined {
  return revision?.split("sha1:").at(-1);
}

function stateOf({ metadata, status }: Kustomization): SyncState {
  const ready = status?.conditions?.find(({ type }) => type === "Ready");
  const current = status?.observedGeneration === metadata.generation;
  const applied = status?.lastAppliedRevision !== undefined;
  return {
    name: metadata.name,
    revision: commitOf(status?.lastAttemptedRevision),
    synced: current && applied && status?.lastAppliedRevision === status?.lastAttemptedRevision,
    healthy: ready?.status === "True",
    message: ready?.message ?? "",
  };
}

/** Has Flux look now, as `flux reconcile` and its webhooks do. */
async function ask(kube: Kube, kind: string, which: string): Promise<void> {
  const asked = `reconcile.fluxcd.io/requestedAt=${new Date().toISOString()}`;
  await kube.run("annotate", kind, which, "-n", NAMESPACE, "--overwrite", asked);
}

/** Flux: a GitRepository, and a Kustomization for the operator and for each cluster. */
export const FLUX: Tool = {
  name: "flux",
  applier: "kustomize-controller",
  processes: ["source-controller", "kustomize-controller"],
  kind: KIND,
  namespace: NAMESPACE,
  delivery: (repository, more = "") => `flux({ repository: "${repository}", ${more} })`,
  async bootstrap(kube, root, environment) {
    await kube.run("apply", "-k", join(root, "environments", environment, "gitops"));
  },
  async states(kube: Kube) {
    const text = await kube.run("get", KIND, "-n", NAMESPACE, "-o", "json");
    const list: { readonly items: readonly Kustomization[] } = JSON.parse(text);
    return list.items.map(stateOf);
  },
  root: (environment) => `${environment}.fleet.grampus`,
  async sourceProblem(kube) {
    const text = await kube.run("get", SOURCES, "-n", NAMESPACE, "-o", "json");
    const list: { readonly items: readonly Kustomization[] } = JSON.parse(text);
    return list.items
      .flatMap(({ status }) => status?.conditions ?? [])
      .find(({ type, status }) => type === "Ready" && status === "False")?.message;
  },
  announce: (kube) => ask(kube, SOURCES, "--all"),
  refresh: (kube, name) => ask(kube, KIND, name),
};

import { join } from "node:path";
import type { Kube } from "../kube.ts";
import type { SyncState, Tool } from "./tool.ts";

const NAMESPACE = "argocd";
const KIND = "applications.argoproj.io";

interface Application {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly ignoreDifferences?: unknown };
  readonly status?: {
    readonly sync?: { readonly status: string; readonly revision?: string };
    readonly health?: { readonly status: string };
    readonly conditions?: readonly { readonly type: string; readonly message: string }[];
    readonly operationState?: { readonly phase: string; readonly message?: string };
    readonly resources?: readonly ApplicationResource[];
  };
}

/** An object that an Application syncs, as its status has it. */
export interface ApplicationResource {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly status?: string;
}

async function applications(kube: Kube): Promise<readonly Application[]> {
  const text = await kube.run("get", KIND, "-n", NAMESPACE, "-o", "json");
  const list: { readonly items: readonly Application[] } = JSON.parse(text);
  return list.items;
}

function stateOf({ metadata, status }: Application): SyncState {
  const told = [
    ...(status?.conditions ?? []).map(({ type, message }) => `${type}: ${message}`),
    ...(status?.operationState?.message === undefined
      ? []
      : [`${status.operationState.phase}: ${status.operationState.message}`]),
  ];
  return {
    name: metadata.name,
    revision: status?.sync?.revision,
    synced: status?.sync?.status === "Synced" && status.operationState?.phase !== "Running",
    healthy: status?.health?.status === "Healthy",
    message: [status?.sync?.status, status?.health?.status, ...told].join("; "),
  };
}

/** Objects that the Applications sync, and whether one of them ignores differences. */
export async function applicationResources(kube: Kube): Promise<{
  readonly resources: readonly (ApplicationResource & { readonly application: string })[];
  readonly ignoring: readonly string[];
}> {
  const all = await applications(kube);
  return {
    resources: all.flatMap(({ metadata, status }) =>
      (status?.resources ?? []).map((resource) => ({ ...resource, application: metadata.name })),
    ),
    ignoring: all
      .filter(({ spec }) => spec.ignoreDifferences !== undefined)
      .map(({ metadata }) => metadata.name),
  };
}

/** Argo CD: a project, and an Application for the operator and for each cluster. */
export const ARGOCD: Tool = {
  name: "argocd",
  applier: "argocd-application-controller",
  processes: ["argocd-application-controller", "argocd-repo-server", "redis"],
  kind: KIND,
  namespace: NAMESPACE,
  delivery: (repository, more = "") => `argocd({ repository: "${repository}", ${more} })`,
  async bootstrap(kube, root, environment) {
    const folder = join(root, "environments", environment, "gitops");
    await kube.run("apply", "--server-side", "--force-conflicts", "-k", join(folder, "argocd-cm"));
    await kube.run("apply", "-k", folder);
  },
  // Polled, so that what it looks at after a commit is what it finds itself.
  announce: async () => undefined,
  async states(kube) {
    return (await applications(kube)).map(stateOf);
  },
  root: (environment) => `${environment}.fleet.grampus`,
  async sourceProblem(kube) {
    return (await applications(kube))
      .flatMap(({ status }) => status?.conditions ?? [])
      .find(({ type }) => type === "ComparisonError")?.message;
  },
  async refresh(kube, name) {
    await kube.run(
      "annotate",
      KIND,
      name,
      "-n",
      NAMESPACE,
      "--overwrite",
      "argocd.argoproj.io/refresh=normal",
    );
  },
};

import type { Kube } from "../kube.ts";
import type { ToolName } from "./controllers.ts";
import type { Pushed } from "./fleet.ts";

/** What a Kustomization or an Application says about itself. */
export interface SyncState {
  readonly name: string;
  /** The commit it has synced, or tried last. */
  readonly revision: string | undefined;
  /** Whether what it has synced is what the commit says, and is there. */
  readonly synced: boolean;
  /** Whether what it has synced is well. */
  readonly healthy: boolean;
  /** What a person reads there. */
  readonly message: string;
}

/** How one of the two tools is set up, and asked. */
export interface Tool {
  readonly name: ToolName;
  /** The process that applies. */
  readonly applier: string;
  /** All that it runs, as the rig calls it. */
  readonly processes: readonly string[];
  /** What `environment.ts` says, and imports for it; `more` are settings beside the repository, as they are written. */
  delivery(repository: string, more?: string): string;
  /** The documented command, in the work tree of the fleet. */
  bootstrap(kube: Kube, root: string, environment: string): Promise<void>;
  /** What the webhook of a Git host comes to after a push, where the proof does not leave it to polling. */
  announce(kube: Kube): Promise<void>;
  states(kube: Kube): Promise<readonly SyncState[]>;
  /** Has one of them look at Git and the cluster now, as its command line does. */
  refresh(kube: Kube, name: string): Promise<void>;
  /** What syncs the objects of an environment that sync. */
  root(environment: string): string;
  /** What it says of a repository that it cannot read; nothing while it can. */
  sourceProblem(kube: Kube): Promise<string | undefined>;
  /** Kind of what syncs, and its namespace: for `kubectl delete`. */
  readonly kind: string;
  readonly namespace: string;
}

/** Name of what syncs one cluster of an environment. */
export function syncName(environment: string, cluster: string): string {
  return `${environment}.${cluster}`;
}

/** Whether it has synced the commit and is well. */
export function hasSynced({ revision }: Pushed, state: SyncState): boolean {
  return state.synced && state.healthy && state.revision === revision;
}

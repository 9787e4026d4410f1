import type { CommittedClusters } from "../committed/committed-clusters.ts";
import type { CommittedEnvironment } from "../committed/committed-environments.ts";
import type { PlainObject } from "../data/plain-data.ts";
import type { Fleet } from "../definition/entries.ts";
import { type Identity, identityText } from "../fleet/identity.ts";
import type { CommittedFiles } from "../git/committed-files.ts";
import { overlayDirectory } from "../layout.ts";
import type { FileTree } from "../output/tree.ts";
import { retirementReason } from "../resolve/protection.ts";
import { isOverlayInScope, type Scope } from "../selection/scope.ts";

/** A commit, read as far as it has to be. */
export interface CommittedState {
  readonly committed: CommittedFiles;
  readonly clusters: CommittedClusters;
  readonly environments: readonly CommittedEnvironment[];
  /** Names of the environments whose place and clusters cannot be read. */
  readonly unreadable: ReadonlySet<string>;
  /** Whether it is an error when something cannot be read. */
  readonly isRequired: boolean;
}

/** What Git shall hold instead. */
export interface Proposal {
  readonly fleet: Fleet;
  readonly tree: FileTree;
  readonly scope: Scope;
}

/** A Cluster of the commit that the definitions do not have. */
export interface Departure {
  readonly environment: CommittedEnvironment;
  readonly identity: Identity;
  /** Whether the definitions name it as one that leaves Git and stays in Kubernetes. */
  readonly isNamed: boolean;
  /** The Cluster as committed; undefined when that cannot be built. */
  readonly object: PlainObject | undefined;
}

/** Whether a Cluster ends, by the commit: it says so itself there, and nothing keeps it from being deleted. */
export function hasEnded({ object }: Departure): boolean {
  return object !== undefined && retirementReason(object) !== undefined;
}

/** The Clusters of a commit that the definitions do not have, of the part of the output that a command is about. */
export async function departures(
  { environments, clusters }: Pick<CommittedState, "environments" | "clusters">,
  { fleet, scope }: Proposal,
): Promise<readonly Departure[]> {
  const entries = [...fleet.environments.values()];
  const current = new Set(
    entries.flatMap(({ target, namespace, clusters: listed }) =>
      listed.map(({ cluster: { name } }) => identityText({ target, namespace, name })),
    ),
  );
  const named = new Set(
    entries.flatMap((entry) => entry.retired.map(({ identity }) => identityText(identity))),
  );
  const gone = environments.flatMap((environment) =>
    environment.clusters.flatMap((name) => {
      const identity = { target: environment.target, namespace: environment.namespace, name };
      if (current.has(identityText(identity)) || !isOverlayInScope(environment.name, name, scope)) return [];
      return [{ environment, identity, isNamed: named.has(identityText(identity)) }];
    }),
  );
  if (gone.length === 0) return [];
  const built = await clusters.built(
    gone.map(({ environment, identity }) => ({ environment: environment.name, cluster: identity.name })),
  );
  return gone.map((departure) => {
    const { environment, identity } = departure;
    return { ...departure, object: built.get(overlayDirectory(environment.name, identity.name)) };
  });
}

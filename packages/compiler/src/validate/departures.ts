import type { CommittedClusters } from "../committed/committed-clusters.ts";
import type { CommittedEnvironment } from "../committed/committed-environments.ts";
import type { Fleet } from "../definition/entries.ts";
import { type Identity, identityText } from "../fleet/identity.ts";
import type { CommittedFiles } from "../git/committed-files.ts";
import type { FileTree } from "../output/tree.ts";
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

/** A Cluster of the commit that the definitions do not have, and whether they say that it may go. */
export interface Departure {
  readonly environment: CommittedEnvironment;
  readonly identity: Identity;
  readonly isRetired: boolean;
}

/** The Clusters of a commit that the definitions do not have, of the part of the output that a command is about. */
export function departures(
  environments: readonly CommittedEnvironment[],
  { fleet, scope }: Proposal,
): readonly Departure[] {
  const entries = [...fleet.environments.values()];
  const current = new Set(
    entries.flatMap(({ target, namespace, clusters }) =>
      clusters.map(({ cluster: { name } }) => identityText({ target, namespace, name })),
    ),
  );
  const retired = new Set(
    entries.flatMap((entry) => entry.retired.map(({ identity }) => identityText(identity))),
  );
  return environments.flatMap((environment): readonly Departure[] =>
    environment.clusters.flatMap((name) => {
      const identity = { target: environment.target, namespace: environment.namespace, name };
      if (current.has(identityText(identity)) || !isOverlayInScope(environment.name, name, scope)) return [];
      return [{ environment, identity, isRetired: retired.has(identityText(identity)) }];
    }),
  );
}

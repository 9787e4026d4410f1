import { valueAt } from "../data/data-path.ts";
import type { EnvironmentEntry, Fleet } from "../definition/entries.ts";
import { clustersOnTarget } from "../definition/target-size.ts";
import { deliveredEnvironment } from "../delivery/delivered-environment.ts";
import { lockFile } from "../layout.ts";
import type { FileTree } from "../output/tree.ts";
import { lockText, type Pin } from "../releases/lock.ts";
import { overlayBase } from "../resolve/overlay-base.ts";
import type { ResolvedFleet } from "../resolve/resolve.ts";
import { isInScope, type Scope } from "../selection/scope.ts";
import { baseFiles } from "./base.ts";
import { deliveryFiles } from "./delivery.ts";
import { operatorFiles } from "./operator.ts";
import { overlayFiles } from "./overlay.ts";

function namespaceText({ target, namespace }: EnvironmentEntry): string {
  return `${target}/${namespace}`;
}

/**
 * The Namespaces that are protected from deletion: those with a Cluster that is, and those that an environment which
 * follows releases makes for another which does not, whatever that one's definitions say today: no edit of them changes
 * a file of an environment that follows releases.
 */
function protectedNamespaces({ environments }: Fleet, { overlays }: ResolvedFleet): ReadonlySet<string> {
  const holding = overlays.filter(
    ({ environment, source, manifest }) =>
      valueAt(manifest, ["spec", "deletionProtection"]) === true ||
      (source.kind === "head" && isMadeByReleases(environment, environments.values())),
  );
  return new Set(holding.map(({ environment }) => namespaceText(environment)));
}

/** Whether the Namespace of an environment is made by another that follows releases. */
function isMadeByReleases(environment: EnvironmentEntry, environments: Iterable<EnvironmentEntry>): boolean {
  return (
    environment.isNamespaceShared &&
    [...environments].some(
      (other) =>
        !other.isNamespaceShared &&
        other.follows === "releases" &&
        namespaceText(other) === namespaceText(environment),
    )
  );
}

/** The lock of an environment: what it pins of the clusters it lists. */
function lockOf({ name, clusters, waiting }: EnvironmentEntry): readonly [file: string, text: string] {
  const pinned = clusters.flatMap(({ source }): readonly (readonly [string, Pin])[] => {
    if (source.kind === "head") return [];
    const { cluster, number, digest } = source.release;
    return [[cluster, { release: number, digest }]];
  });
  return [
    lockFile(name),
    lockText(new Map<string, Pin | null>([...waiting.map((cluster) => [cluster, null] as const), ...pinned])),
  ];
}

/** Renders every generated file of a fleet; the files of releases that it runs are there as they are. */
export function renderedTree(fleet: Fleet, resolved: ResolvedFleet): FileTree {
  const tree = new Map<string, string>();
  const add = (files: readonly (readonly [string, string])[]) => {
    for (const [file, text] of files) tree.set(file, text);
  };
  for (const base of resolved.bases.values()) add(baseFiles(base));
  const namespaces = protectedNamespaces(fleet, resolved);
  for (const environment of fleet.environments.values()) {
    const clusters = clustersOnTarget(environment, fleet.environments.values());
    add(operatorFiles(environment, namespaces.has(namespaceText(environment)), clusters));
    if (environment.follows === "releases") add([lockOf(environment)]);
  }
  for (const environment of fleet.environments.values()) {
    if (environment.delivery !== undefined)
      add(deliveryFiles(deliveredEnvironment(environment, fleet, resolved, tree)));
  }
  for (const overlay of resolved.overlays) {
    const base = overlayBase(resolved, overlay);
    if (base !== undefined) add(overlayFiles(base, overlay));
    if (overlay.source.kind === "release") add([...overlay.source.release.files]);
  }
  return tree;
}

/** The part of a tree that a scope is about. */
export function scopedTree(tree: FileTree, scope: Scope): FileTree {
  return new Map([...tree].filter(([file]) => isInScope(file, scope)));
}

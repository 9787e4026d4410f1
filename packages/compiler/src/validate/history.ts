import { committedClusters, type OverlayKey } from "../committed/committed-clusters.ts";
import { type CommittedEnvironment, committedEnvironments } from "../committed/committed-environments.ts";
import type { Fleet } from "../definition/entries.ts";
import { fieldPath } from "../fields/field-name.ts";
import type { Finding } from "../findings/finding.ts";
import { type Identity, identityText } from "../fleet/identity.ts";
import type { CommittedFiles } from "../git/committed-files.ts";
import { overlayDirectory } from "../layout.ts";
import type { FileTree } from "../output/tree.ts";
import { overlayBaseDirectory } from "../resolve/overlay-base.ts";
import type { ResolvedOverlay } from "../resolve/resolve.ts";
import { isOverlayInScope, type Scope } from "../selection/scope.ts";
import { transitionFindings } from "./api.ts";
import { departureFindings } from "./departed-clusters.ts";
import { goneFieldPlace } from "./field-place.ts";
import { missingOverlays, type UnreadPart, unreadFinding } from "./unread-state.ts";

/** A fleet as its definitions say, to be compared with a commit. */
export interface ProposedFleet {
  readonly fleet: Fleet;
  /** The files of the whole fleet. */
  readonly tree: FileTree;
  /** The overlays that are compared, and the part of the output whose leaving is. */
  readonly overlays: readonly ResolvedOverlay[];
  readonly scope: Scope;
}

/** Where a commit has the overlay of each Cluster. */
export function overlaysByIdentity(
  environments: readonly CommittedEnvironment[],
): ReadonlyMap<string, OverlayKey> {
  return new Map(
    environments.flatMap(({ name: environment, target, namespace, clusters }) =>
      clusters.map((cluster): readonly [string, OverlayKey] => [
        identityText({ target, namespace, name: cluster }),
        { environment, cluster },
      ]),
    ),
  );
}

/** What makes the Cluster of an overlay the one it is. */
export function overlayIdentity({ environment, cluster }: ResolvedOverlay): Identity {
  return { target: environment.target, namespace: environment.namespace, name: cluster.name };
}

/** A finding about an overlay: with its name, and where its field is gone, at the file that lost it. */
function ofOverlay(
  { diagnostic, place }: Finding,
  { environment, cluster, layers }: ResolvedOverlay,
  { isChanged }: CommittedFiles,
): Finding {
  const subject = `${environment.name}/${cluster.name}`;
  const gone = goneFieldPlace(layers, fieldPath(diagnostic.path ?? ""), isChanged) ?? place;
  return { diagnostic: { ...diagnostic, subject }, ...(gone === undefined ? {} : { place: gone }) };
}

/**
 * Finds changes from the committed state that the API server would refuse (a shrunk volume, an older version), and
 * Clusters that leave Git without a word. A Cluster is the same as before by its target, namespace and name, wherever
 * its files are. Only overlays whose files differ from the commit are read and built.
 *
 * @param isRequired whether it is an error, and not a warning, that the commit has something that cannot be built
 */
export async function historyFindings(
  committed: CommittedFiles,
  proposed: ProposedFleet,
  isRequired: boolean,
): Promise<readonly Finding[]> {
  const { tree, overlays, scope } = proposed;
  const clusters = committedClusters(committed, tree);
  const { environments, unreadable } = await committedEnvironments(committed, tree);
  const earlier = overlaysByIdentity(environments);
  const changed = overlays.flatMap((overlay) => {
    const key = earlier.get(identityText(overlayIdentity(overlay)));
    const isAtHome = key?.environment === overlay.environment.name;
    return key === undefined || (isAtHome && clusters.isSame(key, overlayBaseDirectory(overlay)))
      ? []
      : [{ overlay, key }];
  });
  const added = overlays
    .filter((overlay) => !earlier.has(identityText(overlayIdentity(overlay))))
    .map(({ environment, cluster }) => ({ environment: environment.name, cluster: cluster.name }))
    .filter((key) => !clusters.has(key));
  const [missing, built, commit] = await Promise.all([
    missingOverlays(committed, added),
    clusters.built(changed.map(({ key }) => key)),
    changed.length === 0 ? committed.ref : committed.name(),
  ]);
  const unread = [
    ...unreadable
      .filter(({ name, clusters: names }) => names.some((cluster) => isOverlayInScope(name, cluster, scope)))
      .map(({ name: place }): UnreadPart => ({ place, problem: "cannot be built" })),
    ...missing.map(
      ({ environment, cluster }): UnreadPart => ({
        place: `${environment}/${cluster}`,
        problem: "has no generated files",
      }),
    ),
  ].map((part) => unreadFinding(part, committed, isRequired));
  const transitions = changed.flatMap(({ overlay, key }) => {
    const before = built.get(overlayDirectory(key.environment, key.cluster));
    const place = `${overlay.environment.name}/${overlay.cluster.name}`;
    return before === undefined
      ? [unreadFinding({ place, problem: "cannot be built" }, committed, isRequired)]
      : transitionFindings({ resource: before, commit }, overlay.manifest, overlay.layers, place).map(
          (finding) => ofOverlay(finding, overlay, committed),
        );
  });
  const state = {
    committed,
    clusters,
    environments,
    unreadable: new Set(unreadable.map(({ name }) => name)),
    isRequired,
  };
  return [...unread, ...transitions, ...(await departureFindings(state, proposed))];
}

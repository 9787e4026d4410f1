import { MANIFESTS_FIELD } from "@grampus/dsl/field-map";
import type { PlainObject } from "../data/plain-data.ts";
import { baseDirectory } from "../layout.ts";
import type { Release } from "../releases/release.ts";
import type { ManifestObject } from "./manifests.ts";
import type { ResolvedFleet, ResolvedOverlay } from "./resolve.ts";

/** What an overlay lies on. */
export interface OverlayBase {
  /** Path of its folder. */
  readonly directory: string;
  /** The Cluster it holds. */
  readonly manifest: PlainObject;
  /** The objects that travel with it. */
  readonly manifests: readonly ManifestObject[];
}

/** A release as its files say, whatever this Grampus would make of its definition. */
function releasedBase({ directory, manifest, manifests }: Release): OverlayBase {
  const objects = manifests.map((object) => ({ ...object, path: [MANIFESTS_FIELD, object.file] }));
  return { directory, manifest, manifests: objects };
}

/** Path of the folder that an overlay lies on. */
export function overlayBaseDirectory({
  source,
  cluster,
}: Pick<ResolvedOverlay, "source" | "cluster">): string {
  return source.kind === "release" ? source.release.directory : baseDirectory(cluster.name);
}

/** What an overlay lies on: the base compiled from the definition as it stands, or a release. */
export function overlayBase({ bases }: ResolvedFleet, overlay: ResolvedOverlay): OverlayBase | undefined {
  const { source, cluster } = overlay;
  if (source.kind === "release") return releasedBase(source.release);
  const base = bases.get(cluster.name);
  return (
    base && { directory: overlayBaseDirectory(overlay), manifest: base.manifest, manifests: base.manifests }
  );
}

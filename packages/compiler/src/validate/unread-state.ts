import type { OverlayKey } from "../committed/committed-clusters.ts";
import type { Finding } from "../findings/finding.ts";
import { fleetCodes } from "../fleet/diagnostics.ts";
import type { CommittedFiles } from "../git/committed-files.ts";
import { definitionFile, generatedFolder, lockFile } from "../layout.ts";
import { readLock } from "../releases/lock.ts";

/** A part of a commit that nothing can be compared with: an overlay or an environment, and why. */
export interface UnreadPart {
  readonly place: string;
  readonly problem: "cannot be built" | "has no generated files";
}

/** What is said about a part of a commit that cannot be read; an error where a comparison was asked for. */
export function unreadFinding(
  { place, problem }: UnreadPart,
  { ref }: CommittedFiles,
  isRequired: boolean,
): Finding {
  const occurrence = { place, ref, problem };
  if (!isRequired) return { diagnostic: fleetCodes.create("committed-state-unreadable", occurrence) };
  const reason = `${place} as committed in ${ref} ${problem}`;
  const hint = "compare with a sound commit: --against <commit>";
  return { diagnostic: fleetCodes.create("cannot-compare", { reason }, { hint }) };
}

function isPinned(text: string, cluster: string): boolean {
  const read = readLock(text);
  return read.kind === "lock" && (read.lock.get(cluster) ?? null) !== null;
}

/**
 * The overlays among some whose environment imports their cluster in the commit, which has generated files, but none of
 * theirs, and which did not wait for a promotion. In a commit without any generated file nothing is missing: it was never compiled.
 */
export async function missingOverlays(
  committed: CommittedFiles,
  overlays: readonly OverlayKey[],
): Promise<readonly OverlayKey[]> {
  const isCompiled = [...committed.ids.keys()].some((file) => generatedFolder(file)?.kind === "overlay");
  if (!isCompiled || overlays.length === 0) return [];
  const definition = ({ environment }: OverlayKey) => definitionFile("environment", environment);
  const lock = ({ environment }: OverlayKey) => lockFile(environment);
  const texts = await committed.texts([
    ...new Set(overlays.flatMap((overlay) => [definition(overlay), lock(overlay)])),
  ]);
  return overlays.filter((overlay) => {
    const waited = texts.has(lock(overlay)) && !isPinned(texts.get(lock(overlay)) ?? "", overlay.cluster);
    if (waited) return false;
    const imported = definitionFile("cluster", overlay.cluster);
    return texts.get(definition(overlay))?.includes(`/${imported}"`) === true;
  });
}

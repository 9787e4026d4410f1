import type { Occurrence } from "@grampus/diagnostics";
import type { KustomizationFile } from "../load/kustomization-file.ts";
import { type Loader, loadFile } from "../load/loader.ts";
import { sharedResources } from "../load/resources.ts";
import { positionOf } from "../position.ts";
import { placed } from "../refusal.ts";
import { ResourceList } from "../resources/list.ts";
import { apiVersionTextOf, kindOf } from "../resources/metadata.ts";
import { type BuildResource, copyResource } from "../resources/resource.ts";
import type { BuildContext } from "../step.ts";
import type { Target } from "./target.ts";

/** The fields of a kustomization that changes nothing of what it names. */
const PLAIN_FIELDS: ReadonlySet<string> = new Set(["apiVersion", "kind", "resources", "sortOptions"]);

function isPlain({ kustomization }: KustomizationFile): boolean {
  for (const name in kustomization) if (!PLAIN_FIELDS.has(name)) return false;
  return true;
}

/** Whether what a base comes to depends on nothing but its files. */
function isIndependent({ schemasChosen, tracksOrigin }: BuildContext): boolean {
  return !schemasChosen && !tracksOrigin;
}

/** The kinds that a build has read are noted, also where they were read for another one. */
export function noteKinds(resources: readonly BuildResource[], { native }: BuildContext): void {
  for (const { node } of resources) native.noteKind(apiVersionTextOf(node), kindOf(node));
}

interface Named {
  readonly resources: readonly BuildResource[];
  /** Characters of text they were read from. */
  readonly size: number;
}

function namedResources({ file, loader }: Target, context: BuildContext): Named | undefined {
  const list = new ResourceList(context);
  let size = 0;
  for (const [index, path] of (file.kustomization.resources ?? []).entries()) {
    const occurrence: Occurrence = positionOf(file, "resources", index);
    const loaded = loadFile(loader, path, occurrence);
    if (loaded.kind !== "file" || typeof loaded.content !== "string") return undefined;
    const resources = sharedResources(loader.cache, { text: loaded.content, file: loaded.path, occurrence });
    size += loaded.content.length;
    noteKinds(resources, context);
    placed(
      () => occurrence,
      () => list.addAll(resources),
    );
  }
  return { resources: list.resources, size };
}

/**
 * The resources of a directory that only names files, if a build over the same file system has read them before. They
 * are the caller's to change.
 */
export function knownPlainBase(
  { cache, root }: Loader,
  context: BuildContext,
): readonly BuildResource[] | undefined {
  const known = isIndependent(context) ? cache.plainBase(root) : undefined;
  if (known === undefined) return undefined;
  noteKinds(known, context);
  return known.map(copyResource);
}

/**
 * The same, read now; `undefined` when the directory does more than name files, or when one of them is for the usual
 * way to complain about.
 */
export function readPlainBase(target: Target, context: BuildContext): readonly BuildResource[] | undefined {
  if (!isIndependent(context) || !isPlain(target.file)) return undefined;
  const named = namedResources(target, context);
  if (named === undefined) return undefined;
  const { resources, size } = named;
  const { cache, root, restrictor } = target.loader;
  if (restrictor === "rootOnly") cache.keepPlainBase(root, resources, size);
  return resources.map(copyResource);
}

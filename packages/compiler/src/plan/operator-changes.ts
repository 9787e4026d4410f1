import { build, memoryFileSystem } from "kustomize-ts";
import { toPlainData } from "../data/plain-copy.ts";
import { isMap, type PlainObject } from "../data/plain-data.ts";
import type { EnvironmentEntry, Fleet } from "../definition/entries.ts";
import { blobId } from "../git/blob-id.ts";
import type { CommittedFiles } from "../git/committed-files.ts";
import { generatedFolder, operatorDirectory } from "../layout.ts";
import type { FileTree } from "../output/tree.ts";
import type { ResolvedFleet } from "../resolve/resolve.ts";
import type { Selection } from "../selection/selection.ts";
import { isCluster } from "./built-states.ts";
import { type LookedAfter, type OperatorPlan, operatorPlan } from "./operator-plan.ts";

function operatorFilesByEnvironment(files: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const file of files) {
    const folder = generatedFolder(file);
    if (folder?.kind !== "operator") continue;
    const listed = found.get(folder.environment);
    if (listed === undefined) found.set(folder.environment, [file]);
    else listed.push(file);
  }
  return found;
}

function builtObjects(texts: ReadonlyMap<string, string>, environment: string): readonly PlainObject[] {
  if (texts.size === 0) return [];
  const result = build(operatorDirectory(environment), { fs: memoryFileSystem(texts) });
  if (result.kind === "refused") return [];
  return result.resources.map((resource) => toPlainData(resource.value()).data).filter((data) => isMap(data));
}

function picked(tree: FileTree, files: readonly string[]): ReadonlyMap<string, string> {
  return new Map(files.map((file) => [file, tree.get(file) ?? ""]));
}

/** The clusters that the operator of an environment looks after: all of its Kubernetes cluster. */
function lookedAfter(
  environment: EnvironmentEntry | undefined,
  { overlays }: ResolvedFleet,
): readonly LookedAfter[] {
  return overlays.flatMap(({ environment: other, cluster, manifest }): readonly LookedAfter[] =>
    other.target === environment?.target && isCluster(manifest, cluster.name)
      ? [{ name: `${other.name}/${cluster.name}`, state: { cluster: manifest, objects: [] } }]
      : [],
  );
}

/** What changes of the operators of a fleet do, in the order of environments. Same files are not read. */
export async function changedOperators(
  committed: CommittedFiles,
  compiled: { readonly fleet: Fleet; readonly resolved: ResolvedFleet; readonly wholeTree: FileTree },
  { environment: chosen, cluster }: Selection,
): Promise<readonly OperatorPlan[]> {
  if (cluster !== undefined) return [];
  const { fleet, resolved, wholeTree } = compiled;
  const earlier = operatorFilesByEnvironment(committed.ids.keys());
  const current = operatorFilesByEnvironment(wholeTree.keys());
  const names = [...new Set([...earlier.keys(), ...current.keys()])].sort();
  const plans: OperatorPlan[] = [];
  for (const name of names) {
    const [old, now] = [earlier.get(name) ?? [], current.get(name) ?? []];
    const isSame =
      old.length === now.length &&
      now.every((file) => committed.ids.get(file) === blobId(wholeTree.get(file) ?? "", committed.hash));
    if (isSame || (chosen !== undefined && chosen !== name)) continue;
    const before = builtObjects(await committed.texts(old), name);
    const after = builtObjects(picked(wholeTree, now), name);
    const plan = operatorPlan(name, before, after, lookedAfter(fleet.environments.get(name), resolved));
    if (plan !== undefined) plans.push(plan);
  }
  return plans;
}

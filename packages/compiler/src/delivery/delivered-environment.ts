import { API_VERSION } from "@grampus/api";
import { build, isNativeNamespaced, memoryFileSystem } from "kustomize-ts";
import { toPlainData } from "../data/plain-copy.ts";
import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";
import type { EnvironmentEntry, Fleet } from "../definition/entries.ts";
import { operatorDirectory } from "../layout.ts";
import type { FileTree } from "../output/tree.ts";
import { groupOf } from "../resolve/manifests.ts";
import { overlayBaseDirectory } from "../resolve/overlay-base.ts";
import { retirementReason } from "../resolve/protection.ts";
import type { ResolvedFleet, ResolvedOverlay } from "../resolve/resolve.ts";
import type { DeliveredEnvironment, DeliveredObject } from "./delivered.ts";
import { needsOf } from "./needs.ts";

function delivered(object: PlainObject, namespace: PlainValue | undefined): DeliveredObject {
  const version = String(object.apiVersion);
  const kind = String(object.kind);
  return {
    group: groupOf(version),
    kind,
    isForeign: version !== API_VERSION && isNativeNamespaced(version, kind) === undefined,
    ...(typeof namespace === "string" ? { namespace } : {}),
  };
}

/** The objects of an environment's operator folder, as it builds. */
function operatorObjects(tree: FileTree, environment: string): readonly DeliveredObject[] {
  const directory = operatorDirectory(environment);
  if (!tree.has(`${directory}/kustomization.yaml`)) return [];
  const result = build(directory, { fs: memoryFileSystem(tree) });
  if (result.kind === "refused") return [];
  return result.resources.flatMap((resource) => {
    const object = toPlainData(resource.value()).data;
    if (!isMap(object)) return [];
    return [delivered(object, isMap(object.metadata) ? object.metadata.namespace : undefined)];
  });
}

function overlayObjects({ environment, manifest, manifests }: ResolvedOverlay): readonly DeliveredObject[] {
  return [manifest, ...manifests.map(({ value }) => value)]
    .filter(isMap)
    .map((object) => delivered(object, environment.namespace));
}

/** What of an environment is to be delivered. `tree` has the files of all operator folders. */
export function deliveredEnvironment(
  environment: EnvironmentEntry,
  { environments }: Fleet,
  { overlays }: ResolvedFleet,
  tree: FileTree,
): DeliveredEnvironment {
  const operator = operatorObjects(tree, environment.name);
  return {
    environment,
    clusters: overlays
      .filter((overlay) => overlay.environment === environment)
      .map((overlay) => ({
        name: overlay.cluster.name,
        base: overlayBaseDirectory(overlay),
        objects: overlayObjects(overlay),
        isRetired: retirementReason(overlay.manifest) !== undefined,
      })),
    hasOperator: operator.length > 0,
    operator,
    needs: needsOf(environment, [...environments.values()]),
  };
}

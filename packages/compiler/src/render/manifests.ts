import { isEqual, isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";
import { groupOf, identityKey, type ManifestObject, manifestIdentity } from "../resolve/manifests.ts";
import type { KustomizationInput } from "./kustomization.ts";
import { yamlFile } from "./kustomization.ts";

/** The folder in a base, an overlay or an operator folder that holds the manifests. */
export const MANIFESTS_FOLDER = "manifests";

type RenderedFile = readonly [file: string, text: string];
type PatchEntry = NonNullable<KustomizationInput["patches"]>[number];

/** What is written of an object: kustomize gives it its namespace, and drops labels and annotations that are empty. */
function writtenManifest(value: PlainValue): PlainObject {
  if (!isMap(value)) return {};
  const { metadata, ...rest } = value;
  if (!isMap(metadata)) return value;
  const { namespace: _, ...own } = metadata;
  const kept = Object.entries(own).filter(
    ([key, member]) =>
      !["labels", "annotations"].includes(key) || !isMap(member) || Object.keys(member).length > 0,
  );
  return { ...rest, metadata: Object.fromEntries(kept) };
}

/** The files of manifests, by path below their kustomization; several objects of one file are its documents. */
export function manifestFiles(source: string, objects: readonly ManifestObject[]): readonly RenderedFile[] {
  const byFile = new Map<string, PlainObject[]>();
  for (const { file, value } of objects) {
    const path = `${MANIFESTS_FOLDER}/${file}.yaml`;
    byFile.set(path, [...(byFile.get(path) ?? []), writtenManifest(value)]);
  }
  return [...byFile].map(([file, documents]) => [file, yamlFile(source, ...documents)]);
}

function pointer(path: readonly string[]): string {
  return path.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The operations of a JSON patch that turn one object into another: members are compared, lists replaced whole. */
function jsonPatch(
  before: PlainObject,
  after: PlainObject,
  path: readonly string[] = [],
): readonly PlainObject[] {
  const removed = Object.keys(before)
    .filter((key) => !Object.hasOwn(after, key))
    .map((key): PlainObject => ({ op: "remove", path: pointer([...path, key]) }));
  const set = Object.entries(after).flatMap(([key, value]): readonly PlainObject[] => {
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    const at = [...path, key];
    if (old === undefined) return [{ op: "add", path: pointer(at), value }];
    if (isEqual(old, value)) return [];
    return isMap(old) && isMap(value)
      ? jsonPatch(old, value, at)
      : [{ op: "replace", path: pointer(at), value }];
  });
  return [...removed, ...set];
}

function patchFile({ file, index }: ManifestObject): string {
  return `${MANIFESTS_FOLDER}/${file}.${index}.patch.yaml`;
}

function target({ value }: ManifestObject): PatchEntry["target"] {
  const { apiVersion = "", kind = "", name = "" } = manifestIdentity(value) ?? {};
  const group = groupOf(apiVersion);
  return {
    ...(group === "" ? {} : { group }),
    version: apiVersion.split("/").at(-1) ?? "",
    kind,
    name: name.replaceAll(".", "\\."),
  };
}

/** What an overlay does about the manifests of its base, and those it has of its own. */
export interface ManifestChanges {
  readonly files: readonly RenderedFile[];
  /** The files that are resources of the overlay. */
  readonly resources: readonly string[];
  readonly patches: readonly PatchEntry[];
}

/** How an overlay makes its manifests from those of its base: what is equal is the base's alone. */
export function manifestChanges(
  source: string,
  base: readonly ManifestObject[],
  overlay: readonly ManifestObject[],
): ManifestChanges {
  const keyOf = ({ value }: ManifestObject) => {
    const identity = manifestIdentity(value);
    return identity === undefined ? "" : `${identity.apiVersion} ${identityKey(identity)}`;
  };
  const below = new Map(base.map((object) => [keyOf(object), object]));
  const above = new Map(overlay.map((object) => [keyOf(object), object]));
  const own = manifestFiles(
    source,
    overlay.filter((object) => !below.has(keyOf(object))),
  );
  const files: RenderedFile[] = [...own];
  const patches: PatchEntry[] = [];
  for (const [key, before] of below) {
    const after = above.get(key);
    const { metadata, ...rest } = writtenManifest(before.value);
    if (after === undefined) {
      const { apiVersion = "", kind = "" } = rest;
      const name = isMap(metadata) ? metadata.name : undefined;
      const removal = { apiVersion, kind, metadata: { name: name ?? "" }, $patch: "delete" };
      files.push([patchFile(before), yamlFile(source, removal)]);
      patches.push({ path: patchFile(before) });
      continue;
    }
    const operations = jsonPatch(writtenManifest(before.value), writtenManifest(after.value));
    if (operations.length === 0) continue;
    files.push([patchFile(before), yamlFile(source, operations)]);
    const chosen = target(before);
    patches.push(
      chosen === undefined ? { path: patchFile(before) } : { path: patchFile(before), target: chosen },
    );
  }
  return { files, resources: own.map(([file]) => file), patches };
}

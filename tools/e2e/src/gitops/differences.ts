import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { expectThat } from "../e2e-fault.ts";
import type { Kube } from "../kube.ts";

/** A field in which the cluster differs from what Git says. */
export interface Difference {
  readonly object: string;
  readonly path: string;
  readonly git: string;
  readonly live: string;
}

/** What was compared, and what differs. */
export interface Compared {
  readonly objects: number;
  readonly fields: number;
  readonly differences: readonly Difference[];
}

/** The same, and the version of each object that was looked at, of those alone that Git says. */
export interface ComparedObjects extends Compared {
  readonly versions: ReadonlyMap<string, string>;
}

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Leaves of a value by their path. An empty list or map has none: the API server leaves it out where it may be absent. */
function leaves(value: unknown, path: string): readonly (readonly [path: string, text: string])[] {
  if (!isTree(value)) return [[path, JSON.stringify(value) ?? "nothing"]];
  return Object.entries(value).flatMap(([key, below]) =>
    leaves(below, `${path}/${key.replaceAll("/", "~1")}`),
  );
}

/** Fields that Git says and the cluster has otherwise or not at all; what the cluster has besides is no difference. */
export function differingFields(git: unknown, live: unknown): Omit<Compared, "objects"> {
  const found = new Map(leaves(live, ""));
  const wanted = leaves(git, "");
  const name = isTree(git) && isTree(git.metadata) ? `${git.kind}/${git.metadata.name}` : "";
  return {
    fields: wanted.length,
    differences: wanted.flatMap(([path, text]) => {
      const has = found.get(path) ?? "nothing";
      return has === text ? [] : [{ object: name, path, git: text, live: has }];
    }),
  };
}

interface Live {
  readonly metadata: { readonly resourceVersion: string };
}

/** Folders of the fleet that controllers sync. */
function syncedFolders(root: string): readonly string[] {
  return readdirSync(join(root, "environments")).flatMap((environment) => {
    const folder = join(root, "environments", environment);
    const clusters = readdirSync(folder).includes("clusters") ? readdirSync(join(folder, "clusters")) : [];
    return [
      join(folder, "operator"),
      join(folder, "gitops"),
      ...clusters.map((name) => join(folder, "clusters", name)),
    ];
  });
}

async function liveObject(kube: Kube, manifest: Manifest): Promise<Live> {
  const { apiVersion, kind, metadata } = manifest;
  const [group = "", version] = apiVersion.includes("/") ? apiVersion.split("/") : ["", apiVersion];
  const type = group === "" ? kind : `${kind}.${version}.${group}`;
  const where = metadata.namespace === undefined ? [] : ["-n", metadata.namespace];
  const text = await kube.run("get", type, metadata.name, ...where, "-o", "json");
  return JSON.parse(text);
}

/** Compares every field of every object that the fleet's work tree says, as kubectl's own kustomize builds it, with the cluster. */
export async function compareWithGit(kube: Kube, root: string): Promise<ComparedObjects> {
  const manifests = new Map<string, Manifest>();
  for (const folder of syncedFolders(root)) {
    for (const document of parseAllDocuments(await kube.run("kustomize", folder))) {
      const manifest: Manifest = document.toJS();
      const { namespace = "", name } = manifest.metadata;
      manifests.set([manifest.apiVersion, manifest.kind, namespace, name].join(" "), manifest);
    }
  }
  expectThat(manifests.size > 0, "the fleet has no objects to compare");
  const compared: Omit<Compared, "objects">[] = [];
  const versions = new Map<string, string>();
  for (const [key, manifest] of manifests) {
    const live = await liveObject(kube, manifest);
    versions.set(key, live.metadata.resourceVersion);
    compared.push(differingFields(manifest, live));
  }
  return {
    objects: compared.length,
    fields: compared.reduce((sum, { fields }) => sum + fields, 0),
    differences: compared.flatMap(({ differences }) => differences),
    versions,
  };
}

/** Objects that were written between two looks, those aside that sync: the tools note in these when they looked. */
export function writtenBetween(before: ComparedObjects, after: ComparedObjects): readonly string[] {
  return [...after.versions]
    .filter(([object, version]) => before.versions.get(object) !== version)
    .map(([object]) => object)
    .filter((object) => !/^\S*(\.toolkit\.fluxcd\.io|argoproj\.io)\//.test(object));
}

import { lstatSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";
import { yamlObjects } from "../data/yaml-objects.ts";
import { fileFault, systemErrorCode } from "../fault.ts";
import type { Finding } from "../findings/finding.ts";
import { definitionFile, releaseDirectory, releasesDirectory } from "../layout.ts";
import { checksumDifference, releaseDigest } from "./checksums.ts";
import { mergeConflict } from "./conflict.ts";
import { releaseCodes } from "./diagnostics.ts";
import { jsonText } from "./json-text.ts";
import {
  CHECKSUMS,
  DEFINITION_DATA,
  RELEASE_FORMAT,
  type Release,
  type ReleasedManifest,
  SETTINGS_FIELD,
} from "./release.ts";
import { releaseNumbers } from "./release-numbers.ts";

/** What a folder of a release holds. */
export type ReleaseRead =
  | { readonly kind: "release"; readonly release: Release }
  | { readonly kind: "missing" }
  | { readonly kind: "wrong"; readonly finding: Finding };

interface ReleaseFolder {
  readonly cluster: string;
  readonly number: number;
  readonly directory: string;
}

/** What stands where a folder of releases has to be: `releases` or the release itself. */
function notAFolder(root: string, { cluster, directory }: ReleaseFolder): string | undefined {
  return [releasesDirectory(cluster), directory].find((folder) => {
    try {
      return lstatSync(path.join(root, folder), { throwIfNoEntry: false })?.isDirectory() === false;
    } catch (error) {
      if (systemErrorCode(error) === "ENOTDIR") return false;
      throw fileFault("cannot-read", folder, error);
    }
  });
}

/** The files of a release by path in its folder; undefined when there is none. A name with a dot before it is no part. */
function releaseFiles(root: string, directory: string): ReadonlyMap<string, string> | undefined {
  const absolute = path.join(root, directory);
  try {
    const entries = readdirSync(absolute, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
      .map((entry) =>
        path.relative(absolute, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"),
      )
      .sort();
    return new Map(files.map((file) => [file, readFileSync(path.join(absolute, file), "utf8")]));
  } catch (error) {
    const system = systemErrorCode(error);
    if (system === "ENOENT" || system === "ENOTDIR") return undefined;
    throw fileFault("cannot-read", directory, error);
  }
}

function wrong(diagnostic: Finding["diagnostic"], file: string, line = 1, column = 1): ReleaseRead {
  return { kind: "wrong", finding: { diagnostic: { ...diagnostic, source: { file, line, column } } } };
}

function bringBack({ directory, cluster }: ReleaseFolder): string {
  return `bring it back with git checkout HEAD -- ${directory}; a change goes into ${definitionFile("cluster", cluster)}, then grampus release ${cluster}`;
}

/** What is wrong with the texts of a release's files before anyone looks at what they say. */
function textProblem(
  root: string,
  folder: ReleaseFolder,
  files: ReadonlyMap<string, string>,
): ReleaseRead | undefined {
  const { cluster, number: release, directory } = folder;
  for (const [name, text] of files) {
    const conflict = mergeConflict(text);
    if (conflict === undefined) continue;
    const file = `${directory}/${name}`;
    const hint = `two branches cut release ${release}: keep theirs with git checkout --theirs -- ${directory} (or --ours), then cut your own anew with grampus release ${cluster}`;
    return wrong(releaseCodes.create("conflict", { file }, { hint }), file, conflict.line);
  }
  const checksums = files.get(CHECKSUMS);
  if (checksums === undefined) {
    const isNewest = releaseNumbers(root, cluster).at(-1) === release;
    const hint = isNewest
      ? `grampus release ${cluster} writes it anew; or remove it: git clean -fd ${directory}`
      : `bring it back with git checkout HEAD -- ${directory}; where nobody needs it, grampus releases --prune removes the rest`;
    return wrong(releaseCodes.create("unfinished", { cluster, release }, { hint }), directory);
  }
  const others = new Map([...files].filter(([name]) => name !== CHECKSUMS));
  const difference = checksumDifference(checksums, others);
  if (difference === undefined) return undefined;
  const { file: name, problem } = difference;
  const file = `${directory}/${name}`;
  const unix = new Map([...others].map(([other, text]) => [other, text.replaceAll("\r\n", "\n")]));
  if (checksumDifference(checksums.replaceAll("\r\n", "\n"), unix) === undefined) {
    return wrong(releaseCodes.create("line-endings", { directory, file }), file);
  }
  const occurrence = { hint: bringBack(folder) };
  return wrong(releaseCodes.create("edited", { file, cluster, release, problem }, occurrence), file);
}

/** The objects of the manifests of a release's base, in the order of their files. */
function releasedManifests(files: ReadonlyMap<string, string>): readonly ReleasedManifest[] {
  return [...files.keys()].sort().flatMap((name) => {
    const [, file] = /^manifests\/(.*)\.yaml$/.exec(name) ?? [];
    if (file === undefined) return [];
    return yamlObjects(files.get(name) ?? "").map((value, index) => ({ file, index, value }));
  });
}

function readDefinition(
  folder: ReleaseFolder,
  text: string,
): { readonly kind: "settings"; readonly settings: PlainObject } | ReleaseRead {
  const { cluster, number: release, directory } = folder;
  const file = `${directory}/${DEFINITION_DATA}`;
  const unreadable = (problem: string, line = 1, column = 1) =>
    wrong(
      releaseCodes.create("unreadable", { file, problem }, { hint: bringBack(folder) }),
      file,
      line,
      column,
    );
  const json = jsonText(text);
  if (json.kind === "malformed") return unreadable(json.message, json.line, json.column);
  const data: PlainValue = json.data;
  if (!isMap(data)) return unreadable("it is no object");
  if (data.format !== RELEASE_FORMAT) {
    return wrong(
      releaseCodes.create("newer-format", { cluster, release, format: JSON.stringify(data.format ?? null) }),
      file,
    );
  }
  const settings = data[SETTINGS_FIELD];
  if (!isMap(settings) || settings.name !== cluster) return unreadable(`it is not of ${cluster}`);
  return { kind: "settings", settings };
}

/** Reads a release, whose files have to be those that its digests name. */
export function readRelease(root: string, cluster: string, number: number): ReleaseRead {
  const directory = releaseDirectory(cluster, number);
  const folder = { cluster, number, directory };
  const other = notAFolder(root, folder);
  if (other !== undefined) {
    const hint = `remove it: git rm -r --cached ${other}, then rm ${other}; grampus release ${cluster} cuts what the definition says`;
    return wrong(releaseCodes.create("not-a-folder", { file: other }, { hint }), other);
  }
  const files = releaseFiles(root, directory);
  if (files === undefined || files.size === 0) return { kind: "missing" };
  const problem = textProblem(root, folder, files);
  if (problem !== undefined) return problem;
  const read = readDefinition(folder, files.get(DEFINITION_DATA) ?? "");
  if (read.kind !== "settings") return read;
  const [manifest] = yamlObjects(files.get("cluster.yaml") ?? "");
  if (manifest === undefined) {
    const file = `${directory}/cluster.yaml`;
    const occurrence = { hint: bringBack(folder) };
    return wrong(
      releaseCodes.create("unreadable", { file, problem: "it holds no Cluster" }, occurrence),
      file,
    );
  }
  const release: Release = {
    ...folder,
    digest: releaseDigest(files.get(CHECKSUMS) ?? ""),
    settings: read.settings,
    files: new Map([...files].map(([name, text]) => [`${directory}/${name}`, text])),
    manifest,
    manifests: releasedManifests(files),
  };
  return { kind: "release", release };
}

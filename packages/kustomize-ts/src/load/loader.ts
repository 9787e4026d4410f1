import type { Occurrence } from "@grampus/diagnostics";
import { refuse } from "../refusal.ts";
import type { BuildCache } from "./cache.ts";
import {
  directoryOf,
  type FileContent,
  isWithin,
  type ReadOnlyFileSystem,
  resolvePath,
} from "./file-system.ts";

/** Whether files may be loaded from outside the directory of the kustomization that names them. */
export type LoadRestrictor = "rootOnly" | "none";

/** Reads the files that the kustomization in one directory names. */
export interface Loader {
  readonly fs: ReadOnlyFileSystem;
  readonly cache: BuildCache;
  readonly restrictor: LoadRestrictor;
  /** The directory of the kustomization, from the file system's root. */
  readonly root: string;
  /** The directories of the kustomizations that led here, nearest last. */
  readonly ancestors: readonly string[];
}

/** A file that was asked for. */
export type LoadedFile =
  | { readonly kind: "file"; readonly path: string; readonly content: FileContent }
  | { readonly kind: "missing"; readonly path: string };

const REMOTE =
  /^(https?|ssh|git|file|oci):\/\/|^git@|^git::|^[\w.-]+@[\w.-]+:|^(github|gitlab|bitbucket)\.(com|org)[:/]/i;

/** Whether a path names something on another machine, by URL or by the short forms of Git hosts. */
export function isRemotePath(path: string): boolean {
  return REMOTE.test(path) || /(^|\/)_git\//.test(path) || /\.git(\/|\?|$)/.test(path);
}

export function refuseRemote(path: string, occurrence: Occurrence): never {
  return refuse(
    "unsupported-feature",
    { subject: `the remote resource ${path}` },
    { ...occurrence, found: path, hint: "copy it into the repository: nothing is loaded over the network" },
  );
}

function realPath(fs: ReadOnlyFileSystem, path: string): string {
  return fs.realPath?.(path) ?? path;
}

/** Reads a file named in the kustomization. Refuses remote files and those outside the allowed directory. */
export function loadFile(loader: Loader, path: string, occurrence: Occurrence): LoadedFile {
  if (/^https?:\/\//i.test(path)) refuseRemote(path, occurrence);
  const resolved = resolvePath(loader.root, path);
  if (resolved === undefined) return { kind: "missing", path };
  const content = loader.fs.readFile(resolved);
  if (content === undefined) return { kind: "missing", path: resolved };
  if (
    loader.restrictor === "rootOnly" &&
    !isWithin(directoryOf(realPath(loader.fs, resolved)), loader.root)
  ) {
    refuse(
      "outside-root",
      { subject: path },
      { ...occurrence, found: resolved, allowed: `files in ${loader.root || "."}` },
    );
  }
  return { kind: "file", path: resolved, content };
}

/** The same for a file that has to be there. */
export function requireFile(
  loader: Loader,
  path: string,
  occurrence: Occurrence,
): { readonly path: string; readonly content: FileContent } {
  const loaded = loadFile(loader, path, occurrence);
  if (loaded.kind === "file") return loaded;
  return refuse("missing-file", { subject: path }, { ...occurrence, found: loaded.path });
}

/** The same for a file that has to be text. */
export function requireText(
  loader: Loader,
  path: string,
  occurrence: Occurrence,
): { readonly path: string; readonly text: string } {
  const { path: resolved, content } = requireFile(loader, path, occurrence);
  if (typeof content === "string") return { path: resolved, text: content };
  return refuse(
    "invalid-yaml",
    { reason: "the file is not UTF-8 text" },
    { ...occurrence, source: { file: resolved, line: 1, column: 1 } },
  );
}

/** A loader for the kustomization in another directory. Refuses what leads back here. */
export function loaderFor(loader: Loader, path: string, occurrence: Occurrence): Loader | undefined {
  if (path.startsWith("/")) {
    refuse(
      "invalid-kustomization",
      { reason: "a directory is named by an absolute path" },
      { ...occurrence, found: path },
    );
  }
  const resolved = resolvePath(loader.root, path);
  if (resolved === undefined || !loader.fs.isDirectory(resolved)) return undefined;
  const root = realPath(loader.fs, resolved);
  const visited = [...loader.ancestors, loader.root];
  const repeated = visited.findLast((directory) => isWithin(directory, root));
  if (repeated !== undefined) {
    refuse(
      "cycle",
      { subject: path || "an empty path" },
      {
        ...occurrence,
        found: root || ".",
        hint: `it contains ${repeated || "."}, which is being built: ${[...visited, root].map((directory) => directory || ".").join(" -> ")}`,
      },
    );
  }
  return { ...loader, root, ancestors: visited };
}

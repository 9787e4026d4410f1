/** Content of a file: text where it is UTF-8, bytes where it is not. */
export type FileContent = string | Uint8Array;

/**
 * What a build reads from: a disk, memory, a Git tree. Paths are relative to its root, with `/` and without `.` and
 * `..`; the root itself is the empty path. A file system does not change while a build or a cache uses it.
 */
export interface ReadOnlyFileSystem {
  /** The content of a file, through links; `undefined` when there is no such file. */
  readFile(path: string): FileContent | undefined;
  isDirectory(path: string): boolean;
  /** The path behind symbolic links; `undefined` when nothing is there. Without links it is not needed. */
  realPath?(path: string): string | undefined;
}

/** An empty, `.` or `..` segment, or a `/` at an end. */
const ODD_SEGMENT = /(?:^|\/)\.{0,2}(?:\/|$)/;

/** Resolves a path as written in a file of a directory; `undefined` when it leaves the file system's root. */
export function resolvePath(directory: string, path: string): string | undefined {
  let base = directory;
  let start = 0;
  for (; base !== "" && path.startsWith("../", start); start += 3) base = directoryOf(base);
  const rest = start === 0 ? path : path.slice(start);
  if (ODD_SEGMENT.test(rest)) return resolveSegments(directory, path);
  return base === "" ? rest : `${base}/${rest}`;
}

function resolveSegments(directory: string, path: string): string | undefined {
  const segments = path.startsWith("/") || directory === "" ? [] : directory.split("/");
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join("/");
}

/** Whether a path lies in a directory or is that directory. */
export function isWithin(path: string, directory: string): boolean {
  return directory === "" || path === directory || path.startsWith(`${directory}/`);
}

/** The directory a path lies in. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "" : path.slice(0, slash);
}

/** A file system in memory. Keys are paths from its root; a leading `/` or `./` does not matter. */
export function memoryFileSystem(
  files: ReadonlyMap<string, FileContent> | Readonly<Record<string, FileContent>>,
): ReadOnlyFileSystem {
  const entries: Iterable<readonly [string, FileContent]> =
    files instanceof Map ? files : Object.entries(files);
  const contents = new Map<string, FileContent>();
  const directories = new Set<string>([""]);
  for (const [name, content] of entries) {
    const path = resolvePath("", name);
    if (path === undefined || path === "") continue;
    contents.set(path, content);
    let directory = directoryOf(path);
    while (!directories.has(directory)) {
      directories.add(directory);
      directory = directoryOf(directory);
    }
  }
  return {
    readFile: (path) => contents.get(path),
    isDirectory: (path) => directories.has(path),
  };
}

import { readFileSync, realpathSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { ReadOnlyFileSystem } from "../load/file-system.ts";
import { fileContent } from "./file-content.ts";

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR" || code === "ELOOP";
}

function unlessMissing<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * The files under a directory of the disk. What lies outside it cannot be reached, also not through links. A file that
 * cannot be read (permission, I/O) throws the error of `node:fs`.
 */
export function diskFileSystem(root: string): ReadOnlyFileSystem {
  const base = realpathSync(resolve(root));
  const within = (path: string): string | undefined => {
    const real = unlessMissing(() => realpathSync(join(base, path)));
    if (real === undefined || real === base || base === sep) return real;
    return real.startsWith(base + sep) ? real : undefined;
  };
  return {
    readFile(path) {
      const real = within(path);
      return real === undefined ? undefined : unlessMissing(() => fileContent(readFileSync(real)));
    },
    isDirectory(path) {
      const real = within(path);
      return real !== undefined && statSync(real).isDirectory();
    },
    realPath(path) {
      const real = within(path);
      return real === undefined ? undefined : relative(base, real).split(sep).join("/");
    },
  };
}

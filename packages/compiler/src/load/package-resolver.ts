import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Finds the entry of a package, such as `@grampus/dsl`; undefined when it is not installed. */
export type PackageResolver = (specifier: string) => string | undefined;

function resolvedFrom(directory: string, specifier: string): string | undefined {
  try {
    return createRequire(path.join(directory, "package.json")).resolve(specifier);
  } catch {
    return undefined;
  }
}

/** Whether the fleet has a package installed itself. */
export function isInstalledIn(root: string, specifier: string): boolean {
  return resolvedFrom(root, specifier) !== undefined;
}

/** Finds Grampus packages as the fleet installed them, or else as the compiler itself did. */
export function packageResolver(root: string): PackageResolver {
  const own = path.dirname(fileURLToPath(import.meta.url));
  return (specifier) => resolvedFrom(root, specifier) ?? resolvedFrom(own, specifier);
}

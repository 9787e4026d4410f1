import { realpathSync, statSync } from "node:fs";
import path from "node:path";
import type { PartialMessage, Plugin } from "esbuild";

/** What the allow-list found wrong with an import; esbuild adds the place. */
export interface RefusedImport {
  readonly kind: "refused-import";
  readonly reason: "not-allowed" | "not-found";
  readonly specifier: string;
  readonly allowed: string;
}

/** Finds the file of a Grampus package, such as `@grampus/dsl`; undefined when it is not installed. */
export type PackageResolver = (specifier: string) => string | undefined;

/** What the message of an import may say is allowed. */
export const ALLOWED_IMPORTS = 'relative .ts and .json files of the fleet, and "@grampus/dsl"';

const GRAMPUS_PACKAGE = /^@grampus\/dsl(\/[a-z-]+)?$/;

function refusal(reason: RefusedImport["reason"], specifier: string): PartialMessage {
  const detail: RefusedImport = { kind: "refused-import", reason, specifier, allowed: ALLOWED_IMPORTS };
  return { text: reason, detail };
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

function isInside(root: string, file: string): boolean {
  const relative = path.relative(root, file);
  return (
    relative !== "" &&
    !relative.startsWith(`..${path.sep}`) &&
    relative !== ".." &&
    !path.isAbsolute(relative)
  );
}

/** The folder of the package a file belongs to: the nearest one upwards with a package.json. */
function packageFolder(file: string): string {
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if (isFile(path.join(folder, "package.json"))) return folder;
  }
  return path.dirname(file);
}

/**
 * An esbuild plugin that lets definitions import only files below the root that are not in `node_modules`, and
 * `@grampus/dsl`. What that package imports itself is resolved as usual.
 */
export function allowListPlugin(root: string, resolvePackage: PackageResolver): Plugin {
  const realRoot = realpathSync(root);
  const trustedFolders = new Set<string>();
  const isTrusted = (importer: string) => [...trustedFolders].some((folder) => isInside(folder, importer));
  return {
    name: "grampus-allow-list",
    setup(build) {
      build.onResolve({ filter: /.*/ }, (args) => {
        if (GRAMPUS_PACKAGE.test(args.path)) {
          const resolved = resolvePackage(args.path);
          if (resolved === undefined) return { errors: [refusal("not-found", args.path)] };
          const file = realpathSync(resolved);
          trustedFolders.add(packageFolder(file));
          return { path: file };
        }
        if (isTrusted(args.importer)) return undefined;
        if (!args.path.startsWith("./") && !args.path.startsWith("../")) {
          return { errors: [refusal("not-allowed", args.path)] };
        }
        const file = path.resolve(args.resolveDir, args.path);
        if (!isFile(file)) return { errors: [refusal("not-found", args.path)] };
        const real = realpathSync(file);
        const isDefinition = isInside(realRoot, real) && !real.split(path.sep).includes("node_modules");
        const isReadable = real.endsWith(".ts") || real.endsWith(".json");
        return isDefinition && isReadable ? { path: real } : { errors: [refusal("not-allowed", args.path)] };
      });
    },
  };
}

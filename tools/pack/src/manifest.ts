/** The parts of a package.json that packing reads or changes. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Where a package comes from, for the registry's page: the root's own fields. */
export interface Origin {
  readonly repository?: unknown;
  readonly homepage?: string;
}

/**
 * The Node.js that published packages run on. The workspaces do not say it themselves: npm compares it with the Node.js
 * that runs npm, and the sources run on the one that the lockfile brings.
 */
export const ENGINES = { node: ">=22.19" } as const;

type PackedTarget = string | { readonly types: string; readonly default: string };

const SOURCE = /^\.\/src\/(.+)\.ts$/;

function packedTarget(target: string): PackedTarget {
  const [, module] = SOURCE.exec(target) ?? [];
  return module === undefined ? target : { types: `./dist/${module}.d.ts`, default: `./dist/${module}.js` };
}

function packedExports(exports: Readonly<Record<string, string>>): Readonly<Record<string, PackedTarget>> {
  const published = Object.entries(exports).filter(([, target]) => !target.includes("/testing/"));
  const packed = published.map(([subPath, target]) => [subPath, packedTarget(target)] as const);
  return Object.fromEntries([...packed, ["./package.json", "./package.json"]]);
}

/** The manifest of a library as it is published: modules from `dist`, nothing that only the workspace needs. */
export function libraryManifest(manifest: Manifest, origin: Origin): object {
  const { scripts: _scripts, devDependencies: _development, exports = {}, ...kept } = manifest;
  return {
    ...kept,
    ...origin,
    engines: ENGINES,
    exports: packedExports(exports),
    files: manifest.bin === undefined ? ["dist"] : ["bin", "dist"],
  };
}

/** The manifest of a bundled command: its launcher, its bundle, and only the dependencies that stayed outside. */
export function commandManifest(
  manifest: Manifest,
  origin: Origin,
  dependencies: Readonly<Record<string, string>>,
): object {
  const { scripts: _scripts, devDependencies: _development, exports: _exports, ...kept } = manifest;
  return {
    ...kept,
    ...origin,
    engines: ENGINES,
    exports: { "./package.json": "./package.json" },
    files: ["bin", "dist"],
    dependencies,
  };
}

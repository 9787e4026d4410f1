import { build } from "esbuild";

/** What a bundled command still imports from its dependencies: native binaries, and code too large to read at start. */
export const EXTERNAL: readonly string[] = ["esbuild", "ts-morph", "typescript"];

// CommonJS modules inside the bundle ask for Node's modules by `require`.
const BANNER = `import { createRequire as createRequireOfBundle } from "node:module";
const require = createRequireOfBundle(import.meta.url);`;

/** Bundles a command's entry and all of our packages it imports to one file. */
export async function bundleCommand(root: string, entry: string, outfile: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node22",
    external: [...EXTERNAL],
    banner: { js: BANNER },
    minifySyntax: true,
    minifyWhitespace: true,
    keepNames: false,
    legalComments: "inline",
    logLevel: "warning",
  });
}

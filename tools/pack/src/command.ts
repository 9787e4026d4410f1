import { build } from "esbuild";

/** What a bundled command leaves to its dependencies: programs with native binaries. */
export const EXTERNAL: readonly string[] = ["esbuild", "typescript"];

// CommonJS modules inside the bundle ask for Node's modules by `require`, and for their own place.
const BANNER = `import { createRequire as createRequireOfBundle } from "node:module";
const require = createRequireOfBundle(import.meta.url);
const { filename: __filename, dirname: __dirname } = import.meta;`;

/**
 * Bundles a command's entry and everything it imports to one file, and what it imports only when needed to chunks
 * beside it. One file for all of it would read every import at start: `--help` took 300 ms instead of 65.
 */
export async function bundleCommand(
  root: string,
  entry: string,
  name: string,
  outdir: string,
): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: { [name]: entry },
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node22",
    external: [...EXTERNAL],
    banner: { js: BANNER },
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "inline",
    logLevel: "warning",
  });
}

import { build, type Plugin } from "esbuild";

/**
 * Leaves out the parts of client-node that nothing imports, which is nearly all of it: a class for each kind of the API.
 * Its package does not say that importing a module of it does nothing else; the modules that are left show it.
 */
const unusedModules: Plugin = {
  name: "unused-modules",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^@kubernetes\/client-node$|^\.{1,2}\// }, async (asked) => {
      if (asked.pluginData === "resolving") return undefined;
      const { importer, kind, resolveDir } = asked;
      const found = await resolve(asked.path, { importer, kind, resolveDir, pluginData: "resolving" });
      return found.path.includes("/@kubernetes/client-node/") ? { ...found, sideEffects: false } : found;
    });
  },
};

/**
 * Options of Node with which the bundle is started. Much is read and little kept: V8 would let the heap grow to several
 * times of what is in use before it looks, and nursery pages alone would be half of a small fleet's memory.
 */
export const NODE_OPTIONS: readonly string[] = ["--max-semi-space-size=2", "--heap-growing-percent=25"];

/**
 * Makes one file of a program: importing client-node from its own files takes half a second, and the image needs no
 * node_modules.
 */
export async function bundleProgram(program: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [program],
    outfile,
    bundle: true,
    platform: "node",
    target: "node24",
    format: "cjs",
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "linked",
    logLevel: "warning",
    plugins: [unusedModules],
  });
}

import { build } from "esbuild";

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
    legalComments: "linked",
    logLevel: "warning",
  });
}

import { build } from "esbuild";

// One file: importing client-node from its own files takes half a second, and the image needs no node_modules.
await build({
  entryPoints: ["src/main.ts"],
  outfile: "dist/operator.cjs",
  bundle: true,
  platform: "node",
  target: "node24",
  format: "cjs",
  minifySyntax: true,
  legalComments: "linked",
  logLevel: "warning",
});

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { commandManifest, ENGINES, libraryManifest } from "./manifest.ts";

const library = {
  name: "kustomize-ts",
  version: "0.1.0",
  exports: {
    ".": "./src/index.ts",
    "./node": "./src/node/index.ts",
    "./testing": "./src/testing/index.ts",
    "./schema.json": "./schema.json",
  },
  bin: { "kustomize-ts": "./bin/kustomize-ts.mjs" },
  scripts: { test: "vitest run" },
  dependencies: { yaml: "^2.9.1" },
  devDependencies: { vitest: "^5.1.1" },
};

test("a library's modules come from dist, and what only the workspace needs is gone", () => {
  expect(libraryManifest(library, { homepage: "https://example.com" })).toEqual({
    name: "kustomize-ts",
    version: "0.1.0",
    homepage: "https://example.com",
    engines: { node: ">=22.19" },
    bin: { "kustomize-ts": "./bin/kustomize-ts.mjs" },
    exports: {
      ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
      "./node": { types: "./dist/node/index.d.ts", default: "./dist/node/index.js" },
      "./schema.json": "./schema.json",
      "./package.json": "./package.json",
    },
    files: ["bin", "dist"],
    dependencies: { yaml: "^2.9.1" },
  });
});

test("a library without a command has only its modules", () => {
  const { bin: _, ...silent } = library;
  expect(libraryManifest(silent, {})).toMatchObject({ files: ["dist"] });
});

test("a command has its launcher, its bundle, and what stayed outside of it", () => {
  const command = {
    name: "grampus",
    version: "0.1.0",
    bin: { grampus: "./bin/grampus.mjs" },
    exports: { ".": "./src/index.ts" },
    dependencies: { "@grampus/compiler": "0.1.0" },
  };
  expect(commandManifest(command, {}, { esbuild: "^0.28.2" })).toEqual({
    name: "grampus",
    version: "0.1.0",
    engines: { node: ">=22.19" },
    bin: { grampus: "./bin/grampus.mjs" },
    exports: { "./package.json": "./package.json" },
    files: ["bin", "dist"],
    dependencies: { esbuild: "^0.28.2" },
  });
});

test("the launcher of grampus refuses what its package says it does not run on", () => {
  const launcher = readFileSync(new URL("../../../packages/cli/bin/grampus.mjs", import.meta.url), "utf8");
  const [, major, minor] = /^const OLDEST = \[(\d+), (\d+)\];$/m.exec(launcher) ?? [];
  expect(`>=${major}.${minor}`).toBe(ENGINES.node);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { build } from "./accumulate/build.ts";
import { memoryFileSystem } from "./load/file-system.ts";
import { layoutTree, textTree } from "./testing/arbitrary-text.ts";
import { dataTree, kustomizeTree } from "./testing/arbitrary-tree.ts";
import type { CorpusCase } from "./testing/corpus-case.ts";
import { referenceOutput, referencePath } from "./testing/reference.ts";

const binary = referencePath();
/** Trees per law; `KUSTOMIZE_TREES=5000` for a long run. */
const RUNS = Number(process.env.KUSTOMIZE_TREES ?? 40);

function ourOutput({ files, directory = "" }: CorpusCase): string | undefined {
  const result = build(directory, { fs: memoryFileSystem(files) });
  return result.kind === "built" ? result.yaml() : undefined;
}

/** The reference writes some keys in random order; asked this often it has shown whether it does. */
const ATTEMPTS = 8;

function expectSame(tree: CorpusCase): void {
  const ask = () => referenceOutput(binary ?? "", tree);
  const [ours, theirs] = [ourOutput(tree), ask()];
  if (ours !== theirs) fc.pre(Array.from({ length: ATTEMPTS }, ask).every((other) => other === theirs));
  expect(ours).toBe(theirs);
}

describe.skipIf(binary === undefined)("a random tree gives what the reference gives", () => {
  test("of any resources, layers and fields", () => {
    fc.assert(fc.property(kustomizeTree(), expectSame), { numRuns: RUNS });
  });

  test("of any text in a ConfigMap, with a value replaced in it", () => {
    fc.assert(fc.property(textTree(), expectSame), { numRuns: RUNS });
  });

  test("of any layout of a resource", () => {
    fc.assert(fc.property(layoutTree(), expectSame), { numRuns: RUNS });
  });

  test("of any data, patched by any data", () => {
    fc.assert(fc.property(dataTree(), expectSame), { numRuns: RUNS });
  });
});

import { describe, expect, test } from "vitest";
import { build, compareBuild } from "./accumulate/build.ts";
import { BuildCache } from "./load/cache.ts";
import { memoryFileSystem } from "./load/file-system.ts";
import { CORPUS } from "./testing/cases/all.ts";
import type { CorpusCase } from "./testing/corpus-case.ts";
import { committedExpectation, expectationOf } from "./testing/expectation.ts";

function buildCase({ files, directory = "" }: CorpusCase) {
  return build(directory, { fs: memoryFileSystem(files) });
}

function refusalText(corpusCase: CorpusCase): string {
  const result = buildCase(corpusCase);
  if (result.kind === "built") return "built";
  return result.diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ code, message, source, path, found, allowed, hint }) =>
      [
        `${code}: ${message}`,
        source && `at ${source.file}:${source.line}`,
        path && `path: ${path}`,
        found && `found: ${found}`,
        allowed && `allowed: ${allowed}`,
        hint && `hint: ${hint}`,
      ]
        .filter(Boolean)
        .join("\n  "),
    )
    .join("\n");
}

test("the corpus has at least 300 cases with names of their own", () => {
  expect(new Set(CORPUS.map(({ name }) => name)).size).toBe(CORPUS.length);
  expect(CORPUS.length).toBeGreaterThanOrEqual(300);
});

describe("every case of the corpus gives the bytes of the reference", () => {
  test.each(CORPUS.map((corpusCase) => [corpusCase.name, corpusCase] as const))("%s", (name, corpusCase) => {
    const result = buildCase(corpusCase);
    const outcome = expectationOf(name, result.kind === "built" ? result.yaml() : undefined);
    expect(outcome).toEqual(committedExpectation(name));
  });
});

test("a case is equal to its own objects, and to no others; what is refused is refused as before", () => {
  for (const corpusCase of CORPUS) {
    const { name, files, directory = "" } = corpusCase;
    const options = { fs: memoryFileSystem(files), cache: new BuildCache() };
    const result = build(directory, options);
    if (result.kind === "refused") {
      expect(compareBuild(directory, [], options), name).toEqual(result);
      continue;
    }
    const objects = result.resources.map((resource) => resource.value());
    const { diagnostics } = result;
    expect(compareBuild(directory, objects, options), name).toEqual({
      kind: "compared",
      isEqual: true,
      diagnostics,
    });
    const [first, ...rest] = objects;
    const others = [[...objects, { kind: "Other" }]];
    if (first !== undefined) others.push(rest, [{ ...Object(first), other: 1 }, ...rest]);
    for (const other of others) {
      expect(compareBuild(directory, other, options), name).toMatchObject({ isEqual: false });
    }
  }
});

test("every refusal says what is wrong, where, and what to do", () => {
  const refused = CORPUS.filter(({ name }) => {
    const expectation = committedExpectation(name);
    return expectation !== undefined && "refused" in expectation;
  });
  const messages = refused.map((corpusCase) => `## ${corpusCase.name}\n${refusalText(corpusCase)}`);
  expect(messages.join("\n\n")).toMatchSnapshot();
});

import { type Node, nodeValue, readDocuments, requireWritable, UnwritableNode } from "go-yaml-ts";
import { readerAnswers } from "go-yaml-ts/testing";
import { expect, test } from "vitest";
import { CORPUS } from "./testing/cases/all.ts";

const TEXTS: ReadonlySet<string> = new Set(
  CORPUS.flatMap(({ files }) => Object.values(files)).filter((content) => typeof content === "string"),
);

test("the fast reader of go-yaml-ts agrees with the other one on every file, cut off anywhere", () => {
  let answered = 0;
  for (const text of TEXTS) {
    for (const end of [text.length, Math.floor(text.length / 2), Math.floor(text.length / 3)]) {
      const { fast, library } = readerAnswers(text.slice(0, end));
      if (fast === undefined) continue;
      expect(library).toEqual({ kind: "read", node: fast });
      answered++;
    }
  }
  expect(answered).toBeGreaterThan(300);
});

function refusal(look: (node: Node) => unknown, node: Node): string | undefined {
  try {
    look(node);
    return undefined;
  } catch (error) {
    if (error instanceof UnwritableNode) return error.message;
    throw error;
  }
}

test("looking whether a tree can be written says the same as writing it, on every file", () => {
  const trees = [...TEXTS].flatMap((text) => {
    const read = readDocuments(text);
    return read.kind === "read" ? read.nodes : [];
  });
  const refusals = trees.map((tree) => refusal(requireWritable, tree));
  expect(refusals).toEqual(trees.map((tree) => refusal(nodeValue, tree)));
  expect(refusals.filter((reason) => reason !== undefined).length).toBeGreaterThan(3);
});

import { describe, expect, test } from "vitest";
import { nodeValue } from "../json/node-value.ts";
import { readDocuments, readFirstDocument } from "./documents.ts";

function valuesOf(text: string): unknown {
  const read = readDocuments(text);
  return read.kind === "read" ? read.nodes.map(nodeValue) : read.problem;
}

describe("the documents of a file", () => {
  test.each<[string, string, unknown]>([
    ["one", "a: 1\n", [{ a: 1 }]],
    ["several, of which an empty one is dropped", "a: 1\n---\n# nothing\n---\nb: 2\n", [{ a: 1 }, { b: 2 }]],
    ["a comment behind the separator", "a: 1\n--- # next\nb: 2\n", [{ a: 1 }, { b: 2 }]],
    ["carriage returns", "a: 1\r\nb: x\r\n", [{ a: 1, b: "x" }]],
    ["words of YAML 1.1 are strings, its numbers are numbers", "a: yes\nb: 0o17\n", [{ a: "yes", b: 15 }]],
    ["aliases and merge keys", "a: &x {b: 1}\nc: {<<: *x, d: 2}\n", [{ a: { b: 1 }, c: { b: 1, d: 2 } }]],
  ])("%s", (_name, text, values) => {
    expect(valuesOf(text)).toEqual(values);
  });

  test.each<[string, string, unknown]>([
    ["text behind a separator", "a: 1\n---x\nb: 2\n", { line: 2, column: 1 }],
    ["a second document that is no YAML", "a: 1\n---\nb: [\n", { line: 4 }],
    ["an unknown anchor", "a: 1\nb: *x\n", { message: "unknown anchor x", line: 2, column: 4 }],
  ])("%s is malformed, at its place", (_name, text, problem) => {
    expect(valuesOf(text)).toMatchObject(Object(problem));
  });

  test("lines are those of the file", () => {
    const read = readDocuments("# head\na: 1\n---\n\nb:\n  c: 2\n");
    expect(read.kind === "read" && read.nodes.map(({ line }) => line)).toEqual([2, 5]);
  });
});

test("a text without a document is empty", () => {
  expect(readFirstDocument("# nothing\n")).toEqual({ kind: "empty" });
});

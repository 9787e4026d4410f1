import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mapNode, type Node, scalarNode } from "../node.ts";
import { readDocuments } from "../read/documents.ts";
import { yamlMap } from "../testing/arbitrary-yaml.ts";
import type { YamlValue } from "../value.ts";
import { emitYaml } from "../write/emit.ts";
import { isNodeEqual } from "./node-equal.ts";
import { nodeValue, UnwritableNode } from "./node-value.ts";
import { requireWritable } from "./writable.ts";

function nodesOf(text: string): readonly Node[] {
  const read = readDocuments(text);
  return read.kind === "read" ? read.nodes : [];
}

/** Why a tree cannot be written, as something says that looks at it. */
function refusal(look: (node: Node) => unknown, node: Node): string | undefined {
  try {
    look(node);
    return undefined;
  } catch (error) {
    if (error instanceof UnwritableNode) return error.message;
    throw error;
  }
}

const TREES = [
  mapNode([scalarNode("a"), scalarNode("1"), scalarNode("a"), scalarNode("2")]),
  mapNode([
    scalarNode("b"),
    scalarNode("1"),
    scalarNode("a"),
    scalarNode("2"),
    scalarNode("b"),
    scalarNode("3"),
  ]),
  mapNode([scalarNode("a"), mapNode([scalarNode("1"), scalarNode("x")])]),
  mapNode([scalarNode("a"), scalarNode(".nan")]),
];

describe("what is quick says the same as making the data", () => {
  test("about trees that cannot be written", () => {
    const refusals = TREES.map((tree) => refusal(requireWritable, tree));
    expect(refusals).toEqual(TREES.map((tree) => refusal(nodeValue, tree)));
    expect(refusals.filter((reason) => reason !== undefined).length).toBeGreaterThan(3);
  });

  test("about data that is equal, and about data that is not", () => {
    fc.assert(
      fc.property(yamlMap(), yamlMap(), (one, other) => {
        const [left] = nodesOf(emitYaml(one));
        const [right] = nodesOf(emitYaml(other));
        if (left === undefined || right === undefined) return;
        fc.pre(refusal(nodeValue, left) === undefined && refusal(nodeValue, right) === undefined);
        expect(isNodeEqual(left, nodeValue(left))).toBe(true);
        expect(isNodeEqual(left, nodeValue(right))).toBe(
          emitYaml(nodeValue(left)) === emitYaml(nodeValue(right)),
        );
      }),
      { numRuns: 300 },
    );
  });

  test.each<[string, YamlValue, boolean]>([
    ["a: 1\nb: x\n", { b: "x", a: 1 }, true],
    ["a: 1\n", { a: 1, b: undefined }, true],
    ["a: 1\n", { a: "1" }, false],
    ["a: 1\n", { a: 1, b: 2 }, false],
    ["a: 1\nb: 2\n", { a: 1 }, false],
    ["a: [1, 2]\n", { a: [1, 2] }, true],
    ["a: [1, 2]\n", { a: [2, 1] }, false],
    ["a: {}\n", { a: [] }, false],
    ["a: null\n", { a: null }, true],
    ["constructor: {}\n", { a: {} }, false],
    ["__proto__: {}\n", { a: {} }, false],
    ["toString: x\n", { a: "x" }, false],
    ["b: 1\na: 2\nb: 1\n", { a: 2, b: 1, c: 3 }, false],
    ["b: 1\nb: 1\n", { b: 1, c: 3 }, false],
  ])("%j and %j", (text, data, expected) => {
    const [node] = nodesOf(text);
    expect(node !== undefined && isNodeEqual(node, data)).toBe(expected);
  });
});

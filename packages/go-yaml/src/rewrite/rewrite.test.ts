import { describe, expect, test } from "vitest";
import { copyNode, type Node, stringNode } from "../node.ts";
import { readFirstDocument } from "../read/documents.ts";
import { type RewrittenYaml, rewriteYaml } from "./rewrite.ts";

function fieldOf(map: Node, name: string): Node {
  const index = map.content.findIndex(({ value }, at) => at % 2 === 0 && value === name);
  const value = map.content[index + 1];
  if (index < 0 || value === undefined) throw new Error(`there is no ${name}`);
  return value;
}

/** Puts `new` in the place of a value that keys lead to. */
function replaced(text: string, ...path: readonly string[]): RewrittenYaml {
  const read = readFirstDocument(text);
  if (read.kind !== "read") throw new Error("the text is no YAML");
  const before = copyNode(read.node);
  const target = path.reduce(fieldOf, read.node);
  target.value = "new";
  return rewriteYaml(text, {
    before,
    after: read.node,
    replaced: new Set([target]),
    value: stringNode("new"),
  });
}

describe("a value that is replaced", () => {
  test("leaves comments, order and styles as they are", () => {
    const text = "# head\nb: 'x' # behind\na:\n  # above\n  c: old\n  d: \"y\"\n# foot\n";
    const expected = "# head\nb: 'x' # behind\na:\n  # above\n  c: new\n  d: \"y\"\n# foot";
    expect(replaced(text, "a", "c")).toEqual({ kind: "rewritten", text: expected });
  });

  test("lays the rest out as go-yaml does", () => {
    const text = "a:   old\nlist:\n    - 1\n    - {x:   2}\n";
    expect(replaced(text, "a")).toEqual({ kind: "rewritten", text: "a: new\nlist:\n- 1\n- {x: 2}" });
  });

  test("may not stand behind an alias or a merge key", () => {
    expect(replaced("x: &a {b: old}\ny: *a\n", "y", "b")).toEqual({
      kind: "shared",
      reason: "the path leads through the alias a",
    });
    expect(replaced("x: &a {b: old}\ny:\n  <<: *a\n  c: 1\n", "y", "b")).toEqual({
      kind: "shared",
      reason: "the path leads through a merge key",
    });
  });
});

import { expect, test } from "vitest";
import { parseDocComment } from "./doc-comment.ts";

test("text and tags come apart, paragraphs stay", () => {
  const source = `/**
   * What it is,
   * in two lines.
   *
   * A second paragraph about {@link Other}.
   *
   * @default {}
   * @pattern ^[a-z]{1,3}$
   * @cel rule "self != 'a'"
   *   "not a"
   */`;
  expect(parseDocComment(source)).toEqual({
    text: "What it is, in two lines.\n\nA second paragraph about Other.",
    tags: [
      { name: "default", text: "{}" },
      { name: "pattern", text: "^[a-z]{1,3}$" },
      { name: "cel", text: `rule "self != 'a'" "not a"` },
    ],
  });
});

test("a comment of one line", () => {
  expect(parseDocComment("/** What it is. */")).toEqual({ text: "What it is.", tags: [] });
  expect(parseDocComment("/** @immutable */")).toEqual({ text: "", tags: [{ name: "immutable", text: "" }] });
});

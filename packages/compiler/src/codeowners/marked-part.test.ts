import fc from "fast-check";
import { expect, test } from "vitest";
import { cutFile, type PartOptions, partText } from "./marked-part.ts";

const PART = partText({ root: "", organization: "acme" }, ["/clusters/orders/ @acme/team-orders"], "\n");
const OTHER = partText({ root: "other fleet" }, ["/x/ @alice"], "\n");

test("the lines that mark a part say how it was made", () => {
  expect(PART + OTHER).toMatchInlineSnapshot(`
    "# Begin of grampus codeowners --organization acme. Change the definitions and run this command, not these lines.
    /clusters/orders/ @acme/team-orders
    # End of grampus codeowners
    # Begin of grampus codeowners --root "other fleet". Change the definitions and run this command, not these lines.
    /x/ @alice
    # End of grampus codeowners
    "
  `);
});

const anyRoot = fc.oneof(
  fc.constantFrom("", "infra/fleet", 'a "b" --organization c', "a\\b. c"),
  fc.string(),
);

const anyOptions: fc.Arbitrary<PartOptions> = fc.record(
  { root: anyRoot, organization: fc.stringMatching(/^[a-z]+(-[a-z]+)?$/) },
  { requiredKeys: ["root"] },
);

const anyLine = fc.stringMatching(/^[ -~]{0,20}$/).filter((line) => !/^# (Begin|End) of grampus/.test(line));

const anyText = fc
  .tuple(fc.array(fc.tuple(anyLine, fc.constantFrom("\n", "\r\n"))), fc.boolean())
  .map(([lines, isEnded]) => {
    const text = lines.map(([line, end]) => line + end).join("");
    return isEnded ? text : text.replace(/\r?\n$/, "");
  });

test("what a part was made of is read back, and all around it stays", () => {
  fc.assert(
    fc.property(anyText, anyOptions, fc.array(anyLine), anyText, fc.constantFrom("\n", "\r\n"), (...made) => {
      const [above, options, lines, after, lineEnd] = made;
      const before = above === "" || above.endsWith("\n") ? above : `${above}\n`;
      const text = partText(options, lines, lineEnd);
      expect(cutFile(`${before}${text}${after}`, options.root)).toEqual({
        kind: "cut",
        before,
        part: { text, options },
        after,
      });
    }),
  );
});

test("a file without a part is all before it", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(cutFile(text, "")).toEqual({ kind: "cut", before: text, after: "" });
    }),
  );
});

test("the part of another fleet is left alone", () => {
  expect(cutFile(`${OTHER}${PART}`, "")).toMatchObject({ before: OTHER, after: "" });
  expect(cutFile(OTHER, "")).toEqual({ kind: "cut", before: OTHER, after: "" });
});

test.each([
  ["a beginning without an end", PART.replace(/# End.*\n/, ""), 1, "it begins and does not end"],
  ["an end without a beginning", PART.replace(/# Begin.*\n/, "* @all\n"), 3, "it ends where none begins"],
  ["a part in a part", PART.replace(/# End.*\n/, PART), 3, "a part begins in the one that begins at line 1"],
  ["two parts", PART + PART, 4, "it is there twice"],
  ["a changed first line", PART.replace("run this", "run that"), 1, "its first line was changed"],
  ["an unknown option", PART.replace("--organization", "--team"), 1, "its first line was changed"],
  [
    "a changed last line",
    PART.replace("End of grampus codeowners", "End of grampus codeowners!"),
    3,
    "its last line was changed",
  ],
  ["a conflict of a merge", `<<<<<<< HEAD\n${PART}=======\n${PART}>>>>>>> b\n`, 6, "it is there twice"],
])("%s is refused at its line", (_, text, line, what) => {
  expect(cutFile(text, "")).toEqual({ kind: "broken", line, what });
});

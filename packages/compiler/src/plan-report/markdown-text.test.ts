import fc from "fast-check";
import { expect, test } from "vitest";
import { codeText, fenced } from "./markdown-text.ts";

const texts = fc.string({
  unit: fc.oneof(fc.constantFrom("`", "```", "````", "\n", "<", "@", "|", "&", "\u202e"), fc.string()),
});

test("a block ends where it ends, whatever its lines are", () => {
  fc.assert(
    fc.property(fc.array(texts, { minLength: 1 }), (lines) => {
      const [first = "", ...rest] = fenced(lines).split("\n");
      const fence = first.replace(/text$/, "");
      expect(rest.at(-1)).toBe(fence);
      expect(rest.slice(0, -1).some((line) => line.trim().startsWith(fence))).toBe(false);
    }),
  );
});

test("code is one element with nothing in it but words and character references", () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(codeText(text)).toMatch(/^<code>[A-Za-z0-9 .,:;/()=+→…&#-]*<\/code>$/);
    }),
  );
});

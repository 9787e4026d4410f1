import { expect, test } from "vitest";
import { withSection } from "./page.ts";

test("a section is put in the place of the one with its heading, and else at the end", () => {
  const page = "# Page\n\n## A\n\nold\n\n## B\n\nkept\n";
  expect(withSection(page, "## A", "## A\n\nnew")).toBe("# Page\n\n## A\n\nnew\n\n## B\n\nkept\n");
  expect(withSection(page, "## B", "## B\n\nnew")).toBe("# Page\n\n## A\n\nold\n\n## B\n\nnew\n");
  expect(withSection(page, "## C", "## C\n\nnew")).toBe(`${page}\n## C\n\nnew\n`);
});

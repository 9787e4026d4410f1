import { readFileSync } from "node:fs";

/** A code block of a documentation page. */
export interface PageBlock {
  /** The file that the paragraph before the block names with its first words, when it does. */
  readonly file?: string;
  readonly text: string;
}

/** The code blocks of a documentation page, in order. */
export function pageBlocks(page: URL): readonly PageBlock[] {
  const parts = readFileSync(page, "utf8").split(/^```\w*\n?/m);
  return parts.flatMap((text, index) => {
    if (index % 2 === 0) return [];
    const paragraph = (parts[index - 1] ?? "").trim().split("\n\n").at(-1) ?? "";
    const [, file] = /^`([^`\s]+)`/.exec(paragraph) ?? [];
    return [{ text, ...(file === undefined ? {} : { file }) }];
  });
}

/** A tag of a doc comment with the text behind it. */
export interface DocTag {
  readonly name: string;
  readonly text: string;
}

/** A doc comment, split into its text and its tags. */
export interface DocComment {
  readonly text: string;
  readonly tags: readonly DocTag[];
}

const OPENING = /^\/\*\*/;
const CLOSING = /\*\/$/;
const MARGIN = /^\s*\* ?/;
const TAG = /^@([A-Za-z][A-Za-z0-9]*)(?:\s+|$)/;
const LINK = /\{@link\s+([^}\s]+)\s*\}/g;

function joined(lines: readonly string[]): string {
  return lines
    .join("\n")
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.split("\n").join(" ").trim())
    .filter((paragraph) => paragraph !== "")
    .join("\n\n")
    .replaceAll(LINK, "$1");
}

/**
 * Reads the source of a doc comment. The text of a tag goes on until the next line that begins with `@`; braces and
 * quotes in it are kept as they are, which the comment parser of TypeScript does not do.
 */
export function parseDocComment(source: string): DocComment {
  const lines = source
    .replace(OPENING, "")
    .replace(CLOSING, "")
    .split("\n")
    .map((line) => line.replace(MARGIN, "").trim());
  const text: string[] = [];
  const tags: { name: string; lines: string[] }[] = [];
  for (const line of lines) {
    const name = TAG.exec(line)?.[1];
    if (name !== undefined) tags.push({ name, lines: [line.replace(TAG, "")] });
    else (tags.at(-1)?.lines ?? text).push(line);
  }
  return {
    text: joined(text),
    tags: tags.map((tag) => ({ name: tag.name, text: tag.lines.join(" ").trim() })),
  };
}

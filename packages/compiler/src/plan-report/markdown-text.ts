import { printableLine } from "@grampus/diagnostics";

/** Characters that Markdown, HTML or a forge give a meaning to. */
const MEANT = /[^A-Za-z0-9 .,:;/()=+→…-]/gu;

/** One line of text from outside, so that nothing in it is Markdown, HTML or a mention. */
export function codeText(text: string): string {
  const line = printableLine(text.replaceAll(/\s+/g, " "));
  const escaped = line.replaceAll(MEANT, (character) => `&#${character.codePointAt(0)};`);
  return `<code>${escaped}</code>`;
}

/** Lines of text from outside as a block of their own, whatever is in them. */
export function fenced(lines: readonly string[], language = "text"): string {
  const text = lines.map(printableLine).join("\n").trimEnd();
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A part that is shown when a reader asks for it. */
export function foldedPart(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

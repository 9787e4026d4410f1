/** A page in which the section under a heading is replaced; one that the page has not is put at its end. */
export function withSection(page: string, heading: string, section: string): string {
  const start = page.indexOf(`${heading}\n`);
  if (start === -1) return `${page.trimEnd()}\n\n${section}\n`;
  const next = page.indexOf("\n## ", start);
  return page.slice(0, start) + section + (next === -1 ? "\n" : `\n${page.slice(next)}`);
}

/** A line with nothing but dashes and a comment behind them. */
const LINE_OF_DASHES = /^ *(?:- +)*-( +#.*)?$/;

export function joined(texts: readonly (string | null | undefined)[]): string {
  return texts.filter((text) => text).join("\n");
}

/** Without the line breaks at its end. An expression would try every break of a long gap. */
export function withoutLastBreaks(text: string): string {
  let end = text.length;
  while (end > 0 && text.charAt(end - 1) === "\n") end--;
  return text.slice(0, end);
}

/** Whether an empty line is at the end of a text. */
export function endsInGap(text: string): boolean {
  const spaces = text.slice(text.trimEnd().length);
  return spaces.indexOf("\n") !== spaces.lastIndexOf("\n");
}

/** The lines of comments; one in front of an empty line ends with a line break. */
export function groupedLines(text: string): readonly string[] {
  const lines: string[] = [];
  for (const line of withoutLastBreaks(text).split("\n")) {
    if (line !== "") lines.push(line);
    else if (lines.length > 0 && lines.at(-1)?.endsWith("\n") === false) lines.push(`${lines.pop()}\n`);
  }
  return lines;
}

/** The column of an offset in a text, from 0. */
export function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

/** The columns of the comments that stand on lines of their own behind an offset, as far as nothing else comes. */
export function commentColumns(text: string, from: number): readonly number[] {
  const columns: number[] = [];
  let lineEnd = text.indexOf("\n", from);
  while (lineEnd >= 0) {
    const start = lineEnd + 1;
    lineEnd = text.indexOf("\n", start);
    const line = text.slice(start, lineEnd < 0 ? undefined : lineEnd);
    const column = line.search(/\S/);
    if (column < 0) continue;
    if (line.charAt(column) !== "#") break;
    columns.push(column);
  }
  return columns;
}

/** Whether an empty line is below so many comments, which begin on the line behind an offset. */
export function isFollowedByGap(text: string, from: number, comments: number): boolean {
  let lineEnd = text.indexOf("\n", from);
  for (let left = comments; left > 0 && lineEnd >= 0; left--) lineEnd = text.indexOf("\n", lineEnd + 1);
  return lineEnd >= 0 && /^[ \t]*\n/.test(text.slice(lineEnd + 1, lineEnd + 200));
}

/** How many comments are between a dash and what begins at an offset; nothing when no dash is above it. */
export function commentsBehindDash(text: string, offset: number): number | undefined {
  let start = text.lastIndexOf("\n", offset - 1) + 1;
  if (text.slice(start, offset).trim() !== "") return undefined;
  let count = 0;
  while (start > 0) {
    const end = start - 1;
    start = end === 0 ? 0 : text.lastIndexOf("\n", end - 1) + 1;
    const line = text.slice(start, end);
    const content = line.trim();
    if (content === "") continue;
    if (!content.startsWith("#")) {
      const dashes = LINE_OF_DASHES.exec(line);
      return dashes === null ? undefined : count + (dashes[1] === undefined ? 0 : 1);
    }
    count++;
  }
  return undefined;
}

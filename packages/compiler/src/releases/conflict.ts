const MARKER = /^(<{7}|={7}|>{7}|\|{7})( |$)/;

/** What the other side of a merge says where Git could not join it, and where the first such place is. */
export interface Conflict {
  /** From 1. */
  readonly line: number;
  /** The lines of the side that is merged in. */
  readonly theirs: readonly string[];
}

/** The conflict that a merge left in a text; undefined where there is none. */
export function mergeConflict(text: string): Conflict | undefined {
  const lines = text.split(/\r?\n/);
  const first = lines.findIndex((line) => /^<{7}( |$)/.test(line));
  if (first === -1) return undefined;
  let isTheirs = false;
  const theirs = lines.filter((line) => {
    const [, marker = ""] = MARKER.exec(line) ?? [];
    if (marker !== "") isTheirs = marker.startsWith("=");
    return isTheirs && marker === "";
  });
  return { line: first + 1, theirs };
}

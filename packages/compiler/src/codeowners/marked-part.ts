/** What the first line of the part of a fleet remembers. */
export interface PartOptions {
  /** Folder of the fleet in the repository, `infra/fleet`; empty at its root. */
  readonly root: string;
  readonly organization?: string;
}

/** A CODEOWNERS file, cut at the part of one fleet. */
export interface CutFile {
  readonly kind: "cut";
  /** What stands before the part, or all of a file without one. */
  readonly before: string;
  /** The part with the lines that mark it, and what its first line remembers. */
  readonly part?: { readonly text: string; readonly options: PartOptions };
  readonly after: string;
}

/** Markers that are not in their places, and the line, from 1, where that is seen. */
export interface BrokenMarkers {
  readonly kind: "broken";
  readonly line: number;
  readonly what: string;
}

const BEGIN = "# Begin of grampus codeowners";
const END = "# End of grampus codeowners";
const ADVICE = ". Change the definitions and run this command, not these lines.";
const OPTION = / --(root|organization) ("(?:[^"\\]|\\.)*"|\S+?)(?= --|$)/gy;

function written(option: string, value: string): string {
  const text = /^[\w./-]+$/.test(value) ? value : JSON.stringify(value);
  return ` --${option} ${text}`;
}

function optionsText({ root, organization }: PartOptions): string {
  return [
    root === "" ? "" : written("root", root),
    organization === undefined ? "" : written("organization", organization),
  ].join("");
}

function unquoted(text: string): string | undefined {
  if (!text.startsWith('"')) return text;
  try {
    return String(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** What the first line of a part remembers; undefined when it is not a line that Grampus writes. */
function readOptions(line: string): PartOptions | undefined {
  if (!line.endsWith(ADVICE)) return undefined;
  const text = line.slice(BEGIN.length, -ADVICE.length);
  const found = [...text.matchAll(OPTION)];
  const values = new Map(found.map(([, name = "", value = ""]) => [name, unquoted(value)]));
  const options = { root: values.get("root") ?? "", organization: values.get("organization") };
  const { root, organization } = options;
  const read = organization === undefined ? { root } : { root, organization };
  return optionsText(read) === text ? read : undefined;
}

/** The text of the part of a fleet, with the lines that mark it. */
export function partText(options: PartOptions, lines: readonly string[], lineEnd: string): string {
  const all = [`${BEGIN}${optionsText(options)}${ADVICE}`, ...lines, END];
  return all.map((line) => `${line}${lineEnd}`).join("");
}

interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function linesOf(file: string): readonly Line[] {
  const lines: Line[] = [];
  for (const match of file.matchAll(/[^\n]*\n|[^\n]+$/g)) {
    const [whole] = match;
    lines.push({ text: whole.replace(/\r?\n$/, ""), start: match.index, end: match.index + whole.length });
  }
  return lines;
}

/** Cuts a CODEOWNERS file at the part of the fleet in a folder of the repository. Parts of other fleets are left alone. */
export function cutFile(file: string, root: string): CutFile | BrokenMarkers {
  const broken = (line: number, what: string): BrokenMarkers => ({ kind: "broken", line: line + 1, what });
  let open: { readonly line: number; readonly start: number; readonly options: PartOptions } | undefined;
  let own: { readonly start: number; readonly end: number; readonly options: PartOptions } | undefined;
  for (const [index, { text, start, end }] of linesOf(file).entries()) {
    if (text.startsWith(BEGIN)) {
      if (open !== undefined)
        return broken(index, `a part begins in the one that begins at line ${open.line + 1}`);
      const options = readOptions(text);
      if (options === undefined) return broken(index, "its first line was changed");
      if (own !== undefined && options.root === root) return broken(index, "it is there twice");
      open = { line: index, start, options };
    } else if (text.startsWith(END)) {
      if (open === undefined) return broken(index, "it ends where none begins");
      if (text !== END) return broken(index, "its last line was changed");
      if (open.options.root === root) own = { start: open.start, end, options: open.options };
      open = undefined;
    }
  }
  if (open !== undefined) return broken(open.line, "it begins and does not end");
  if (own === undefined) return { kind: "cut", before: file, after: "" };
  return {
    kind: "cut",
    before: file.slice(0, own.start),
    part: { text: file.slice(own.start, own.end), options: own.options },
    after: file.slice(own.end),
  };
}

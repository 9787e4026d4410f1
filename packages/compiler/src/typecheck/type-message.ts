import path from "node:path";
import type { Diagnostic, Occurrence } from "@grampus/diagnostics";
import { checkCodes } from "./diagnostics.ts";

const MESSAGE = /^(?<file>.+?)\((?<line>\d+),(?<column>\d+)\): error (?<code>TS\d+): (?<text>.*)$/;

/** Types of the definition language whose values have a form, as a person would write them. */
const FORMS: Readonly<Record<string, string>> = {
  CpuQuantity: 'a text like "500m" or "2"',
  Quantity: 'a text like "10Gi", "1.5Ti" or "500M"',
  MySQLVersion: 'a text like "9.7" or "9.7.4"',
};

const NOT_ASSIGNABLE = /^Type '(?<found>.+)' is not assignable to type '(?<wanted>[^']+)'\.?$/;
const IN_PROPERTY = /^Types of property '(?<property>.+)' are incompatible\.?$/;

/** Longer than this, the first line of a message only repeats whole types; what differs is in the last lines. */
const READABLE = 160;

interface Said {
  readonly text: string;
  readonly occurrence: Occurrence;
}

function readableText(lines: readonly string[]): string {
  const [first = "", ...inner] = lines;
  const text = first.length > READABLE && inner.length > 0 ? inner.slice(-2).join(" ") : lines.join(" ");
  const cut = text.length > 2 * READABLE ? `${text.slice(0, 2 * READABLE - 1)}…` : text;
  return cut.replace(/\.$/, "");
}

/** What the checker's lines say, from the outer type to the inner, in the words of a definition where they are known. */
function said(code: string, lines: readonly string[]): Said {
  const innermost = NOT_ASSIGNABLE.exec(lines.at(-1) ?? "")?.groups;
  const property = IN_PROPERTY.exec(lines.at(-2) ?? "")?.groups?.property;
  if (innermost?.found === "undefined" && property !== undefined) {
    const hint = "leave the field out; an override takes back what a lower layer set with unset()";
    return { text: `${property} cannot be undefined (${code})`, occurrence: { hint } };
  }
  const text = `${readableText(lines)} (${code})`;
  const form = (innermost?.wanted ?? "").split(" | ").find((name) => Object.hasOwn(FORMS, name));
  const allowed = form === undefined ? undefined : FORMS[form];
  if (allowed !== undefined) return { text, occurrence: { allowed } };
  if (code === "TS1294") {
    const hint = "definitions run with their types taken away: write a constant object instead of an enum";
    return { text, occurrence: { hint } };
  }
  return { text, occurrence: {} };
}

/** Reads `file(line,column): error TSnnnn: text`; indented lines below belong to the message above. */
export function typeDiagnostics(root: string, output: string): readonly Diagnostic[] {
  const messages: { readonly place: Record<string, string>; readonly lines: string[] }[] = [];
  for (const line of output.split(/\r?\n/)) {
    const groups = MESSAGE.exec(line)?.groups;
    if (groups !== undefined) messages.push({ place: groups, lines: [groups.text ?? ""] });
    else if (line.startsWith("  ")) messages.at(-1)?.lines.push(line.trim());
  }
  return messages.map(({ place, lines }) => {
    const absolute = path.resolve(root, place.file ?? "");
    const file = path.relative(root, absolute).split(path.sep).join("/");
    const source = { file, line: Number(place.line), column: Number(place.column) };
    const { text, occurrence } = said(place.code ?? "", lines);
    return checkCodes.create("type", { text }, { source, ...occurrence });
  });
}

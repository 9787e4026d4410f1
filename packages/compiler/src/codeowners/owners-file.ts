import type { Diagnostic } from "@grampus/diagnostics";
import type { FileChange } from "../output/changes.ts";
import { type CutFile, type PartOptions, partText } from "./marked-part.ts";
import { overruledDiagnostics } from "./overruled.ts";
import type { OwnedFolder } from "./owned-folders.ts";

/** Where GitHub reads code owners from, first in its order, from the repository's root. */
export const OWNERS_FILE = ".github/CODEOWNERS";

/** The other places where GitHub looks, when the first has none. */
export const OTHER_OWNERS_FILES: readonly string[] = ["CODEOWNERS", "docs/CODEOWNERS"];

/** What has to happen to the file, and what stands behind the part and overrules it. */
export interface OwnersChange {
  readonly change: FileChange | undefined;
  readonly warnings: readonly Diagnostic[];
}

function inRepository({ root }: PartOptions, path: string): string {
  return root === "" ? path : `${root}/${path}`;
}

/**
 * The CODEOWNERS file with the part of a fleet as it shall be: in its place, or at the end, where it wins. Everything else
 * stays byte for byte. There is no change when nobody owns anything and there is no part.
 *
 * @param before the text of the file; undefined when there is none
 * @param shown the file as messages name it
 */
export function ownersChange(
  before: string | undefined,
  cut: CutFile,
  shown: string,
  options: PartOptions,
  folders: readonly OwnedFolder[],
): OwnersChange {
  if (cut.part === undefined && folders.length === 0) return { change: undefined, warnings: [] };
  const text = before ?? "";
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = folders.map(({ folder, owners }) => {
    const pattern = inRepository(options, folder).replaceAll(" ", "\\ ");
    return `/${pattern} ${owners.join(" ")}`;
  });
  const gap = cut.before === "" || cut.before.endsWith("\n") ? "" : lineEnd;
  const upToPart = `${cut.before}${gap}${partText(options, lines, lineEnd)}`;
  const wanted = `${upToPart}${cut.after}`;
  const after = { text: cut.after, line: upToPart.split("\n").length };
  const files = folders.map(({ definition }) => inRepository(options, definition));
  const kind = before === undefined ? "create" : "update";
  return {
    change: wanted === before ? undefined : { kind, file: OWNERS_FILE, text: wanted, before: text },
    warnings: overruledDiagnostics(shown, after, files),
  };
}

import type { Diagnostic } from "@grampus/diagnostics";
import { codeownersCodes } from "./diagnostics.ts";

const GLOB: Readonly<Record<string, string>> = { "/**/": "/(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]" };

/** A pattern of a CODEOWNERS file as an expression on paths from the repository's root. */
function expression(pattern: string): RegExp {
  const isAnchored = pattern.slice(0, -1).includes("/");
  const body = pattern
    .replace(/^\/|\/$/g, "")
    .replace(/^\*\*\//, "")
    .replaceAll(
      /\/\*\*\/|\*\*|\*|\?|\\(.)|[.+^${}()|[\]]/g,
      (token, escaped: string | undefined) => GLOB[token] ?? `\\${escaped ?? token}`,
    );
  const isDirect = /(^|[^*])\/\*$/.test(pattern);
  const isFloating = !isAnchored || /^\/?\*\*\//.test(pattern);
  return new RegExp(`^${isFloating ? "(?:.*/)?" : ""}${body}${isDirect ? "" : "(?:/.*)?"}$`);
}

const PATTERN = /^((?:\\.|[^\s\\#])(?:\\.|[^\s\\])*)/;

/**
 * Warnings about lines behind the part of Grampus that decide about files of its folders: in a CODEOWNERS file the last
 * match wins.
 *
 * @param after what stands behind the part, and the number of its first line
 * @param files a file of each folder that the part gives owners, from the repository's root
 */
export function overruledDiagnostics(
  file: string,
  after: { readonly text: string; readonly line: number },
  files: readonly string[],
): readonly Diagnostic[] {
  return after.text.split("\n").flatMap((line, index): readonly Diagnostic[] => {
    const [, pattern] = PATTERN.exec(line) ?? [];
    if (pattern === undefined) return [];
    const matcher = expression(pattern);
    const number = files.filter((path) => matcher.test(path)).length;
    const source = {
      file,
      line: after.line + index,
      column: 1,
      endLine: after.line + index,
      endColumn: pattern.length + 1,
    };
    return number === 0 ? [] : [codeownersCodes.create("overruled", { pattern, number }, { source })];
  });
}

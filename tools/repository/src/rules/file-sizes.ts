import { codes } from "../codes.ts";
import { FILE_LINES } from "../layout.ts";
import type { Rule } from "./rule.ts";

/** Long source files are listed, very long ones refused; generated files and tests have no limit. */
export const fileSizes: Rule = ({ files }) =>
  files.flatMap(({ path, place, syntax }) => {
    if (place.kind !== "definition" && (place.generated || place.forTests)) return [];
    const lines = syntax.getEndLineNumber() - (syntax.getFullText().endsWith("\n") ? 1 : 0);
    if (lines <= FILE_LINES.listed) return [];
    const name = lines > FILE_LINES.refused ? "too-long-file" : "long-file";
    const source = { file: path, line: FILE_LINES.listed + 1, column: 1 };
    const allowed = `${FILE_LINES.listed} lines, never more than ${FILE_LINES.refused}`;
    return [codes.create(name, { lines }, { source, allowed, hint: "is there a second concept in it?" })];
  });

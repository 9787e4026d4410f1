import { readFileSync } from "node:fs";
import path from "node:path";
import { type Diagnostic, renderText, sortDiagnostics } from "@grampus/diagnostics";

/** Diagnostics as a user sees them, without colours. */
export function diagnosticsText(root: string, diagnostics: readonly Diagnostic[]): string {
  return renderText(sortDiagnostics(diagnostics), {
    color: false,
    readSource: (file) => {
      try {
        return readFileSync(path.join(root, file), "utf8");
      } catch {
        return undefined;
      }
    },
  });
}

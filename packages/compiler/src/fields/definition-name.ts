import { pathText } from "@grampus/api";
import type { Diagnostic } from "@grampus/diagnostics";
import { definitionPath, fieldPath } from "./field-name.ts";

/** A diagnostic about a field of the custom resource, with the name that definitions have for it. */
export function withDefinitionName(diagnostic: Diagnostic): Diagnostic {
  const { path = "" } = diagnostic;
  if (!/^(spec|metadata)\b/.test(path)) return diagnostic;
  const written = definitionPath(fieldPath(path));
  return written.length === 0 ? diagnostic : { ...diagnostic, writtenAs: pathText(written) };
}

export { closest, didYouMean } from "./closest.ts";
export type {
  Diagnostic,
  Occurrence,
  RelatedLocation,
  Severity,
  SourceLocation,
  Suggestion,
} from "./diagnostic.ts";
export { compareDiagnostics, hasErrors, sortDiagnostics } from "./order.ts";
export { printableLine } from "./printable.ts";
export {
  type CodeDefinition,
  type CodeDefinitions,
  type DiagnosticRegistry,
  defineDiagnostics,
} from "./registry.ts";
export { renderAnnotations } from "./render-annotations.ts";
export { type DiagnosticsReport, diagnosticsReport, renderJson } from "./render-json.ts";
export { renderSarif, type SarifOptions } from "./render-sarif.ts";
export { renderText, type TextOptions } from "./render-text.ts";
export { countDiagnostics, type DiagnosticCounts, summaryLine } from "./summary.ts";

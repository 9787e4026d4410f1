import { detailsOf } from "./details.ts";
import type { Diagnostic, SourceLocation } from "./diagnostic.ts";
import { sortDiagnostics } from "./order.ts";
import type { CodeDefinitions, DiagnosticRegistry } from "./registry.ts";
import { printableJson } from "./render-json.ts";

/** Who reports, and all it can say. */
export interface SarifOptions {
  readonly tool: { readonly name: string; readonly version: string; readonly informationUri?: string };
  /** The registries whose codes become the log's rules, whether they occur or not. */
  readonly registries: readonly Pick<DiagnosticRegistry<CodeDefinitions>, "area" | "definitions">[];
}

const LEVEL = { error: "error", warning: "warning", info: "note" } as const;

function rulesOf({ registries }: SarifOptions) {
  return registries.flatMap(({ area, definitions }) =>
    Object.entries(definitions).map(([name, { severity, description, hint }]) => ({
      id: `${area}/${name}`,
      shortDescription: { text: description },
      ...(hint === undefined ? {} : { help: { text: hint } }),
      defaultConfiguration: { level: LEVEL[severity] },
    })),
  );
}

function physicalLocation({ file, line, column, endLine, endColumn }: SourceLocation) {
  return {
    artifactLocation: { uri: file.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" },
    region: {
      startLine: line,
      startColumn: column,
      ...(endLine === undefined ? {} : { endLine }),
      ...(endColumn === undefined ? {} : { endColumn }),
    },
  };
}

/** A suggestion that has a place as a fix (section 3.55), any other as a property. */
function suggestionOf({ suggestion }: Diagnostic) {
  if (suggestion === undefined) return {};
  const { text, replaces } = suggestion;
  const properties = { suggestedValue: text };
  if (replaces === undefined) return { properties };
  const { artifactLocation, region } = physicalLocation(replaces);
  const replacements = [{ deletedRegion: region, insertedContent: { text } }];
  const fix = {
    description: { text: `write ${text}` },
    artifactChanges: [{ artifactLocation, replacements }],
  };
  return { fixes: [fix], properties };
}

function resultOf(diagnostic: Diagnostic, ruleIndexes: ReadonlyMap<string, number>) {
  const { code, severity, message, path, source, related } = diagnostic;
  const ruleIndex = ruleIndexes.get(code);
  const details = detailsOf(diagnostic).map(([label, value]) => `${label}: ${value}`);
  const location = {
    ...(source === undefined ? {} : { physicalLocation: physicalLocation(source) }),
    ...(path === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: path }] }),
  };
  return {
    ruleId: code,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVEL[severity],
    message: { text: [message, ...details].join("\n") },
    locations: source === undefined && path === undefined ? [] : [location],
    ...suggestionOf(diagnostic),
    ...(related === undefined
      ? {}
      : {
          relatedLocations: related.map((note, index) => ({
            id: index + 1,
            message: { text: note.message },
            physicalLocation: physicalLocation(note.source),
          })),
        }),
  };
}

/**
 * Diagnostics as a SARIF 2.1.0 log, what code-scanning services take (OASIS standard, section 3). Columns count UTF-16
 * code units and file names are relative to the repository's root, as everywhere here.
 */
export function renderSarif(diagnostics: Iterable<Diagnostic>, options: SarifOptions): string {
  const rules = rulesOf(options);
  const ruleIndexes = new Map(rules.map((rule, index) => [rule.id, index]));
  return printableJson({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { ...options.tool, rules } },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { "%SRCROOT%": { description: { text: "The root of the repository" } } },
        results: sortDiagnostics(diagnostics).map((diagnostic) => resultOf(diagnostic, ruleIndexes)),
      },
    ],
  });
}

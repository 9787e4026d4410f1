import type { Diagnostic, Occurrence, Severity } from "./diagnostic.ts";

/** What a package declares for each of its codes. */
export interface CodeDefinition<Parameters> {
  readonly severity: Severity;
  /** Gives the message of one occurrence. */
  readonly message: (parameters: Parameters) => string;
  /** One sentence for the reference page: when this is said. */
  readonly description: string;
  /** The hint said when an occurrence brings none of its own. */
  readonly hint?: string;
}

/** The codes of one area, by name. Parameters differ from code to code, so they are inferred from each `message`. */
export type CodeDefinitions = Readonly<Record<string, CodeDefinition<never>>>;

type ParametersOf<Definition> = Definition extends { message: (parameters: infer Parameters) => string }
  ? Parameters
  : never;

/** The codes of one area, and the only way to make their diagnostics. */
export interface DiagnosticRegistry<Definitions extends CodeDefinitions> {
  readonly area: string;
  readonly definitions: Definitions;
  /** Makes the diagnostic `<area>/<name>`. */
  create<Name extends keyof Definitions & string>(
    name: Name,
    parameters: ParametersOf<Definitions[Name]>,
    occurrence?: Occurrence,
  ): Diagnostic;
}

/**
 * Declares the diagnostics of one area (`dsl`, `kustomize`, `api` ...).
 *
 * @example
 * const codes = defineDiagnostics("dsl", {
 *   "unknown-field": {
 *     severity: "error",
 *     message: ({ field }: { field: string }) => `${field} is not a field of a cluster definition`,
 *     description: "A definition has a field that the API does not know.",
 *   },
 * });
 * codes.create("unknown-field", { field: "membres" }, { hint: "did you mean members?" });
 */
export function defineDiagnostics<const Definitions extends CodeDefinitions>(
  area: string,
  definitions: Definitions,
): DiagnosticRegistry<Definitions> {
  return {
    area,
    definitions,
    create(name, parameters, occurrence = {}) {
      const definition: CodeDefinition<never> | undefined = definitions[name];
      if (definition === undefined) {
        throw new RangeError(
          `${area}/${name} is not a known code; known: ${Object.keys(definitions).join(", ")}`,
        );
      }
      const hint = occurrence.hint ?? definition.hint;
      return {
        code: `${area}/${name}`,
        severity: definition.severity,
        message: definition.message(parameters as never),
        ...occurrence,
        ...(hint === undefined ? {} : { hint }),
      };
    },
  };
}

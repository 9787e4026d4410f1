import { type Diagnostic, sortDiagnostics } from "@grampus/diagnostics";
import { fleetSources } from "../fleet/sources.ts";
import { typeFindings } from "../typecheck/type-check.ts";
import {
  type CompiledFleet,
  type CompileRequest,
  compiledFleet,
  type RefusedFleet,
} from "./compiled-fleet.ts";

/** What is compiled, and whether the TypeScript compiler is asked too. */
export interface TypedCompileRequest extends CompileRequest {
  /** Whether the types of the definitions are checked; true unless said. */
  readonly types?: boolean;
}

function lineOf({ source }: Diagnostic): string | undefined {
  return source === undefined ? undefined : `${source.file}:${source.line}`;
}

/** Type errors without those on a line about which Grampus has an error of its own: it says the same, and what to do. */
function unsaid(types: readonly Diagnostic[], own: readonly Diagnostic[]): readonly Diagnostic[] {
  const said = new Set(own.filter(({ severity }) => severity === "error").map(lineOf));
  return types.filter((diagnostic) => !said.has(lineOf(diagnostic)));
}

/**
 * Compiles a fleet in memory while the TypeScript compiler, a process of its own, checks the definitions: what `compile`
 * takes, `check` takes too. Writes nothing.
 *
 * @throws CompilerFault as `compiledFleet`, and `type-checker-failed`
 */
export async function typedFleet(request: TypedCompileRequest): Promise<CompiledFleet | RefusedFleet> {
  const sources = fleetSources(request.root);
  const isTyped = request.types !== false && sources.clusters.length + sources.environments.length > 0;
  const [types, compiled] = await Promise.all([
    isTyped ? typeFindings(sources) : Promise.resolve([]),
    compiledFleet(request),
  ]);
  if (types.length === 0) return compiled;
  const own = compiled.diagnostics;
  return { kind: "refused", diagnostics: sortDiagnostics([...unsaid(types, own), ...own]) };
}

import type { Diagnostic } from "@grampus/diagnostics";
import { type Explanation, explanation } from "../explain/explanation.ts";
import { type CompileRequest, compiledFleet } from "./compiled-fleet.ts";

/** The answer to `explain`, or why there is none. */
export type ExplainResult =
  | Explanation
  | { readonly kind: "refused"; readonly diagnostics: readonly Diagnostic[] };

/**
 * Explains a field of one cluster in one environment.
 *
 * @param request its selection names both the environment and the cluster
 * @param field name of the field in a definition (`storage.size`) or in the custom resource (`spec.members`)
 */
export async function explain(request: CompileRequest, field: string): Promise<ExplainResult> {
  const compiled = await compiledFleet(request);
  if (compiled.kind === "refused") return compiled;
  const [overlay] = compiled.overlays;
  if (overlay === undefined) return { kind: "refused", diagnostics: compiled.diagnostics };
  const result = await explanation(request.root, overlay, field);
  return result.kind === "explained" ? result : { kind: "refused", diagnostics: result.diagnostics };
}

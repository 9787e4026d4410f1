import { type ClusterExplanation, clusterExplanation } from "../explain/cluster-explanation.ts";
import { type Explanation, explainer } from "../explain/explanation.ts";
import { refusedVariable, unknownField } from "../explain/unknown-field.ts";
import { fieldName } from "../fields/field-name.ts";
import { type CompileRequest, compiledFleet, type RefusedFleet } from "./compiled-fleet.ts";

/**
 * Explains a field of one cluster in one environment, or every field that is set. A field that does not exist, a server
 * variable that no definition may set, wrong definitions and an unknown environment or cluster are refused.
 *
 * @param request its selection names both the environment and the cluster
 * @param field name of the field in a definition (`storage.size`) or in the custom resource (`spec.members`)
 * @throws CompilerFault as `compiledFleet`
 */
export async function explain(
  request: CompileRequest,
  field?: string,
): Promise<Explanation | ClusterExplanation | RefusedFleet> {
  const compiled = await compiledFleet(request);
  if (compiled.kind === "refused") return compiled;
  const [overlay] = compiled.overlays;
  if (overlay === undefined) return { kind: "refused", diagnostics: compiled.diagnostics };
  if (field === undefined) return clusterExplanation(request.root, overlay);
  const name = fieldName(field);
  const refused = refusedVariable(field, name, overlay);
  if (refused !== undefined) return { kind: "refused", diagnostics: [refused] };
  const explained = (await explainer(request.root, overlay))(name);
  return explained ?? { kind: "refused", diagnostics: [unknownField(field, overlay)] };
}

import type { Diagnostic } from "@grampus/diagnostics";
import { toPlainData } from "../data/plain-copy.ts";
import { isMap, type PlainObject } from "../data/plain-data.ts";
import type { Finding } from "../findings/finding.ts";
import { resourceFindings, transitionFindings } from "../validate/api.ts";

/** What the compiler has against a resource, and who would: the API server at once, or the operator, which stalls. */
export interface Refusal {
  readonly origin: "api-server" | "operator";
  readonly diagnostic: Diagnostic;
}

const PLACE = "prod/orders";

function plainObject(value: unknown): PlainObject {
  const { data } = toPlainData(value);
  if (!isMap(data)) throw new RangeError(`no object: ${JSON.stringify(value)}`);
  return data;
}

/** What only the compiler can advise about a version that was committed: to compare with another commit. */
const COMMIT_ADVICE = /; when \S+ never ran .*$/;

/** A finding in the words that the API server and the operator have too. */
function refusal({ diagnostic }: Finding): Refusal {
  const message = diagnostic.message.replace(` (${PLACE})`, "");
  const origin = diagnostic.code === "cluster/would-stall" ? "operator" : "api-server";
  const hint = diagnostic.hint?.replace(COMMIT_ADVICE, "");
  return { origin, diagnostic: { ...diagnostic, message, ...(hint === undefined ? {} : { hint }) } };
}

/** What the compiler refuses about a custom resource, without defaults or with them. */
export function refusals(resource: unknown): readonly Refusal[] {
  return resourceFindings(plainObject(resource), []).map(refusal);
}

/** What the compiler refuses about a change from a committed custom resource. */
export function changeRefusals(before: unknown, after: unknown): readonly Refusal[] {
  const committed = { resource: plainObject(before), commit: "HEAD" };
  return transitionFindings(committed, plainObject(after), [], PLACE).map(refusal);
}

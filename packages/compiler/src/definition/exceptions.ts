import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";
import { valueText } from "../data/value-text.ts";
import type { Finding } from "../findings/finding.ts";
import { type Identity, readIdentity } from "../fleet/identity.ts";
import { definitionCodes } from "./diagnostics.ts";
import type { EnvironmentEntry, RetiredCluster } from "./entries.ts";
import { isReason, reasonFinding } from "./reason.ts";

/** A field of an environment that names clusters, each with the reason for an exception. */
type ReasonField = "retired" | "ahead";

/** The names under a field of exceptions; a reason that says nothing goes to `findings`. */
function reasonedNames(
  file: string,
  field: ReasonField,
  value: PlainValue | undefined,
  findings: Finding[],
): readonly string[] {
  if (!isMap(value)) return [];
  for (const [key, reason] of Object.entries(value)) {
    if (!isReason(reason)) findings.push(reasonFinding(file, [field, key], reason));
  }
  return Object.keys(value);
}

function keyFinding(file: string, field: ReasonField, key: string, allowed: string): Finding {
  return {
    diagnostic: definitionCodes.create(
      "unsupported-value",
      { field: `a name under ${field}` },
      { path: `${field}.${key}`, found: valueText(key), allowed },
    ),
    place: { file, path: [field, key], part: "name" },
  };
}

/**
 * The exceptions an environment asks for: clusters that may leave Git, and clusters that may be ahead. What is wrong
 * about them goes to `findings`.
 *
 * @param own where the environment's clusters are
 */
export function checkedExceptions(
  file: string,
  { retired, ahead, clusters }: PlainObject,
  own: Omit<Identity, "name">,
  findings: Finding[],
): Pick<EnvironmentEntry, "retired" | "ahead"> {
  const leaving = reasonedNames(file, "retired", retired, findings).flatMap(
    (key): readonly RetiredCluster[] => {
      const identity = readIdentity(key, own);
      if (identity !== undefined) return [{ key, identity }];
      const allowed = "namespace/cluster or target/namespace/cluster";
      findings.push(keyFinding(file, "retired", key, allowed));
      return [];
    },
  );
  const listed = Object.keys(isMap(clusters) ? clusters : {});
  const leading = reasonedNames(file, "ahead", ahead, findings);
  for (const key of leading) {
    if (!listed.includes(key)) findings.push(keyFinding(file, "ahead", key, listed.join(", ")));
  }
  return { retired: leaving, ahead: leading };
}

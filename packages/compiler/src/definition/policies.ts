import { parseQuantity } from "@grampus/api";
import type { Policy } from "@grampus/dsl";
import type { PlainObject, PlainValue } from "../data/plain-data.ts";
import { isMap } from "../data/plain-data.ts";
import { valueText } from "../data/value-text.ts";
import type { Finding } from "../findings/finding.ts";
import { definitionCodes } from "./diagnostics.ts";

const POLICY_HINT = "use the functions of @grampus/dsl: minMembers(3), oddMembers(), requireOwner() ...";

/** Reads a policy from plain data; undefined when it is none. */
function policy(value: PlainObject): Policy | undefined {
  const { kind, members, size, versions } = value;
  switch (kind) {
    case "minMembers":
      return typeof members === "number" && Number.isInteger(members) && members > 0
        ? { kind, members }
        : undefined;
    case "maxStorage":
      return typeof size === "string" && isQuantity(size) ? { kind, size } : undefined;
    case "allowVersions":
      return Array.isArray(versions) && versions.every(isVersion) ? { kind, versions } : undefined;
    case "oddMembers":
    case "requireOwner":
    case "requireResources":
    case "retainData":
      return { kind };
    default:
      return undefined;
  }
}

function isQuantity(value: string): value is Extract<Policy, { kind: "maxStorage" }>["size"] {
  return (parseQuantity(value) ?? 0n) > 0n;
}

function isVersion(
  value: PlainValue,
): value is Extract<Policy, { kind: "allowVersions" }>["versions"][number] {
  return typeof value === "string" && /^[0-9]+\.[0-9]+(\.[0-9]+)?$/.test(value);
}

/** The policies of an environment. What is no policy goes to `findings`. */
export function checkedPolicies(
  file: string,
  value: PlainValue | undefined,
  findings: Finding[],
): readonly Policy[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: PlainValue, index): readonly Policy[] => {
    const found = isMap(item) ? policy(item) : undefined;
    if (found !== undefined) return [found];
    const path = ["policies", index];
    findings.push({
      diagnostic: definitionCodes.create(
        "unsupported-value",
        { field: `policies[${index}]` },
        { path: path.join("."), found: valueText(item), allowed: "a policy", hint: POLICY_HINT },
      ),
      place: { file, path, part: "value" },
    });
    return [];
  });
}

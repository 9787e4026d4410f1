import { parseQuantity } from "@grampus/api";
import type { BuiltInPolicy, BuiltInRule } from "@grampus/dsl";
import type { PlainObject, PlainValue } from "../data/plain-data.ts";
import { isMap } from "../data/plain-data.ts";
import { valueText } from "../data/value-text.ts";
import type { Finding } from "../findings/finding.ts";
import type { LoadedDefinition } from "../load/definitions.ts";
import { definitionCodes } from "./diagnostics.ts";
import type { OwnPolicyEntry, PolicyEntry } from "./entries.ts";
import { isDnsLabel } from "./names.ts";
import { readRequiredApproval } from "./required-approval.ts";

const POLICY_HINT =
  'use the functions of @grampus/dsl: minMembers(3), oddMembers(), requireOwner() ..., or policy("...", (cluster) => ...)';

/** The names that built-in policies have in messages and exceptions. */
const BUILT_IN_NAMES: Readonly<Record<BuiltInPolicy["kind"], BuiltInRule>> = {
  minMembers: "min-members",
  oddMembers: "odd-members",
  maxStorage: "max-storage",
  requireOwner: "require-owner",
  requireResources: "require-resources",
  retainData: "retain-data",
  allowVersions: "allow-versions",
  requireApproval: "require-approval",
};

/** The name a policy has in messages and exceptions. */
export function policyName(policy: PolicyEntry): string {
  return policy.kind === "own" ? policy.name : BUILT_IN_NAMES[policy.kind];
}

/** Reads a built-in policy from plain data; undefined when it is none. */
function builtIn(value: PlainObject): BuiltInPolicy | undefined {
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
    case "requireApproval": {
      const required = readRequiredApproval(value);
      return "field" in required ? undefined : { kind, ...required };
    }
    case "oddMembers":
    case "requireOwner":
    case "requireResources":
    case "retainData":
      return { kind };
    default:
      return undefined;
  }
}

function isQuantity(value: string): value is Extract<BuiltInPolicy, { kind: "maxStorage" }>["size"] {
  return (parseQuantity(value) ?? 0n) > 0n;
}

function isVersion(
  value: PlainValue,
): value is Extract<BuiltInPolicy, { kind: "allowVersions" }>["versions"][number] {
  return typeof value === "string" && /^[0-9]+\.[0-9]+(\.[0-9]+)?$/.test(value);
}

const NAME_ALLOWED = "lower-case letters, digits and -, starting with a letter, at most 63 characters";

type PolicyFunctions = Pick<LoadedDefinition, "file" | "policyFunctions">;

/** A policy of the fleet's own; what is wrong with it goes to `findings`. */
function own(
  { file, policyFunctions }: PolicyFunctions,
  { name }: PlainObject,
  index: number,
  taken: ReadonlyMap<string, string>,
  findings: Finding[],
): OwnPolicyEntry | undefined {
  const asked = policyFunctions.get(index);
  if (asked === undefined) return undefined;
  const path = ["policies", index, "name"];
  const at = { path: `policies[${index}].name`, found: valueText(name) };
  const place = { file, path, part: "value" } as const;
  if (typeof name !== "string" || !isDnsLabel(name, 63)) {
    const occurrence = { ...at, allowed: NAME_ALLOWED };
    findings.push({
      diagnostic: definitionCodes.create("invalid-name", { what: "a policy" }, occurrence),
      place,
    });
    return { kind: "own", name: valueText(name), asked };
  }
  const owner = taken.get(name);
  if (owner !== undefined) {
    findings.push({ diagnostic: definitionCodes.create("policy-name-taken", { name, owner }, at), place });
  }
  return { kind: "own", name, asked };
}

/** The policies of an environment. What is no policy goes to `findings`. */
export function checkedPolicies(
  definition: PolicyFunctions,
  value: PlainValue | undefined,
  findings: Finding[],
): readonly PolicyEntry[] {
  if (!Array.isArray(value)) return [];
  const taken = new Map(
    Object.entries(BUILT_IN_NAMES).map(([kind, name]): [string, string] => [name, `the built-in ${kind}`]),
  );
  return value.flatMap((item: PlainValue, index): readonly PolicyEntry[] => {
    const map = isMap(item) ? item : {};
    const found = map.kind === "own" ? own(definition, map, index, taken, findings) : builtIn(map);
    if (found?.kind === "own") taken.set(found.name, `policies[${index}] too`);
    if (found !== undefined) return [found];
    const path = ["policies", index];
    findings.push({
      diagnostic: definitionCodes.create(
        "unsupported-value",
        { field: `policies[${index}]` },
        { path: path.join("."), found: valueText(item), allowed: "a policy", hint: POLICY_HINT },
      ),
      place: { file: definition.file, path, part: "value" },
    });
    return [];
  });
}

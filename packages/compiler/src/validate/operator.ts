import {
  API_VERSION,
  CLUSTER_KIND,
  compareQuantities,
  pathText,
  type Violation,
  validate,
} from "@grampus/api";
import { operatorResources } from "@grampus/resources";
import { type DataPath, startsWith } from "../data/data-path.ts";
import { plainCopy } from "../data/plain-copy.ts";
import { valueText } from "../data/value-text.ts";
import type { EnvironmentEntry } from "../definition/entries.ts";
import type { Finding } from "../findings/finding.ts";
import { violationOccurrence } from "./api.ts";
import { clusterCodes } from "./diagnostics.ts";

/** The settings that a Cluster has too, with their place there: one schema is the judge of both. */
const SHARED_FIELDS: readonly { readonly setting: string; readonly resource: DataPath }[] = [
  { setting: "resources", resource: ["spec", "resources", "server"] },
  { setting: "nodeSelector", resource: ["spec", "nodeSelector"] },
  { setting: "tolerations", resource: ["spec", "tolerations"] },
  { setting: "affinity", resource: ["spec", "affinity"] },
];

/** Rules about what a MySQL server needs. */
function isAboutMembers({ rule }: Violation): boolean {
  return rule.endsWith("-floor");
}

/** Node.js takes 42 MiB before it runs anything (24.21, measured). */
const OPERATOR_FLOOR = "64Mi";

/** The operator's memory below what it can start with: what a forgotten suffix gives. */
function floorFindings({ file, operatorOptions }: EnvironmentEntry): readonly Finding[] {
  return (["requests", "limits"] as const).flatMap((side): readonly Finding[] => {
    const found = operatorOptions.resources?.[side]?.memory;
    if (found === undefined || compareQuantities(found, OPERATOR_FLOOR) !== -1) return [];
    const inside = ["resources", side, "memory"];
    const message =
      `the operator has at least ${OPERATOR_FLOOR} of memory: Node.js alone takes 42 MiB; ` +
      "a number without a suffix counts bytes, and m is a thousandth";
    const path = pathText(["operator", ...inside]);
    return [
      {
        diagnostic: clusterCodes.create("invalid-value", { message }, { path, found: valueText(found) }),
        place: { file, path: ["operator", "settings", ...inside], part: "value" },
      },
    ];
  });
}

/** Finds what the API server would refuse about the pods of an environment's operator, with this many clusters to it. */
export function operatorFindings(environment: EnvironmentEntry, clusters: number): readonly Finding[] {
  const { file, operatorOptions } = environment;
  const { nodeSelector, tolerations, affinity, resources } = operatorOptions;
  const spec = plainCopy({
    nodeSelector,
    tolerations,
    affinity,
    resources: { server: operatorResources(clusters, resources) },
  });
  const cluster = { apiVersion: API_VERSION, kind: CLUSTER_KIND, metadata: { name: "operator" }, spec };
  const violations = validate(CLUSTER_KIND, cluster).flatMap((violation): readonly Finding[] => {
    const field = SHARED_FIELDS.find(({ resource }) => startsWith(violation.path, resource));
    if (field === undefined || isAboutMembers(violation)) return [];
    const inside = [field.setting, ...violation.path.slice(field.resource.length)];
    const isUnknown = violation.rule.endsWith("unknown-field");
    const code = isUnknown ? "unknown-field" : "invalid-value";
    const occurrence = {
      ...violationOccurrence(violation, cluster),
      path: pathText(["operator", ...inside]),
    };
    return [
      {
        diagnostic: clusterCodes.create(code, { message: violation.message }, occurrence),
        place: {
          file,
          path: ["operator", "settings", ...inside],
          part: isUnknown ? "name" : "value",
        },
      },
    ];
  });
  return [...floorFindings(environment), ...violations];
}

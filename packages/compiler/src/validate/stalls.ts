import { CLUSTER_KIND, type Cluster, pathText, seriesOf, type Violation, withDefaults } from "@grampus/api";
import { type SpecStall, specStalls, upgradeStall } from "@grampus/resources";
import { valueAt } from "../data/data-path.ts";
import { toPlainData } from "../data/plain-copy.ts";
import type { PlainObject } from "../data/plain-data.ts";
import { valueText } from "../data/value-text.ts";
import type { Finding } from "../findings/finding.ts";
import type { Layer } from "../resolve/layers.ts";
import { clusterCodes } from "./diagnostics.ts";
import { fieldPlace } from "./field-place.ts";

/** A number that the API takes as text only: the rules of the operator can read it all the same. */
function isNumberOfVariable({ path, found }: Violation): boolean {
  return path.length === 3 && path[1] === "variables" && typeof found === "number";
}

/** Whether values have the types of the API, so that rules of the operator can read them. */
function isTyped(resource: PlainObject, violations: readonly Violation[]): resource is PlainObject & Cluster {
  return (
    resource.kind === CLUSTER_KIND &&
    violations.every(
      (violation) =>
        violation.rule.startsWith("cel:") ||
        violation.rule.endsWith("unknown-field") ||
        isNumberOfVariable(violation),
    )
  );
}

function finding(stall: SpecStall, layers: readonly Layer[], place?: string): Finding {
  const { reason, path, found, allowed, message, hint } = stall;
  const said = place === undefined ? message : `${message} (${place})`;
  return {
    diagnostic: clusterCodes.create(
      "would-stall",
      { reason, message: said },
      { path: pathText(path), found: valueText(toPlainData(found).data), allowed, hint },
    ),
    place: fieldPlace(layers, path, reason === "VariableUnknown" ? "name" : "value"),
  };
}

/** Finds what the operator would stall on, where the API server finds the types right. */
export function stallFindings(
  resource: PlainObject,
  violations: readonly Violation[],
  layers: readonly Layer[],
): readonly Finding[] {
  if (!isTyped(resource, violations)) return [];
  return specStalls(withDefaults(resource)).map((stall) => finding(stall, layers));
}

function versionOf(resource: PlainObject): string {
  return String(valueAt(resource, ["spec", "version"]) ?? "");
}

/**
 * A committed resource as a Kubernetes cluster has it: its members ran the version, unless the operator does not run
 * it. Then it stalled, and nobody knows what ran before.
 */
export function asItRan(before: PlainObject): PlainObject {
  const { status, ...rest } = before;
  const version = versionOf(rest);
  return seriesOf(version) === undefined ? rest : { ...rest, status: { dataVersion: version } };
}

/** Finds a change of the series, which the operator would stall on while members run the committed one. */
export function upgradeFindings(
  before: PlainObject,
  after: PlainObject,
  layers: readonly Layer[],
  place: string,
): readonly Finding[] {
  if (!isTyped(after, [])) return [];
  const stall = upgradeStall(withDefaults(after), [versionOf(before)]);
  if (stall === undefined) return [];
  const name = String(valueAt(after, ["metadata", "name"]));
  const ran = `kubectl get clusters.mysql.oracle.com ${name} --output jsonpath={.status.dataVersion}`;
  const hint = `${stall.hint}; when ${versionOf(before)} never ran (${ran} says what did), compare with the commit before it: --against <commit>`;
  return [finding({ ...stall, hint }, layers, place)];
}

import {
  CLUSTER_KIND,
  pathText,
  SUPPORTED_SERIES,
  type Violation,
  validate,
  validateTransition,
} from "@grampus/api";
import type { Occurrence } from "@grampus/diagnostics";
import { ownedVariables } from "@grampus/resources";
import { type DataPath, valueAt } from "../data/data-path.ts";
import { toPlainData } from "../data/plain-copy.ts";
import type { PlainObject } from "../data/plain-data.ts";
import { valueText } from "../data/value-text.ts";
import type { Finding } from "../findings/finding.ts";
import type { Layer } from "../resolve/layers.ts";
import { changedEntry } from "./changed-entry.ts";
import { clusterCodes } from "./diagnostics.ts";
import { excessRequests } from "./excess-requests.ts";
import { fieldPlace } from "./field-place.ts";
import { asItRan, stallFindings, upgradeFindings } from "./stalls.ts";
import { suffixHint, variableHint } from "./suffix-hint.ts";

const QUANTITY_WITH_BYTES = /^(\d+(?:\.\d+)?)\s*([kKMGTPE])i?[bB]?$/;

/** What to write instead of a size with a unit Kubernetes does not know: `10Gb`, `10 Gi`, `10GiB`. */
function quantityHint(found: unknown): string | undefined {
  const [, number, unit] = typeof found === "string" ? (QUANTITY_WITH_BYTES.exec(found) ?? []) : [];
  if (number === undefined || unit === undefined) return undefined;
  const prefix = unit.toUpperCase();
  return `did you mean ${number}${prefix}i (powers of 1024) or ${number}${prefix === "K" ? "k" : prefix} (powers of 1000)?`;
}

/** What a server variable of the operator is, where it is the same for every cluster. */
function ownedHint({ path, rule }: Violation): string | undefined {
  if (rule !== "cel:operator-owned") return undefined;
  const name = String(path.at(-1));
  const value = SUPPORTED_SERIES.map((series) => ownedVariables(series, "")[name]).find(
    (owned) => owned !== undefined && owned !== "",
  );
  return value === undefined ? "leave it out" : `leave it out; every member has ${name}=${value}`;
}

function isQuantity({ allowed }: Violation): boolean {
  return allowed?.startsWith("a quantity ") === true;
}

/** What a message about a violation says besides its text: path, what was found, what is allowed, a hint. */
export function violationOccurrence(violation: Violation, resource: PlainObject): Occurrence {
  const { path, found } = violation;
  const hint = isQuantity(violation)
    ? quantityHint(found)
    : (suffixHint(resource, violation) ?? variableHint(resource, violation) ?? ownedHint(violation));
  const allowed = isQuantity(violation) ? "a quantity of bytes, like 10Gi, 1.5Ti or 500M" : violation.allowed;
  const text = found === undefined ? excessRequests(resource, violation) : valueText(toPlainData(found).data);
  return {
    path: pathText(path),
    ...(text === undefined ? {} : { found: text }),
    ...(allowed === undefined ? {} : { allowed }),
    ...(hint === undefined ? {} : { hint }),
  };
}

function isUnknownField({ rule }: Violation): boolean {
  return rule.endsWith("unknown-field");
}

function violationFinding(violation: Violation, resource: PlainObject, layers: readonly Layer[]): Finding {
  const isUnknown = isUnknownField(violation);
  return {
    diagnostic: clusterCodes.create(
      isUnknown ? "unknown-field" : "invalid-value",
      { message: violation.message },
      violationOccurrence(violation, resource),
    ),
    place: fieldPlace(layers, violation.path, isUnknown ? "name" : "value"),
  };
}

/**
 * Finds what the API server would refuse about a resource, and what the operator would stall on, at the TypeScript lines
 * that say it. Of a value that both refuse the operator's words stay: they know more.
 */
export function resourceFindings(resource: PlainObject, layers: readonly Layer[]): readonly Finding[] {
  const violations = validate(CLUSTER_KIND, resource);
  const stalls = stallFindings(resource, violations, layers);
  const said = new Set(stalls.map(({ diagnostic }) => diagnostic.path));
  return [
    ...violations
      .filter(({ path }) => !said.has(pathText(path)))
      .map((violation) => violationFinding(violation, resource, layers)),
    ...stalls,
  ];
}

/** A resource of a commit. */
export interface CommittedResource {
  readonly resource: PlainObject;
  /** The commit as messages name it. */
  readonly commit: string;
}

/** What a field or an entry of it was in a commit, and how to compare with another one. */
function changeOccurrence(
  violation: Violation,
  path: DataPath,
  { resource, commit }: CommittedResource,
  after: PlainObject,
): Occurrence {
  const now = violationOccurrence(violation, after);
  const before = valueAt(resource, path);
  const isEntry = path.length > violation.path.length;
  const found = isEntry ? valueText(valueAt(after, path)) : (now.found ?? "nothing");
  const earlier = before === undefined ? "not set" : valueText(before);
  return {
    ...now,
    path: pathText(path),
    ...(before === undefined && !isEntry ? {} : { found: `${found}; ${earlier} in ${commit}` }),
    hint: now.hint ?? "when that was never applied, compare with a commit that was: --against <commit>",
  };
}

/**
 * Finds what the API server would refuse about a change of a resource, and else what the operator would stall on.
 * `before` is as committed; its version counts as one that ran, unless the operator does not run it.
 */
export function transitionFindings(
  before: CommittedResource,
  after: PlainObject,
  layers: readonly Layer[],
  place: string,
): readonly Finding[] {
  const refusals = validateTransition(CLUSTER_KIND, asItRan(before.resource), after).map((violation) => {
    const path = changedEntry(violation, before.resource, after);
    return {
      diagnostic: clusterCodes.create(
        "forbidden-change",
        { message: violation.message, place },
        changeOccurrence(violation, path, before, after),
      ),
      place: fieldPlace(layers, path, "value"),
    };
  });
  const isRefused = refusals.some(({ diagnostic }) => diagnostic.path === "spec.version");
  return isRefused ? refusals : [...refusals, ...upgradeFindings(before.resource, after, layers, place)];
}

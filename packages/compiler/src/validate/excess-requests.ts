import { compareQuantities, type Violation } from "@grampus/api";
import { valueAt } from "../data/data-path.ts";
import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";

function isMore(request: PlainValue | undefined, limit: PlainValue | undefined): boolean {
  return compareQuantities(String(request), String(limit)) === 1;
}

/** Which requests are more than their limits: `memory: 8Gi requested, 4Gi at most`; undefined for another rule. */
export function excessRequests(resource: PlainObject, { path, rule }: Violation): string | undefined {
  if (rule !== "cel:requests-within-limits") return undefined;
  const requests = valueAt(resource, path);
  const limits = valueAt(resource, [...path.slice(0, -1), "limits"]);
  if (!isMap(requests) || !isMap(limits)) return undefined;
  return Object.keys(requests)
    .filter((name) => Object.hasOwn(limits, name) && isMore(requests[name], limits[name]))
    .map((name) => `${name}: ${String(requests[name])} requested, ${String(limits[name])} at most`)
    .join("; ");
}

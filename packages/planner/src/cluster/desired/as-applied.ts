import { isPlainObject } from "@grampus/api";
import type { KubernetesObject, StatefulSet } from "@grampus/resources";
import type { ForeignField, ObservedObject, ObservedStatefulSet } from "../observation/objects.ts";
import { contains } from "./contains.ts";

/** Maps that no one may add to: who is selected, and what members read. The API server gives them no defaults. */
const CLOSED = new Set(["selector", "matchLabels", "data"]);

/** What the API server gives out of a Service's fields, or a person chooses where a cluster has two families. */
export const GIVEN_BY_API_SERVER = ["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"] as const;

/** A key in a closed map that was not asked for, as a path. */
function addedKey(found: unknown, asked: unknown, path: readonly string[] = []): string | undefined {
  if (!isPlainObject(asked) || !isPlainObject(found)) return undefined;
  const isClosed = CLOSED.has(path.at(-1) ?? "");
  const added = isClosed ? Object.keys(found).find((key) => !Object.hasOwn(asked, key)) : undefined;
  if (added !== undefined) return [...path, added].join(".");
  for (const [key, value] of Object.entries(asked)) {
    const below = addedKey(found[key], value, [...path, key]);
    if (below !== undefined) return below;
  }
  return undefined;
}

function isItem(item: unknown, keys: Readonly<Record<string, unknown>>): boolean {
  if (!isPlainObject(item)) return false;
  return Object.entries(keys).every(([key, value]) => item[key] === undefined || item[key] === value);
}

/** The first steps of a field's path up to the one that is not asked for; `undefined` when all are. */
function unasked(asked: unknown, path: ForeignField["path"], length = 0): ForeignField["path"] | undefined {
  if (asked === undefined) return path.slice(0, length);
  const step = path[length];
  if (step === undefined) return undefined;
  const below =
    typeof step === "string"
      ? isPlainObject(asked)
        ? asked[step]
        : undefined
      : Array.isArray(asked)
        ? asked.find((item) => isItem(item, step))
        : undefined;
  return unasked(below, path, length + 1);
}

/** A field's path for people, such as `spec.ports[3306/TCP].nodePort`. */
function pathText(path: ForeignField["path"]): string {
  return path
    .map((step, index) =>
      typeof step === "string" ? `${index === 0 ? "" : "."}${step}` : `[${Object.values(step).join("/")}]`,
    )
    .join("");
}

function isGiven({ path }: ForeignField): boolean {
  return path.length === 2 && path[0] === "spec" && GIVEN_BY_API_SERVER.some((name) => name === path[1]);
}

/**
 * Why an object is not what an apply of `asked` would leave of it; `undefined` when it is. What the API server adds by
 * itself belongs to nobody and stays; metadata that others add stays too.
 */
export function whyNotAsApplied(found: ObservedObject, asked: KubernetesObject): string | undefined {
  if (!contains(found.content, asked)) return `${asked.kind} ${found.name} differs from the spec`;
  const added = addedKey(found.content, asked);
  const who = ({ path }: ForeignField) => added?.startsWith(pathText(path)) === true;
  if (added !== undefined)
    return `${asked.kind} ${found.name} has ${added}, which ${found.foreign.find(who)?.manager ?? "somebody"} added`;
  for (const field of found.foreign) {
    const path = isGiven(field) ? undefined : unasked(asked, field.path);
    if (path !== undefined)
      return `${asked.kind} ${found.name} has ${pathText(path)}, which ${field.manager} set`;
  }
  return undefined;
}

/** What others set in the StatefulSet, for people. */
function setByOthers({ foreign }: ObservedStatefulSet): string {
  const [first] = foreign;
  return first === undefined ? "somebody changed its spec" : `${first.manager} set ${pathText(first.path)}`;
}

/** Whether its spec is, field for field, what the operator wrote last: the API server counts changes of it. */
export function isAsWritten({ generation, appliedGeneration }: ObservedStatefulSet): boolean {
  return generation === appliedGeneration;
}

/** The same for the StatefulSet; `asked` is told by its revision and the number of its members. */
export function whySetNotAsApplied(
  found: ObservedStatefulSet,
  asked: StatefulSet,
  revision: string | undefined,
): string | undefined {
  const { name, labels } = asked.metadata;
  const isSame = found.revision === revision && found.replicas === asked.spec.replicas;
  if (!isSame || found.ownerUid === undefined || !contains(found.labels, labels))
    return "StatefulSet differs from the spec";
  if (isAsWritten(found)) return undefined;
  return found.appliedGeneration === undefined
    ? `StatefulSet ${name} does not say which of its generations the operator wrote`
    : `StatefulSet ${name} is not what was applied: ${setByOthers(found)}`;
}

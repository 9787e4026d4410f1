import { isPlainObject, MANAGED_BY } from "@grampus/api";
import type { ForeignField } from "@grampus/planner";
import type { KubeObject } from "./objects.ts";

/** Parts of an object that are written whole; what others say in its metadata is theirs. */
const WHOLE = ["f:spec", "f:data", "f:binaryData", "f:immutable"] as const;

/** Deeper, a field is told by what it is in. */
const DEEPEST = 12;

type Path = ForeignField["path"];

/** A step of `fieldsV1`: `f:name`, `k:{"name":"mysql"}`, `v:"text"` or `i:0`; the type itself, `.`, has none. */
function stepOf(key: string): Path[number] | undefined {
  const text = key.slice(2);
  if (key.startsWith("f:")) return text;
  if (!key.startsWith("k:")) return undefined;
  const found: unknown = JSON.parse(text);
  return isPlainObject(found) ? found : undefined;
}

function leaves(fields: unknown, path: Path): readonly Path[] {
  const below = Object.entries(isPlainObject(fields) ? fields : {}).flatMap(([key, value]) => {
    const step = stepOf(key);
    return step === undefined || path.length >= DEEPEST ? [] : leaves(value, [...path, step]);
  });
  return below.length === 0 ? [path] : below;
}

/** Whether an entry of `metadata.managedFields` is somebody else's word about the object itself, not about its status. */
function isForeign(entry: unknown): entry is Readonly<Record<string, unknown>> {
  if (!isPlainObject(entry)) return false;
  const { manager, subresource = "" } = entry;
  return manager !== MANAGED_BY && subresource === "";
}

function managedFields({ metadata }: KubeObject): readonly unknown[] {
  return metadata.managedFields ?? [];
}

/** Fields of what is written whole that others set last, by the API server's own account of who set what. */
export function foreignFields(object: KubeObject): readonly ForeignField[] {
  if (object.foreign !== undefined) return object.foreign;
  return managedFields(object)
    .filter(isForeign)
    .flatMap(({ manager, time, fieldsV1 }) =>
      WHOLE.flatMap((part) => {
        const fields = isPlainObject(fieldsV1) ? fieldsV1[part] : undefined;
        if (fields === undefined) return [];
        const setAt = typeof time === "string" ? { setAt: Date.parse(time) } : {};
        return leaves(fields, [part.slice(2)]).map((path) => ({ manager: String(manager), path, ...setAt }));
      }),
    );
}

/** `metadata.managedFields` without others' claims to what is written whole. */
export function withoutForeignFields(object: KubeObject): readonly unknown[] {
  return managedFields(object).map((entry) => {
    if (!isForeign(entry) || !isPlainObject(entry.fieldsV1)) return entry;
    const kept = Object.entries(entry.fieldsV1).filter(([part]) => !WHOLE.some((one) => one === part));
    return { ...entry, fieldsV1: Object.fromEntries(kept) };
  });
}

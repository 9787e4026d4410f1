import type { ChangeClass } from "@grampus/api";
import { valueAt } from "../data/data-path.ts";
import type { PlainObject } from "../data/plain-data.ts";
import { identityKey, manifestIdentity } from "../resolve/manifests.ts";
import { changedPaths, type FieldChange } from "./field-changes.ts";

/** A change of an object that travels with a cluster, or that an environment brings. */
export interface ObjectChange {
  readonly change: "create" | "change" | "remove";
  /** `ConfigMap settings`. */
  readonly object: string;
  /** What differs; nothing where the whole object comes or goes. */
  readonly fields: readonly FieldChange[];
}

function byIdentity(objects: readonly PlainObject[]): ReadonlyMap<string, PlainObject> {
  return new Map(
    objects.flatMap((object): readonly (readonly [string, PlainObject])[] => {
      const identity = manifestIdentity(object);
      return identity === undefined ? [] : [[identityKey(identity), object]];
    }),
  );
}

function nameOf(object: PlainObject): string {
  return `${String(object.kind)} ${String(valueAt(object, ["metadata", "name"]))}`;
}

/**
 * How objects differ, in the order of their names.
 *
 * @param classOf what the change of an object does to a running database
 */
export function objectChanges(
  before: readonly PlainObject[],
  after: readonly PlainObject[],
  classOf: (object: PlainObject) => ChangeClass,
): readonly ObjectChange[] {
  const [old, current] = [byIdentity(before), byIdentity(after)];
  return [...new Set([...old.keys(), ...current.keys()])].sort().flatMap((key): readonly ObjectChange[] => {
    const [from, to] = [old.get(key), current.get(key)];
    if (to === undefined)
      return from === undefined ? [] : [{ change: "remove", object: nameOf(from), fields: [] }];
    if (from === undefined) return [{ change: "create", object: nameOf(to), fields: [] }];
    const fields = changedPaths(from, to, "by item").map((path) => ({
      path,
      before: valueAt(from, path),
      after: valueAt(to, path),
      changeClass: classOf(to),
    }));
    return fields.length === 0 ? [] : [{ change: "change", object: nameOf(to), fields }];
  });
}

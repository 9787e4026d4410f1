import { compareValues } from "./compare-values.ts";
import { fieldAt, fieldPath } from "./field-path.ts";
import { CHANGE_CLASSES, type ChangeClass, type FieldDescription } from "./generated/tables.js";
import type { Kind } from "./group.ts";
import { isPlainObject, ownValue } from "./plain-object.ts";
import { serverVariable } from "./server-variables/catalogue.ts";
import { isCreationVariable } from "./server-variables/operator-owned.ts";

type Path = readonly (string | number)[];

/** Negative, 0 or positive as the first class is less than, the same as or more than the second. */
export function compareChangeClasses(first: ChangeClass, second: ChangeClass): number {
  return CHANGE_CLASSES.indexOf(first) - CHANGE_CLASSES.indexOf(second);
}

/** The highest class; `undefined` for none. */
export function highestChangeClass(classes: Iterable<ChangeClass>): ChangeClass | undefined {
  let highest: ChangeClass | undefined;
  for (const one of classes) {
    if (highest === undefined || compareChangeClasses(one, highest) > 0) highest = one;
  }
  return highest;
}

function isSame(before: unknown, after: unknown): boolean {
  if (Object.is(before, after)) return true;
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.length === after.length && before.every((item, index) => isSame(item, after[index]));
  }
  if (!isPlainObject(before) || !isPlainObject(after)) return false;
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].every((key) => isSame(before[key], after[key]));
}

function listConditions(before: readonly unknown[], after: readonly unknown[]): readonly string[] {
  const added = after.some((item) => !before.some((other) => isSame(item, other)));
  const removed = before.some((item) => !after.some((other) => isSame(item, other)));
  return [...(added ? ["add"] : []), ...(removed ? ["remove"] : [])];
}

function conditionsOf(field: FieldDescription, before: unknown, after: unknown): readonly string[] {
  if (typeof after === "string" && field.changeClass[`to:${after}`] !== undefined) return [`to:${after}`];
  if (before === undefined) return ["add"];
  if (after === undefined) return ["remove"];
  if (Array.isArray(before) && Array.isArray(after)) return listConditions(before, after);
  const order = compareValues(field.order, before, after);
  return order === undefined || order === 0 ? [] : [order < 0 ? "up" : "down"];
}

/** The class a field's table gives a change. Where the table does not speak of it, the highest it knows. */
function classOfField(field: FieldDescription, before: unknown, after: unknown): ChangeClass | undefined {
  const conditions = conditionsOf(field, before, after);
  const table = field.changeClass;
  const classes = conditions.flatMap((condition) => table[condition] ?? table.any ?? []);
  const known = classes.length === conditions.length && classes.length > 0;
  return known ? highestChangeClass(classes) : (table.any ?? highestChangeClass(Object.values(table)));
}

/**
 * The class of a server variable, which its table of fields does not know; `undefined` for another field. A name that
 * is not known counts as one that restarts: `notSettable` says of which names no member takes a value.
 */
function classOfVariable(kind: Kind, path: Path): ChangeClass | undefined {
  if (fieldPath(kind, path) !== "spec.variables.*") return undefined;
  const name = String(path.at(-1));
  if (isCreationVariable(name)) return "forbidden";
  return serverVariable(name)?.effect === "online" ? "online" : "rolling-restart";
}

function decidesAlone(field: FieldDescription, before: unknown, after: unknown): boolean {
  if (!isPlainObject(before) && !isPlainObject(after)) return true;
  const { ownClass, changeClass } = field;
  if (before === undefined) return ownClass && changeClass.add !== undefined;
  return after === undefined && ownClass && changeClass.remove !== undefined;
}

/**
 * What the change of a value does to a running database, by the tags of the API and, for `spec.variables`, by the
 * effect of each server variable. Objects count by what changed in them, the highest class wins. `undefined` when
 * nothing changed, or for a field the API does not have. `undefined` as a value means absent.
 */
export function changeClassOf(
  kind: Kind,
  path: Path,
  before: unknown,
  after: unknown,
): ChangeClass | undefined {
  if (isSame(before, after)) return undefined;
  const field = fieldAt(kind, path);
  if (path.length > 0 && field === undefined) return undefined;
  const ofVariable = classOfVariable(kind, path);
  if (ofVariable !== undefined) return ofVariable;
  if (field !== undefined && decidesAlone(field, before, after)) return classOfField(field, before, after);
  const keys = new Set([before, after].flatMap((value) => (isPlainObject(value) ? Object.keys(value) : [])));
  const below = [...keys].flatMap(
    (key) => changeClassOf(kind, [...path, key], ownValue(before, key), ownValue(after, key)) ?? [],
  );
  return highestChangeClass(below) ?? (field === undefined ? undefined : classOfField(field, before, after));
}

/** All that a change of `spec.variables` can be: which variables are set does not say which are added next. */
const CLASSES_OF_VARIABLES: FieldDescription["changeClass"] = {
  "variable:online": "online",
  "variable:restart": "rolling-restart",
  "variable:creation": "forbidden",
};

/**
 * The classes of changes of a field, by direction where that matters. For a server variable its own; for all of
 * `spec.variables` those of its variables, by `variable:` and their kind.
 */
export function changeClasses(kind: Kind, path: Path): FieldDescription["changeClass"] {
  const ofVariable = classOfVariable(kind, path);
  if (ofVariable !== undefined) return { any: ofVariable };
  if (fieldPath(kind, path) === "spec.variables") return CLASSES_OF_VARIABLES;
  return fieldAt(kind, path)?.changeClass ?? {};
}

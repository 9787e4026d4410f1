import { isAbsent, isMissingOrNull, type Node, scalarNode, sequenceNode } from "go-yaml-ts";
import type { Schema } from "../schema/schema.ts";
import { field, setField } from "../tree/fields.ts";
import { findElement } from "../tree/lookup.ts";
import { removeElements, setElement } from "./elements.ts";

type Values = readonly string[];

/** Values of the merge keys of every element; an element without one has an empty text there. */
function keyValues(list: Node, keys: Values): readonly Values[] {
  return list.content.map((element) =>
    keys.map((key) => {
      const value = field(element, key);
      return isAbsent(value) ? "" : value.value;
    }),
  );
}

/** Distinct key values: those of the patch first, then those of the list, in the order they stand there. */
function distinctValues(sources: readonly (Node | undefined)[], keys: Values): Values[] {
  const seen = new Set<string>();
  const distinct: Values[] = [];
  for (const source of sources) {
    if (source === undefined) continue;
    const all = keys.length === 0 ? source.content.map(({ value }) => [value]) : keyValues(source, keys);
    for (const values of all) {
      const id = JSON.stringify(values);
      if (seen.has(id)) continue;
      seen.add(id);
      distinct.push(values);
    }
  }
  return distinct;
}

/** The union of two key values when each differs only where one is empty, and they have something in common. */
function unify(left: Values, right: Values): Values | undefined {
  if (left.length !== right.length) return undefined;
  let common = false;
  const union: string[] = [];
  for (const [index, value] of left.entries()) {
    const other = right[index] ?? "";
    if (value === other) common = true;
    else if (value !== "" && other !== "") return undefined;
    union.push(value === "" ? other : value);
  }
  return common ? union : undefined;
}

function unified(all: readonly Values[]): readonly Values[] {
  const result = [...all];
  for (let left = 0; left < result.length; left++) {
    for (let right = 0; right < result.length; right++) {
      const [a, b] = [result[left], result[right]];
      const union = a === undefined || b === undefined ? undefined : unify(a, b);
      if (union === undefined) continue;
      result[left] = union;
      result[right] = union;
    }
  }
  return result;
}

interface ValidKeys {
  readonly keys: Values;
  readonly values: Values;
}

/** Leaves out the keys that no element has a value for. */
function validKeys(all: readonly Values[], values: Values, keys: Values): ValidKeys {
  const used = keys.filter((_, index) => all.some((candidate) => (candidate[index] ?? "") !== ""));
  if (used.length === 0) return { keys, values };
  return {
    keys: used,
    values: values.filter((value, index) => value !== "" || used.includes(keys[index] ?? "")),
  };
}

function elementWith(list: Node | undefined, values: Values, keys: Values): Node | undefined {
  const valid = validKeys([values], values, keys);
  return findElement(list, valid.keys, valid.values);
}

/** Puts the elements of a list behind or over those of another with the same keys. */
function appendElements(target: Node, source: Node, keys: Values): Node {
  for (const element of source.content) {
    if (keys[0] === "" || keys[0] === undefined) {
      setElement(target, [""], [element.value], element);
      continue;
    }
    const values: string[] = [];
    for (const key of keys) {
      const value = field(element, key);
      if (value === undefined) target.content.push(element);
      else values.push(value.value);
    }
    if (keys.length > 1) removeElements(target, keys, values);
    setElement(target, keys, values, element);
  }
  return target;
}

/** Merges a list whose elements are identified by merge keys. New elements come first, as kustomize puts them. */
export function mergeElements(
  list: Node,
  patch: Node | undefined,
  schema: Schema,
  mergeElement: (dest: Node | undefined, patch: Node | undefined) => Node | undefined,
): Node | undefined {
  const scalars = schema.mergeKeys.length === 0;
  const keys = scalars ? [""] : schema.mergeKeys;
  const distinct = distinctValues([patch, list], scalars ? [] : keys);
  const all = keys.length > 1 ? unified(distinct) : distinct;
  const added = sequenceNode();
  let used: Values = [];
  for (const values of all) {
    if (values.length === 0) continue;
    const valid = validKeys(all, values, keys);
    used = valid.keys;
    const merged = mergeElement(
      elementWith(list, valid.values, valid.keys),
      elementWith(patch, valid.values, valid.keys),
    );
    if (merged === undefined || isMissingOrNull(merged) || (merged.kind === "map" && isAbsent(merged))) {
      removeElements(list, valid.keys, valid.values);
      continue;
    }
    for (const [index, key] of valid.keys.entries()) {
      const value = valid.values[index] ?? "";
      if (key !== "" && value !== "" && field(merged, key) === undefined)
        setField(merged, key, scalarNode(value));
    }
    setElement(added, valid.keys, valid.values, merged);
  }
  return all.length === 0 ? list : appendElements(added, list, used);
}

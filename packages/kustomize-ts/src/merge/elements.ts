import { isAbsent, isMissingOrNull, type Node } from "go-yaml-ts";
import { refuse } from "../refusal.ts";
import { describeKind, field } from "../tree/fields.ts";

function wrongKind(expected: string, node: Node): never {
  return refuse("invalid-patch", {
    reason: `a list element is ${describeKind(node.kind)} where ${expected} is needed`,
  });
}

/** Whether a scalar element, or a map element's field, has a value. An empty key means the element itself. */
function hasValue(element: Node, key: string, value: string | undefined): boolean {
  if (key === "") {
    if (element.kind !== "scalar") wrongKind("a scalar", element);
    return element.value === (value ?? "");
  }
  if (element.kind !== "map") wrongKind("a map", element);
  const found = field(element, key);
  if (found === undefined) return false;
  return value === undefined || value === "" || found.value === value;
}

function matches(element: Node, keys: readonly string[], values: readonly string[]): boolean {
  return keys.every((key, index) => {
    const value = values[index];
    return value === undefined ? index > 0 : hasValue(element, key, value);
  });
}

function isMapMatch(keys: readonly string[], values: readonly string[]): boolean {
  return (keys[0] ?? "") !== "" && (values[0] ?? "") !== "";
}

/** Replaces every element that matches; with no replacement it is removed. Null and empty elements go. */
function rewriteElements(
  list: Node,
  keys: readonly string[],
  values: readonly string[],
  replacement: Node | undefined,
): boolean {
  let found = false;
  const content: Node[] = [];
  for (const element of list.content) {
    if (isMissingOrNull(element) || (element.kind === "map" && isAbsent(element))) continue;
    if (element.kind !== "map" && isMapMatch(keys, values)) content.push(element);
    else if (!matches(element, keys, values)) {
      if (values.length > 0) content.push(element);
    } else {
      found = true;
      if (replacement !== undefined) content.push(replacement);
    }
  }
  list.content = content;
  return found;
}

/** Removes the elements of a list whose keys have the given values. */
export function removeElements(list: Node, keys: readonly string[], values: readonly string[]): void {
  rewriteElements(list, keys, values, undefined);
}

/** Puts an element in the place of those that match, or at the end. */
export function setElement(
  list: Node,
  keys: readonly string[],
  values: readonly string[],
  element: Node,
): void {
  const found = rewriteElements(list, keys, values, element);
  if (!found && !isMissingOrNull(element)) list.content.push(element);
}

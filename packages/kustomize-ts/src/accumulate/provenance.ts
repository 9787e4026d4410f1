import { finalScalar, type Node } from "go-yaml-ts";
import type { ResourceList } from "../resources/list.ts";
import type { Touch } from "../resources/resource.ts";
import type { BuildContext } from "../step.ts";

function meaningOf(node: Node): string {
  const final = finalScalar(node, false);
  return final.kind === "invalid" ? node.value : `${final.kind} ${final.text}`;
}

/** Texts of all fields of a resource, by path. */
type Fields = ReadonlyMap<string, string>;

function collect(node: Node, path: string, into: Map<string, string>): Map<string, string> {
  if (node.kind === "seq") {
    for (const [index, element] of node.content.entries()) collect(element, `${path}[${index}]`, into);
  } else if (node.kind === "map") {
    for (let index = 0; index + 1 < node.content.length; index += 2) {
      const [key, value] = [node.content[index], node.content[index + 1]];
      if (key !== undefined && value !== undefined)
        collect(value, path === "" ? key.value : `${path}.${key.value}`, into);
    }
  } else into.set(path, meaningOf(node));
  if (node.kind !== "scalar" && node.content.length === 0) into.set(path, node.kind);
  return into;
}

function pictureOf(list: ResourceList): readonly Fields[] {
  return list.resources.map(({ node }) => collect(node, "", new Map()));
}

function changedFields(before: Fields, after: Fields): readonly string[] {
  const changed = [...after.keys()].filter((path) => before.get(path) !== after.get(path));
  const removed = [...before.keys()].filter((path) => !after.has(path));
  return [...changed, ...removed].sort();
}

/** Who asked for a step; see {@link Touch}. */
export type Author = Omit<Touch, "fields">;

/**
 * Runs a step, and notes on every resource which of its fields it changed, where a build tracks that. The step may put
 * one resource in the place of another and add some behind; it may not move or remove any.
 */
export function recordTouches(
  list: ResourceList,
  author: () => Author,
  context: BuildContext,
  step: () => void,
): void {
  if (!context.tracksChanges) {
    step();
    return;
  }
  const before = pictureOf(list);
  step();
  for (const [index, known] of before.entries()) {
    const resource = list.resources[index];
    if (resource === undefined) continue;
    const fields = changedFields(known, collect(resource.node, "", new Map()));
    if (fields.length > 0) resource.touches = [...resource.touches, { ...author(), fields }];
  }
}

import type { ResourceList } from "../resource/list.ts";
import type { BuildResource } from "../resource/resource.ts";
import { finalScalar } from "../yaml/final-scalar.ts";
import type { Node } from "../yaml/node.ts";

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

/** A picture of all resources before a step. */
export type Picture = ReadonlyMap<BuildResource, Fields>;

export function pictureOf(list: ResourceList): Picture {
  return new Map(list.resources.map((resource) => [resource, collect(resource.node, "", new Map())]));
}

function changedFields(before: Fields, after: Fields): readonly string[] {
  const changed = [...after.keys()].filter((path) => before.get(path) !== after.get(path));
  const removed = [...before.keys()].filter((path) => !after.has(path));
  return [...changed, ...removed].sort();
}

/** Notes on every resource which of its fields a step changed. */
export function noteChanges(list: ResourceList, before: Picture, file: string, by: string): void {
  for (const resource of list.resources) {
    const known = before.get(resource);
    if (known === undefined) continue;
    const fields = changedFields(known, collect(resource.node, "", new Map()));
    if (fields.length > 0) resource.touches = [...resource.touches, { file, by, fields }];
  }
}

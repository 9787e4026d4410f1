import { type Node, readDocuments } from "go-yaml-ts";
import type { DataPath } from "../data/data-path.ts";

interface Member {
  readonly line: number;
  readonly value: Node;
}

function member({ kind, content }: Node, segment: string | number): Member | undefined {
  if (kind === "seq") {
    const value = content[Number(segment)];
    return value && { line: value.line, value };
  }
  if (kind !== "map") return undefined;
  const index = content.findIndex((node, position) => position % 2 === 0 && node.value === String(segment));
  const [key, value] = content.slice(index, index + 2);
  return index === -1 || key === undefined || value === undefined ? undefined : { line: key.line, value };
}

/** The line, from 1, of a field in a YAML file: its document's number, then its path there; of the nearest field around it. */
export function yamlLine(text: string, [document = 0, ...path]: DataPath): number {
  const documents = readDocuments(text);
  let value = documents.kind === "malformed" ? undefined : documents.nodes[Number(document)];
  let line = value?.line ?? 1;
  for (const segment of path) {
    const next = value && member(value, segment);
    if (next === undefined) break;
    ({ line, value } = next);
  }
  return Math.max(line, 1);
}

import type { Occurrence } from "@grampus/diagnostics";
import type { KustomizationFile } from "./load/kustomization-file.ts";
import type { BuildResource } from "./resources/resource.ts";
import { nodeAt } from "./types/decode.ts";

/** The place of a field of a Kustomization, or of one of its entries. */
export function positionOf(file: KustomizationFile, field: string, index?: number): Occurrence {
  const pointer = index === undefined ? [field] : [field, String(index)];
  const { line } = nodeAt(file.node, pointer);
  return {
    path: index === undefined ? field : `${field}[${index}]`,
    source: { file: file.path, line: Math.max(line, 1), column: 1 },
  };
}

/** The place of a resource that was read from a file; nothing where it was made otherwise. */
export function positionOfResource({ file, node }: BuildResource): Occurrence {
  return file === "" ? {} : { source: { file, line: Math.max(node.line, 1), column: 1 } };
}

import type { Occurrence } from "@grampus/diagnostics";
import type { Loader } from "../load/loader.ts";
import { requireText } from "../load/loader.ts";
import { decodeNode } from "../model/decode.ts";
import type { Replacement } from "../model/kustomization.ts";
import { REPLACEMENT_SCHEMA } from "../model/kustomization-schema.ts";
import { isReplacement, replacementViolations } from "../model/validate.ts";
import { Refusal, refuse } from "../refusal.ts";
import type { Node } from "../yaml/node.ts";
import { readFirstDocument } from "../yaml/read.ts";
import type { PlacedReplacement } from "./replacement.ts";

function replacementIn(node: Node, file: string, occurrence: Occurrence): PlacedReplacement {
  const data = decodeNode(node, REPLACEMENT_SCHEMA);
  const replacement: Replacement | undefined = isReplacement(data) ? data : undefined;
  if (replacement !== undefined) {
    return {
      replacement,
      occurrence: { ...occurrence, source: { file, line: Math.max(node.line, 1), column: 1 } },
    };
  }
  const [violation] = replacementViolations(data, node, file);
  if (violation === undefined) throw new TypeError(`${file} is invalid without a diagnostic`);
  throw new Refusal(violation);
}

/** The replacements of one entry: itself, or those of the file it names. */
export function loadReplacements(
  entry: Replacement,
  loader: Loader,
  occurrence: Occurrence,
): readonly PlacedReplacement[] {
  const { path = "" } = entry;
  if (path === "") return [{ replacement: entry, occurrence }];
  if (entry.source !== undefined || (entry.targets?.length ?? 0) > 0) {
    refuse(
      "invalid-replacement",
      { reason: "a replacement has both path and source or targets" },
      { ...occurrence, hint: "keep one of them" },
    );
  }
  const file = requireText(loader, path, occurrence);
  const read = readFirstDocument(file.text);
  const place = (line: number): Occurrence => ({
    ...occurrence,
    source: { file: file.path, line, column: 1 },
  });
  if (read.kind === "malformed")
    return refuse("invalid-yaml", { reason: read.problem.message }, place(read.problem.line));
  if (read.kind === "empty" || read.node.kind === "scalar") {
    return refuse(
      "invalid-replacement",
      { reason: "the file holds no replacement" },
      { ...place(1), allowed: "a replacement or a list of them" },
    );
  }
  const nodes = read.node.kind === "seq" ? read.node.content : [read.node];
  return nodes.map((node) => replacementIn(node, file.path, occurrence));
}

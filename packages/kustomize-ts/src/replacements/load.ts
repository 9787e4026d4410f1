import type { Occurrence } from "@grampus/diagnostics";
import { type Node, readFirstDocument } from "go-yaml-ts";
import type { Loader } from "../load/loader.ts";
import { requireText } from "../load/loader.ts";
import { refuse } from "../refusal.ts";
import { REPLACEMENT_FILE_SCHEMA } from "../types/argument-schema.ts";
import { conform } from "../types/conform.ts";
import { decodeNode } from "../types/decode.ts";
import type { Replacement } from "../types/kustomization.ts";
import { isReplacement } from "../types/validate.ts";
import type { PlacedReplacement } from "./replacement.ts";

function replacementIn(node: Node, file: string, occurrence: Occurrence): PlacedReplacement {
  const place = { ...occurrence, source: { file, line: Math.max(node.line, 1), column: 1 } };
  const conformed = conform(decodeNode(node, undefined), REPLACEMENT_FILE_SCHEMA);
  if (conformed.kind === "conforms" && isReplacement(conformed.value))
    return { replacement: conformed.value, occurrence: place };
  if (conformed.kind === "conforms") throw new TypeError(`${file} conforms and is no replacement`);
  const { path, found, allowed } = conformed.misfit;
  const subject = path.length === 0 ? "an entry of the file" : path.join(".");
  return refuse(
    "invalid-replacement",
    { reason: `${subject} is not ${allowed}` },
    { ...place, path: path.join("."), found, allowed },
  );
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

import { readFileSync } from "node:fs";
import type { PartialMessage, Plugin } from "esbuild";
import { nodeValue, readDocuments } from "go-yaml-ts";
import { toPlainData } from "../data/plain-copy.ts";
import type { PlainValue } from "../data/plain-data.ts";
import { systemErrorCode } from "../fault.ts";

type YamlFile =
  | { readonly kind: "read"; readonly documents: readonly PlainValue[] }
  | { readonly kind: "malformed"; readonly text: string; readonly line: number; readonly column: number };

/** The documents of a YAML file as plain data, without empty ones. */
function yamlDocuments(text: string): YamlFile {
  const read = readDocuments(text);
  if (read.kind === "malformed") {
    const { message, line, column } = read.problem;
    return { kind: "malformed", text: message, line, column };
  }
  const documents: PlainValue[] = [];
  for (const node of read.nodes) {
    try {
      const { data } = toPlainData(nodeValue(node));
      if (data !== undefined && data !== null) documents.push(data);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { kind: "malformed", text: message, line: Math.max(node.line, 1), column: 1 };
    }
  }
  return { kind: "read", documents };
}

function unreadable(path: string, error: unknown): PartialMessage {
  return { text: `Cannot read file "${path}": ${systemErrorCode(error) ?? "unknown reason"}` };
}

/** Lets definitions import YAML files: each is the list of its documents, read as kustomize reads them. */
export const yamlFiles: Plugin = {
  name: "yaml-files",
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.yaml$/ }, ({ path }) => {
      let text: string;
      try {
        text = readFileSync(path, "utf8");
      } catch (error) {
        return { errors: [unreadable(path, error)] };
      }
      const file = yamlDocuments(text);
      if (file.kind === "read") return { contents: JSON.stringify(file.documents), loader: "json" };
      const lineText = text.split("\n")[file.line - 1] ?? "";
      const location = { file: path, line: file.line, column: file.column - 1, lineText };
      return { errors: [{ text: file.text, location }] };
    });
  },
};

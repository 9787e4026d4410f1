import type { Node } from "../node.ts";
import { readBlockYaml } from "./fast/block-reader.ts";
import { type ReadYaml, readWithLibrary, type YamlProblem } from "./library/library-reader.ts";

/** The documents of a file: resources in the order they stand there. */
export type ReadDocuments =
  /** `documents` counts the empty ones too. */
  | { readonly kind: "read"; readonly nodes: readonly Node[]; readonly documents: number }
  | { readonly kind: "malformed"; readonly problem: YamlProblem };

const SEPARATOR = /\n---(.*)\n/g;

/** A directive; the document it belongs to was cut off at its separator, as kyaml does. */
const DIRECTIVE = /^(?:[ \t]*(?:#.*)?\n)*%/;

interface DocumentText {
  readonly text: string;
  /** Lines in front of it. */
  readonly offset: number;
}

type Split =
  | { readonly kind: "split"; readonly documents: readonly DocumentText[] }
  | { readonly kind: "malformed"; readonly problem: YamlProblem };

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at !== -1 && at < to; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

function splitDocuments(text: string): Split {
  if (!text.includes("\n---")) return { kind: "split", documents: [{ text, offset: 0 }] };
  const documents: DocumentText[] = [];
  let start = 0;
  let line = 0;
  for (const match of text.matchAll(SEPARATOR)) {
    const end = match.index;
    const next = end + match[0].length;
    const rest = (match[1] ?? "").trim();
    line += countLines(text, start, end + 1);
    if (rest !== "" && !rest.startsWith("#")) {
      const message = `invalid document separator: ---${match[1] ?? ""}`;
      return { kind: "malformed", problem: { message, line: line + 1, column: 1 } };
    }
    documents.push({ text: `${text.slice(start, end)}\n`, offset: line - countLines(text, start, end + 1) });
    start = next;
    line++;
  }
  documents.push({ text: text.slice(start), offset: line });
  return { kind: "split", documents };
}

function readDocument(source: string): ReadYaml {
  const text = source.includes("\r") ? source.replaceAll("\r", "\n") : source;
  const node = readBlockYaml(text);
  return node === undefined ? readWithLibrary(text) : { kind: "read", node };
}

function shiftLines(node: Node, offset: number): void {
  if (node.line > 0) node.line += offset;
  for (const child of node.content) shiftLines(child, offset);
}

/** Reads every document of a file as kyaml reads resources and patches; empty documents are dropped. */
export function readDocuments(source: string): ReadDocuments {
  const text = source.includes("\r\n") ? source.replaceAll("\r\n", "\n") : source;
  const split = splitDocuments(text);
  if (split.kind === "malformed") return split;
  const nodes: Node[] = [];
  for (const document of split.documents) {
    if (document.text === "") continue;
    if (DIRECTIVE.test(document.text)) {
      const problem = { message: "a directive has no document", line: document.offset + 1, column: 1 };
      return { kind: "malformed", problem };
    }
    const result = readDocument(document.text);
    if (result.kind === "malformed") {
      const { problem } = result;
      return { kind: "malformed", problem: { ...problem, line: problem.line + document.offset } };
    }
    if (result.kind === "empty") continue;
    if (document.offset > 0) shiftLines(result.node, document.offset);
    nodes.push(result.node);
  }
  return { kind: "read", nodes, documents: split.documents.length };
}

/** Reads the first document of a text that holds one, such as a Kustomization file. */
export function readFirstDocument(source: string): ReadYaml {
  return readDocument(source.includes("\r\n") ? source.replaceAll("\r\n", "\n") : source);
}

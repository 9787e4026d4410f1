import { emitYamlDocuments, type YamlValue } from "go-yaml-ts";
import { kustomization } from "kustomize-ts";
import { plainCopy } from "../data/plain-copy.ts";
import { header } from "../output/tree.ts";

/** The parts of a Kustomization file that Grampus writes. */
export type KustomizationInput = Parameters<typeof kustomization>[0];

/**
 * The same text in one piece. A text that was put together is a tree of its pieces until somebody looks into it, ten
 * times its size: thousands of files wait for that in memory.
 */
function inOnePiece(text: string): string {
  if (!text.endsWith("\n")) throw new TypeError("a generated file does not end with a line feed");
  return text;
}

/** A generated YAML file: header, then a document for each value. */
export function yamlFile(source: string, ...values: readonly YamlValue[]): string {
  return inOnePiece(header(source) + emitYamlDocuments(values));
}

/** A generated `kustomization.yaml`: resources stay in the order they are listed. */
export function kustomizationFile(source: string, input: KustomizationInput): string {
  return yamlFile(source, plainCopy(kustomization({ ...input, sortOptions: { order: "fifo" } })));
}

import { emitYamlDocuments, type YamlValue } from "go-yaml-ts";
import { kustomization } from "kustomize-ts";
import { plainCopy } from "../data/plain-copy.ts";
import { header } from "../output/tree.ts";

/** The parts of a Kustomization file that Grampus writes. */
export type KustomizationInput = Parameters<typeof kustomization>[0];

/**
 * The same text, put together: what was concatenated stays a tree of its pieces until somebody looks into it, and
 * thousands of files wait here in memory (docs/performance.md). Looking at its end is enough.
 */
function joined(text: string): string {
  if (!text.endsWith("\n")) throw new TypeError("a generated file does not end with a line feed");
  return text;
}

/** A generated YAML file: header, then a document for each value. */
export function yamlFile(source: string, ...values: readonly YamlValue[]): string {
  return joined(header(source) + emitYamlDocuments(values));
}

/**
 * A generated `kustomization.yaml`. It names no order of its resources: kustomize then puts Namespaces and
 * CustomResourceDefinitions first, as `kubectl apply -k` asks for too, which warns about any other wish.
 */
export function kustomizationFile(source: string, input: KustomizationInput): string {
  return yamlFile(source, plainCopy(kustomization(input)));
}

import { nodeValue, readDocuments } from "go-yaml-ts";
import { toPlainData } from "./plain-copy.ts";
import { isMap, type PlainObject } from "./plain-data.ts";

/** The objects of a YAML file. A file that cannot be read has none: nobody can apply it either. */
export function yamlObjects(text: string): readonly PlainObject[] {
  const documents = readDocuments(text);
  if (documents.kind === "malformed") return [];
  try {
    return documents.nodes.map((node) => toPlainData(nodeValue(node)).data).filter((data) => isMap(data));
  } catch {
    return [];
  }
}

import { isAbsent, isNull, mapNode, type Node, scalarNode, stringNode } from "go-yaml-ts";
import { clearField, field, fieldIndex, setField, textsOf } from "../tree/fields.ts";

function metadataOf(node: Node): Node | undefined {
  const metadata = field(node, "metadata");
  return isAbsent(metadata) ? undefined : metadata;
}

function metadataText(node: Node, name: string): string {
  const value = field(metadataOf(node), name);
  return isAbsent(value) ? "" : value.value;
}

export function kindOf(node: Node): string {
  return field(node, "kind")?.value ?? "";
}

export function apiVersionTextOf(node: Node): string {
  return field(node, "apiVersion")?.value ?? "";
}

export function nameOf(node: Node): string {
  return metadataText(node, "name");
}

export function namespaceOf(node: Node): string {
  return metadataText(node, "namespace");
}

/** The metadata of a resource, made when it is missing. */
function requiredMetadata(node: Node): Node {
  const existing = field(node, "metadata");
  if (existing?.kind === "map") return existing;
  const created = mapNode();
  if (existing !== undefined && isNull(existing)) clearField(node, "metadata");
  setField(node, "metadata", created);
  return field(node, "metadata") ?? created;
}

export function setKind(node: Node, kind: string): void {
  setField(node, "kind", scalarNode(kind));
}

export function setApiVersion(node: Node, apiVersion: string): void {
  setField(node, "apiVersion", scalarNode(apiVersion));
}

export function setName(node: Node, name: string): void {
  setField(requiredMetadata(node), "name", scalarNode(name));
}

/** Sets the namespace; an empty one removes the field. */
export function setNamespace(node: Node, namespace: string): void {
  if (namespace !== "") setField(requiredMetadata(node), "namespace", scalarNode(namespace));
  else {
    const metadata = field(node, "metadata");
    if (metadata?.kind === "map") clearField(metadata, "namespace");
  }
}

export function annotationsOf(node: Node): Map<string, string> {
  return textsOf(field(metadataOf(node), "annotations"));
}

/** Whether a resource has no annotations, and metadata in which they could stand. */
export function hasNoAnnotations(node: Node): boolean {
  const metadata = field(node, "metadata");
  return metadata?.kind === "map" && fieldIndex(metadata, "annotations") === -1;
}

export function labelsOf(node: Node): Map<string, string> {
  return textsOf(field(metadataOf(node), "labels"));
}

function setTexts(node: Node, name: "annotations" | "labels", texts: ReadonlyMap<string, string>): void {
  const metadata = requiredMetadata(node);
  clearField(metadata, name);
  if (texts.size === 0) return;
  const map = mapNode();
  for (const key of [...texts.keys()].sort()) setField(map, key, stringNode(texts.get(key) ?? ""));
  setField(metadata, name, map);
}

/** Replaces all annotations by strings in the order of their keys. None removes the field. */
export function setAnnotations(node: Node, annotations: ReadonlyMap<string, string>): void {
  setTexts(node, "annotations", annotations);
}

/** Replaces all labels by strings in the order of their keys. None removes the field. */
export function setLabels(node: Node, labels: ReadonlyMap<string, string>): void {
  setTexts(node, "labels", labels);
}

import type { Occurrence } from "@grampus/diagnostics";
import { mapNode, type Node, STYLE, scalarNode, stringNode, TAG } from "go-yaml-ts";
import type { FileContent } from "../load/file-system.ts";
import type { Loader } from "../load/loader.ts";
import { refuse } from "../refusal.ts";
import { type Behavior, type BuildResource, buildResource } from "../resources/resource.ts";
import { field, setField } from "../tree/fields.ts";
import type { ConfigMapGenerator, GeneratorOptions, SecretGenerator, Texts } from "../types/kustomization.ts";
import { base64Lines } from "./bytes.ts";
import { dataEntries } from "./sources.ts";

function overridden(own: Texts | undefined, global: Texts | undefined): Texts | undefined {
  return global === undefined ? own : { ...global, ...own };
}

/** The options of one generator: its own ones before those of the kustomization; a true of either holds. */
export function mergedOptions(
  own: GeneratorOptions | undefined,
  global: GeneratorOptions | undefined,
): GeneratorOptions | undefined {
  if (global === undefined) return own;
  const labels = overridden(own?.labels, global.labels);
  const annotations = overridden(own?.annotations, global.annotations);
  return {
    ...(labels === undefined ? {} : { labels }),
    ...(annotations === undefined ? {} : { annotations }),
    disableNameSuffixHash: Boolean(own?.disableNameSuffixHash || global.disableNameSuffixHash),
    immutable: Boolean(own?.immutable || global.immutable),
  };
}

function mapAt(root: Node, name: string): Node {
  const existing = field(root, name);
  if (existing !== undefined) return existing;
  const created = mapNode();
  setField(root, name, created);
  return created;
}

function blockString(text: string): Node {
  return scalarNode(text, TAG.string, text.includes("\n") ? STYLE.literal : STYLE.plain);
}

function sortedKeys(entries: ReadonlyMap<string, FileContent>): readonly string[] {
  return [...entries.keys()].sort();
}

/** Sets texts in a map of the resource, as blocks where they have more than one line. */
export function setTexts(root: Node, name: "data" | "binaryData", texts: ReadonlyMap<string, string>): void {
  for (const key of [...texts.keys()].sort())
    setField(mapAt(root, name), key, blockString(texts.get(key) ?? ""));
}

/** Puts entries into `data`, and those that are no text into `binaryData`. */
function setConfigMapData(root: Node, entries: ReadonlyMap<string, FileContent>): void {
  for (const key of sortedKeys(entries)) {
    const content = entries.get(key) ?? "";
    const text = typeof content === "string";
    setField(
      mapAt(root, text ? "data" : "binaryData"),
      key,
      blockString(text ? content : base64Lines(content)),
    );
  }
}

function setSecretData(root: Node, entries: ReadonlyMap<string, FileContent>): void {
  const data = mapAt(root, "data");
  for (const key of sortedKeys(entries))
    setField(data, key, blockString(base64Lines(entries.get(key) ?? "")));
}

function setMetadata(root: Node, options: GeneratorOptions | undefined): void {
  for (const [name, texts] of [
    ["labels", options?.labels],
    ["annotations", options?.annotations],
  ] as const) {
    for (const key of Object.keys(texts ?? {}).sort()) {
      setField(mapAt(mapAt(root, "metadata"), name), key, stringNode(texts?.[key] ?? ""));
    }
  }
  if (options?.immutable) setField(root, "immutable", scalarNode("true", TAG.bool));
}

function baseNode(kind: string, { name, namespace }: ConfigMapGenerator, occurrence: Occurrence): Node {
  if (!name) {
    return refuse(
      "invalid-generator",
      { reason: `a ${kind} generator has no name` },
      { ...occurrence, hint: "set name" },
    );
  }
  const metadata = mapNode([scalarNode("name"), scalarNode(name, TAG.string)]);
  if (namespace) setField(metadata, "namespace", scalarNode(namespace, TAG.string));
  return mapNode([
    scalarNode("apiVersion"),
    scalarNode("v1", TAG.string),
    scalarNode("kind"),
    scalarNode(kind, TAG.string),
    scalarNode("metadata"),
    metadata,
  ]);
}

const BEHAVIORS: ReadonlyMap<string, Behavior> = new Map([
  ["create", "create"],
  ["replace", "replace"],
  ["merge", "merge"],
]);

function generated(node: Node, generator: ConfigMapGenerator, file: string): BuildResource {
  const resource = buildResource(node, file);
  resource.behavior = BEHAVIORS.get(generator.behavior ?? "") ?? "unspecified";
  resource.needsHash = generator.options?.disableNameSuffixHash !== true;
  return resource;
}

/** The ConfigMap of a generator whose options are merged already. */
export function generateConfigMap(
  generator: ConfigMapGenerator,
  loader: Loader,
  file: string,
  occurrence: Occurrence,
): BuildResource {
  const node = baseNode("ConfigMap", generator, occurrence);
  setConfigMapData(node, dataEntries(generator, loader, occurrence));
  setMetadata(node, generator.options);
  return generated(node, generator, file);
}

/** The Secret of a generator whose options are merged already. */
export function generateSecret(
  generator: SecretGenerator,
  loader: Loader,
  file: string,
  occurrence: Occurrence,
): BuildResource {
  const node = baseNode("Secret", generator, occurrence);
  setField(node, "type", stringNode(generator.type || "Opaque"));
  setSecretData(node, dataEntries(generator, loader, occurrence));
  setMetadata(node, generator.options);
  return generated(node, generator, file);
}

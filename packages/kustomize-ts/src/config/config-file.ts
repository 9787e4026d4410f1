import type { Occurrence } from "@grampus/diagnostics";
import { type Node, readFirstDocument, type YamlValue } from "go-yaml-ts";
import { type Loader, requireText } from "../load/loader.ts";
import { refuse } from "../refusal.ts";
import { CONFIGURATION_SCHEMA } from "../types/argument-schema.ts";
import { conform } from "../types/conform.ts";
import { decodeNode, nodeAt } from "../types/decode.ts";
import { elementsOf, type Fields, fieldsOf, textIn } from "../types/plain-data.ts";
import type { FieldSpec } from "./field-spec.ts";
import {
  EMPTY_CONFIG,
  mergeConfig,
  type NameReference,
  sortedConfig,
  type TransformerConfig,
} from "./transformer-config.ts";

/** The field specs of a list in plain data. */
export function fieldSpecsOf(value: YamlValue | undefined): readonly FieldSpec[] {
  return elementsOf(value).map((element) => {
    const fields = fieldsOf(element);
    return {
      group: textIn(fields, "group"),
      version: textIn(fields, "version"),
      kind: textIn(fields, "kind"),
      path: textIn(fields, "path"),
      create: fields?.create === true,
    };
  });
}

function nameReferencesOf(value: YamlValue | undefined): readonly NameReference[] {
  return elementsOf(value).map((element) => {
    const fields = fieldsOf(element);
    return {
      group: textIn(fields, "group"),
      version: textIn(fields, "version"),
      kind: textIn(fields, "kind"),
      fieldSpecs: fieldSpecsOf(fields?.fieldSpecs),
    };
  });
}

function configOf(fields: Fields): TransformerConfig {
  return {
    namePrefix: fieldSpecsOf(fields.namePrefix),
    nameSuffix: fieldSpecsOf(fields.nameSuffix),
    namespace: fieldSpecsOf(fields.namespace),
    commonLabels: fieldSpecsOf(fields.commonLabels),
    labels: fieldSpecsOf(fields.labels),
    templateLabels: fieldSpecsOf(fields.templateLabels),
    commonAnnotations: fieldSpecsOf(fields.commonAnnotations),
    nameReference: nameReferencesOf(fields.nameReference),
    varReference: fieldSpecsOf(fields.varReference),
    images: fieldSpecsOf(fields.images),
    replicas: fieldSpecsOf(fields.replicas),
  };
}

function loadConfig(path: string, loader: Loader, occurrence: Occurrence): TransformerConfig {
  const file = requireText(loader, path, occurrence);
  const read = readFirstDocument(file.text);
  const place = (line: number): Occurrence => ({
    ...occurrence,
    source: { file: file.path, line, column: 1 },
  });
  if (read.kind === "malformed")
    return refuse("invalid-yaml", { reason: read.problem.message }, place(read.problem.line));
  if (read.kind === "empty") return EMPTY_CONFIG;
  const repeated = repeatedKey(read.node);
  if (repeated !== undefined) {
    return refuse(
      "invalid-kustomization",
      { reason: `the key ${repeated.value} appears twice` },
      place(repeated.line),
    );
  }
  const conformed = conform(decodeNode(read.node, undefined), CONFIGURATION_SCHEMA);
  if (conformed.kind === "conforms") return sortedConfig(configOf(fieldsOf(conformed.value) ?? {}));
  const { path: at, found, allowed } = conformed.misfit;
  const unknown = at.at(-1) === found;
  return refuse(
    "invalid-kustomization",
    {
      reason: unknown
        ? `${found} is not a key of a transformer configuration`
        : `${at.length === 0 ? "a configuration file" : at.join(".")} is not ${allowed}`,
    },
    { ...place(nodeAt(read.node, at).line), found, allowed },
  );
}

/** A key that a map, or one inside of it, has twice. */
function repeatedKey(node: Node): Node | undefined {
  if (node.kind === "seq") return firstDefined(node.content, repeatedKey);
  if (node.kind !== "map") return undefined;
  const keys = node.content.filter((_, index) => index % 2 === 0);
  const repeated = keys.find((key, index) => keys.findIndex(({ value }) => value === key.value) < index);
  return repeated ?? firstDefined(node.content, repeatedKey);
}

function firstDefined<Element, Result>(
  elements: readonly Element[],
  find: (element: Element) => Result | undefined,
): Result | undefined {
  for (const element of elements) {
    const found = find(element);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The tables of the files that `configurations` names, together. */
export function loadConfigs(
  paths: readonly string[],
  loader: Loader,
  placeOf: (index: number) => Occurrence,
): TransformerConfig {
  return paths
    .map((path, index) => loadConfig(path, loader, placeOf(index)))
    .reduce<TransformerConfig>((all, config) => mergeConfig(all, config), EMPTY_CONFIG);
}

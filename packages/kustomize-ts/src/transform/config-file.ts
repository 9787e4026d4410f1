import type { Occurrence } from "@grampus/diagnostics";
import { type Loader, requireText } from "../load/loader.ts";
import { decodeNode } from "../model/decode.ts";
import { elementsOf, type Fields, fieldsOf, textIn } from "../model/plain-data.ts";
import { refuse } from "../refusal.ts";
import type { YamlValue } from "../yaml/emit.ts";
import { readFirstDocument } from "../yaml/read.ts";
import { EMPTY_CONFIG, mergeConfig, type NameReference, type TransformerConfig } from "./config.ts";
import type { FieldSpec } from "./field-spec.ts";

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

const KEYS = Object.keys(EMPTY_CONFIG);

function canonicalKeys(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => {
      const lower = key.toLowerCase();
      return [KEYS.find((name) => name.toLowerCase() === lower) ?? key, value];
    }),
  );
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
  const fields = fieldsOf(decodeNode(read.node, undefined));
  if (fields === undefined) {
    return refuse(
      "invalid-kustomization",
      { reason: "a configuration file is not a map" },
      place(read.node.line),
    );
  }
  const canonical = canonicalKeys(fields);
  const unknown = Object.keys(canonical).find((key) => !KEYS.includes(key));
  if (unknown === undefined) return configOf(canonical);
  return refuse(
    "invalid-kustomization",
    { reason: `${unknown} is not a key of a transformer configuration` },
    { ...place(read.node.line), found: unknown, allowed: KEYS.join(", ") },
  );
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

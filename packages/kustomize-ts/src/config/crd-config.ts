import type { Occurrence } from "@grampus/diagnostics";
import { readFirstDocument, type YamlValue } from "go-yaml-ts";
import { type Loader, requireText } from "../load/loader.ts";
import { refuse } from "../refusal.ts";
import { decodeNode } from "../types/decode.ts";
import { fieldsOf, textIn } from "../types/plain-data.ts";
import type { FieldSpec } from "./field-spec.ts";
import { EMPTY_CONFIG, mergeConfig, type TransformerConfig } from "./transformer-config.ts";

type Definitions = { readonly [name: string]: YamlValue | undefined };

const KEYS = {
  annotation: "x-kubernetes-annotation",
  labelSelector: "x-kubernetes-label-selector",
  identity: "x-kubernetes-identity",
  version: "x-kubernetes-object-ref-api-version",
  kind: "x-kubernetes-object-ref-kind",
  nameKey: "x-kubernetes-object-ref-name-key",
} as const;

function propertiesOf(definitions: Definitions, name: string): Definitions {
  const schema = fieldsOf(fieldsOf(definitions[name])?.Schema ?? fieldsOf(definitions[name])?.schema);
  return fieldsOf(schema?.properties) ?? {};
}

/** Collects the tables of one kind, following references; a definition inside itself is not followed again. */
class CrdTables {
  config: TransformerConfig = EMPTY_CONFIG;
  readonly #definitions: Definitions;
  readonly #kind: string;

  constructor(definitions: Definitions, kind: string) {
    this.#definitions = definitions;
    this.#kind = kind;
  }

  #add(added: Partial<TransformerConfig>): void {
    this.config = mergeConfig(this.config, { ...EMPTY_CONFIG, ...added });
  }

  visit(name: string, path: readonly string[], open: readonly string[]): void {
    for (const [property, value] of Object.entries(propertiesOf(this.#definitions, name))) {
      const fields = fieldsOf(value) ?? {};
      const here = [...path, property];
      const spec: FieldSpec = { kind: this.#kind, path: here.join("/"), create: false };
      const has = (key: string): boolean => typeof fields[key] === "string";
      if (has(KEYS.annotation)) this.#add({ commonAnnotations: [spec] });
      if (has(KEYS.labelSelector)) this.#add({ commonLabels: [spec] });
      if (has(KEYS.identity)) this.#add({ namePrefix: [spec] });
      if (has(KEYS.version) && has(KEYS.kind)) {
        const nameKey = has(KEYS.nameKey) ? textIn(fields, KEYS.nameKey) : "name";
        const fieldSpecs = [{ ...spec, path: [...here, nameKey].join("/") }];
        this.#add({
          nameReference: [
            { group: "", version: textIn(fields, KEYS.version), kind: textIn(fields, KEYS.kind), fieldSpecs },
          ],
        });
      }
      const reference = textIn(fields, "$ref");
      if (reference !== "" && !open.includes(reference)) this.visit(reference, here, [...open, reference]);
    }
  }
}

function isResource(properties: Definitions): boolean {
  return "kind" in properties && "apiVersion" in properties && "metadata" in properties;
}

function configOfDefinitions(definitions: Definitions): TransformerConfig {
  let config = EMPTY_CONFIG;
  for (const name of Object.keys(definitions).sort()) {
    if (!isResource(propertiesOf(definitions, name))) continue;
    const tables = new CrdTables(definitions, name.split(".").at(-1) ?? name);
    tables.visit(name, [], [name]);
    config = mergeConfig(config, tables.config);
  }
  return config;
}

function isMapOrNothing(value: YamlValue | undefined): boolean {
  return value === undefined || value === null || fieldsOf(value) !== undefined;
}

function isDefinition(value: YamlValue | undefined): boolean {
  const fields = fieldsOf(value);
  if (fields === undefined) return isMapOrNothing(value);
  const schema = fields.Schema ?? fields.schema;
  return isMapOrNothing(schema) && isMapOrNothing(fieldsOf(schema)?.properties);
}

/** What the OpenAPI definitions of `crds` say about references, labels and annotations of custom resources. */
export function loadCrdConfigs(
  paths: readonly string[],
  loader: Loader,
  placeOf: (index: number) => Occurrence,
): TransformerConfig {
  let config = EMPTY_CONFIG;
  for (const [index, path] of paths.entries()) {
    const file = requireText(loader, path, placeOf(index));
    const read = readFirstDocument(file.text);
    if (read.kind === "malformed") {
      const { message, line, column } = read.problem;
      return refuse(
        "invalid-yaml",
        { reason: message },
        { ...placeOf(index), source: { file: file.path, line, column } },
      );
    }
    const definitions = read.kind === "read" ? fieldsOf(decodeNode(read.node, undefined)) : undefined;
    if (definitions === undefined || !Object.values(definitions).every(isDefinition)) {
      return refuse(
        "invalid-kustomization",
        { reason: `${path} holds no OpenAPI definitions by name` },
        {
          ...placeOf(index),
          source: { file: file.path, line: 1, column: 1 },
          hint: "crds takes definitions such as {example.v1.Thing: {Schema: {properties: ...}}}; a CustomResourceDefinition goes into resources",
        },
      );
    }
    config = mergeConfig(config, configOfDefinitions(definitions));
  }
  return config;
}

import { closest, type Diagnostic } from "@grampus/diagnostics";
import type { Node, YamlValue } from "go-yaml-ts";
import {
  type Validator,
  type Violation,
  validateKustomization,
  validateReplacement,
} from "../generated/validators.js";
import { codes } from "../refusal.ts";
import { describeKind } from "../tree/fields.ts";
import { keyNodeOf, nodeAt } from "./decode.ts";
import type { Kustomization, Replacement } from "./kustomization.ts";
import { type FileSchema, KUSTOMIZATION_SCHEMA } from "./kustomization-schema.ts";

function pointerParts(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function schemaAt(schema: FileSchema, parts: readonly string[]): FileSchema | undefined {
  let current: FileSchema | undefined = schema;
  for (const part of parts) {
    const rest: FileSchema | boolean | undefined = current?.additionalProperties;
    current = current?.items ?? current?.properties?.[part] ?? (typeof rest === "object" ? rest : undefined);
  }
  return current;
}

const KIND_NAMES: Readonly<Record<string, string>> = {
  object: "a map",
  array: "a list",
  string: "a string",
  boolean: "true or false",
  integer: "an integer",
};

function found(node: Node): string {
  return node.kind === "scalar" ? node.value : describeKind(node.kind);
}

function place(file: string, node: Node): Pick<Diagnostic, "source"> {
  return { source: { file, line: Math.max(node.line, 1), column: 1 } };
}

function violationDiagnostic(violation: Violation, schema: FileSchema, root: Node, file: string): Diagnostic {
  const parts = pointerParts(violation.instancePath);
  const node = nodeAt(root, parts);
  const path = parts.join(".");
  if (violation.keyword === "additionalProperties") {
    const name = String(violation.params.additionalProperty);
    const known = Object.keys(schemaAt(schema, parts)?.properties ?? {});
    const guess = closest(name, known);
    return codes.create(
      "invalid-kustomization",
      { reason: `${name} is not a field of ${path === "" ? "a Kustomization" : path}` },
      {
        ...place(file, keyNodeOf(node, name) ?? node),
        path: path === "" ? name : `${path}.${name}`,
        found: name,
        ...(guess === undefined ? { allowed: known.join(", ") } : { hint: `did you mean ${guess}?` }),
      },
    );
  }
  const allowed = KIND_NAMES[String(violation.params.type)] ?? String(violation.params.type);
  return codes.create(
    "invalid-kustomization",
    { reason: `${path === "" ? "the file" : path} is not ${allowed}` },
    {
      ...place(file, node),
      path,
      found: found(node),
      allowed,
      ...(allowed === "a string" && node.kind === "scalar"
        ? { hint: `put it in quotes: "${node.value}"` }
        : {}),
    },
  );
}

function violations(
  validator: Validator,
  schema: FileSchema,
  data: YamlValue,
  root: Node,
  file: string,
): readonly Diagnostic[] {
  if (validator(data)) return [];
  return (validator.errors ?? []).map((violation) => violationDiagnostic(violation, schema, root, file));
}

/** What is wrong with the data of a Kustomization file; the places come from the node it was decoded from. */
export function kustomizationViolations(data: YamlValue, root: Node, file: string): readonly Diagnostic[] {
  return violations(validateKustomization, KUSTOMIZATION_SCHEMA, data, root, file);
}

/** Whether data is a Kustomization. */
export function isKustomization(data: unknown): data is Kustomization {
  return validateKustomization(data);
}

/** Whether data is a replacement. */
export function isReplacement(data: unknown): data is Replacement {
  return validateReplacement(data);
}

import type { Occurrence } from "@grampus/diagnostics";
import { readFirstDocument, type YamlValue } from "go-yaml-ts";
import type { ResourceText } from "../load/resources.ts";
import { refuse } from "../refusal.ts";
import { decodeNode } from "../types/decode.ts";

/** One step of a JSON patch (RFC 6902). `value` is absent where the step has none. */
export interface JsonPatchOperation {
  readonly op: string;
  readonly path: string | undefined;
  readonly from: string | undefined;
  readonly value: Json | undefined;
  /** Position in the patch, from 1. */
  readonly position: number;
}

export type JsonPatch = readonly JsonPatchOperation[];

/** Plain, changeable data. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Copies YAML data into changeable JSON; integers beyond 53 bits lose precision, as in kustomize. */
export function toJson(value: YamlValue | undefined): Json {
  if (value === undefined) return null;
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((element: YamlValue) => toJson(element));
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, toJson(field)]));
}

function place(source: ResourceText, line: number): Occurrence {
  if (source.file === "") return source.occurrence;
  return { ...source.occurrence, source: { file: source.file, line: Math.max(line, 1), column: 1 } };
}

function textField(operation: { readonly [key: string]: Json }, key: string): string | undefined {
  const value = Object.hasOwn(operation, key) ? operation[key] : undefined;
  return typeof value === "string" ? value : undefined;
}

function readJson(source: ResourceText): Json {
  if (source.text.startsWith("[")) {
    try {
      return JSON.parse(source.text);
    } catch (error) {
      const reason = `the JSON patch is not valid JSON: ${error instanceof Error ? error.message : String(error)}`;
      return refuse(
        "invalid-patch",
        { reason },
        { ...place(source, 1), hint: "a patch that begins with [ has to be strict JSON" },
      );
    }
  }
  const read = readFirstDocument(source.text);
  if (read.kind === "malformed")
    return refuse("invalid-yaml", { reason: read.problem.message }, place(source, read.problem.line));
  return read.kind === "empty" ? null : toJson(decodeNode(read.node, undefined));
}

/** Reads a JSON patch, written as JSON or YAML. */
export function parseJsonPatch(source: ResourceText): JsonPatch {
  const data = readJson(source);
  if (data === null) return [];
  if (!Array.isArray(data)) {
    return refuse(
      "invalid-patch",
      { reason: "the JSON patch is not a list of operations" },
      place(source, 1),
    );
  }
  return data.map((operation, index) => {
    const position = index + 1;
    if (typeof operation !== "object" || operation === null || Array.isArray(operation)) {
      return refuse(
        "invalid-patch",
        { reason: `operation ${position} of the JSON patch is not a map` },
        place(source, 1),
      );
    }
    return {
      op: textField(operation, "op") ?? "unknown",
      path: textField(operation, "path"),
      from: textField(operation, "from"),
      value: Object.hasOwn(operation, "value") ? operation.value : undefined,
      position,
    };
  });
}

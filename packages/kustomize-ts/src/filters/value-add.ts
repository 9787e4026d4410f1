import type { Occurrence } from "@grampus/diagnostics";
import { type Node, readFirstDocument, scalarNode, type YamlValue } from "go-yaml-ts";
import { type Loader, requireText } from "../load/loader.ts";
import { refuse } from "../refusal.ts";
import { selectResources } from "../select/select.ts";
import type { Transformer } from "../step.ts";
import { setScalar } from "../tree/fields.ts";
import { lookupOrCreate, PathFailure } from "../tree/lookup.ts";
import { VALUE_TARGETS_SCHEMA } from "../types/argument-schema.ts";
import { conform } from "../types/conform.ts";
import { decodeNode, nodeAt } from "../types/decode.ts";
import { elementsOf, type Fields, fieldsOf, textIn, textsIn } from "../types/plain-data.ts";
import { setResourceNamespace } from "./namespace.ts";

/** Where a ValueAddTransformer writes its value. */
interface Target {
  readonly selector: Readonly<Record<string, string>> | undefined;
  readonly fieldPath: string;
  /** Position in a file path, from 1; 0 replaces the value. */
  readonly position: number;
}

function targetOf(value: YamlValue, occurrence: Occurrence): Target {
  const fields = fieldsOf(value);
  const fieldPath = textIn(fields, "fieldPath");
  const position = Number(fields?.filePathPosition ?? 0);
  if (fieldPath === "")
    refuse("invalid-field", { reason: "a target has no fieldPath" }, { ...occurrence, path: "targets" });
  if (position < 0) {
    refuse(
      "invalid-field",
      { reason: "filePathPosition is negative" },
      { ...occurrence, found: String(position), allowed: "0 or more" },
    );
  }
  return {
    selector: fields?.selector === undefined ? undefined : textsIn(fields.selector),
    fieldPath,
    position,
  };
}

function targetsInFile(path: string, loader: Loader, occurrence: Occurrence): readonly YamlValue[] {
  const file = requireText(loader, path, occurrence);
  const read = readFirstDocument(file.text);
  const place = (line: number): Occurrence => ({
    ...occurrence,
    source: { file: file.path, line: Math.max(line, 1), column: 1 },
  });
  if (read.kind === "empty") return [];
  if (read.kind === "malformed")
    return refuse("invalid-yaml", { reason: read.problem.message }, place(read.problem.line));
  const conformed = conform(decodeNode(read.node, undefined), VALUE_TARGETS_SCHEMA);
  if (conformed.kind === "conforms") return elementsOf(fieldsOf(conformed.value)?.targets);
  const { path: at, found, allowed } = conformed.misfit;
  const subject = at.length === 0 ? "the file" : at.join(".");
  return refuse(
    "invalid-field",
    { reason: `${subject} is not ${allowed}` },
    { ...place(nodeAt(read.node, at).line), found, allowed },
  );
}

function targetsIn(fields: Fields, loader: Loader, occurrence: Occurrence): readonly Target[] {
  const path = textIn(fields, "targetFilePath");
  const more = path === "" ? [] : targetsInFile(path, loader, occurrence);
  const all = [...elementsOf(fields.targets), ...more];
  if (all.length === 0)
    refuse("invalid-field", { reason: "a ValueAddTransformer has no targets" }, occurrence);
  return all.map((value) => targetOf(value, occurrence));
}

/** Puts a part into a file path; behind the end it is appended, an absolute path stays absolute. */
function insertedPart(path: string, position: number, part: string): string {
  if (path === "") return part;
  const absolute = path.startsWith("/");
  const parts = path.split("/").filter((segment, index) => segment !== "" || (index > 0 && !absolute));
  const clean = parts.filter((segment) => segment !== "");
  clean.splice(Math.min(position, clean.length), 0, part);
  return `${absolute ? "/" : ""}${clean.join("/")}`;
}

function fieldParts(path: string): readonly string[] {
  return path
    .replaceAll("\\/", "\u0000")
    .split("/")
    .map((part) => part.replaceAll("\u0000", "/"));
}

function addValue(node: Node, value: string, target: Target, occurrence: Occurrence): void {
  try {
    const found = lookupOrCreate(node, fieldParts(target.fieldPath));
    if (found.kind !== "scalar") throw new PathFailure(`${target.fieldPath} is not a text`);
    const added = target.position > 0 ? insertedPart(found.value, target.position - 1, value) : value;
    setScalar(found, scalarNode(added));
  } catch (error) {
    if (!(error instanceof PathFailure)) throw error;
    refuse("invalid-field", { reason: error.message }, { ...occurrence, path: target.fieldPath });
  }
}

/** The built-in that writes one value, by default the name of the directory, into fields and file paths. */
export function valueAddTransformer(fields: Fields, loader: Loader, occurrence: Occurrence): Transformer {
  const value = textIn(fields, "value").trim() || (loader.root.split("/").at(-1) ?? "");
  const targets = targetsIn(fields, loader, occurrence);
  return {
    name: "ValueAddTransformer",
    by: "ValueAddTransformer",
    apply(list, context) {
      for (const target of targets) {
        const resources =
          target.selector === undefined
            ? list.resources
            : selectResources(list, target.selector, context, occurrence);
        for (const { node } of resources) {
          if (target.fieldPath === "metadata/namespace") {
            setResourceNamespace(
              node,
              { namespace: value, specs: [], unsetOnly: false, subjects: "defaultOnly" },
              context,
            );
          } else addValue(node, value, target, occurrence);
        }
      }
      list.forgetIds();
    },
  };
}

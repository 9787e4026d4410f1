import { type Diagnostic, didYouMean, type Occurrence } from "@grampus/diagnostics";
import { nodeValue, readDocuments } from "go-yaml-ts";
import { toPlainData } from "../data/plain-copy.ts";
import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";
import { typeText, valueText } from "../data/value-text.ts";
import { yamlLine } from "../position/yaml-line.ts";
import { mergeConflict } from "../releases/conflict.ts";
import { recordCodes } from "./diagnostics.ts";

/** What a field of an entry may say. */
export interface EntryField {
  readonly isRequired: boolean;
  readonly allowed: string;
  readonly isRight: (value: PlainValue) => boolean;
}

/** A kind of entries. */
export interface EntryForm {
  /** One of them, in messages: `an approval`. */
  readonly what: string;
  /** One of them as it is written. */
  readonly example: string;
  readonly fields: Readonly<Record<string, EntryField>>;
}

/** An entry of a file, all of whose fields are right, and its line from 1. */
export interface Entry {
  readonly fields: PlainObject;
  readonly line: number;
}

/** The entries of a file, and what is wrong with the others. */
export interface Entries {
  readonly entries: readonly Entry[];
  readonly diagnostics: readonly Diagnostic[];
}

function unreadable(file: string, problem: string, line: number, column: number, allowed?: string): Entries {
  const occurrence: Occurrence = {
    source: { file, line, column },
    ...(allowed === undefined ? {} : { allowed }),
  };
  return { entries: [], diagnostics: [recordCodes.create("unreadable", { file, problem }, occurrence)] };
}

function documentsOf(
  text: string,
): readonly PlainValue[] | { readonly message: string; readonly line: number; readonly column: number } {
  const read = readDocuments(text);
  if (read.kind === "malformed") return read.problem;
  const documents: PlainValue[] = [];
  for (const node of read.nodes) {
    try {
      documents.push(toPlainData(nodeValue(node)).data ?? null);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { message, line: Math.max(node.line, 1), column: 1 };
    }
  }
  return documents;
}

/** What is wrong with the fields of an entry. */
function entryDiagnostics(file: string, text: string, index: number, value: PlainValue, form: EntryForm) {
  const { what, fields, example } = form;
  const at = (...path: readonly (string | number)[]) => ({
    source: { file, line: yamlLine(text, [0, index, ...path]), column: 1 },
  });
  if (!isMap(value)) {
    const found = `${typeText(value)}: ${valueText(value)}`;
    return [
      recordCodes.create(
        "unreadable",
        { file, problem: "an entry is no map" },
        { ...at(), found, allowed: example },
      ),
    ];
  }
  const known = Object.keys(fields);
  const unknown = Object.keys(value)
    .filter((field) => !known.includes(field))
    .map((field) =>
      recordCodes.create(
        "unknown-field",
        { what, field },
        { ...at(field), found: field, allowed: known.join(", "), ...didYouMean(field, known) },
      ),
    );
  const wrong = Object.entries(fields).flatMap(
    ([field, { isRequired, isRight, allowed }]): readonly Diagnostic[] => {
      const said = value[field];
      if (said === undefined ? !isRequired : isRight(said)) return [];
      if (said === undefined)
        return [recordCodes.create("missing-field", { what, field }, { ...at(field), allowed })];
      const found = valueText(said);
      return [recordCodes.create("wrong-value", { what, field }, { ...at(field), found, allowed })];
    },
  );
  return [...unknown, ...wrong];
}

/** Reads the text of a file as a YAML list of entries. An empty file has none. */
export function readEntries(file: string, text: string, form: EntryForm): Entries {
  const conflict = mergeConflict(text);
  if (conflict !== undefined) {
    const source = { file, line: conflict.line, column: 1 };
    return { entries: [], diagnostics: [recordCodes.create("conflict", { file }, { source })] };
  }
  const documents = documentsOf(text);
  if ("message" in documents) return unreadable(file, documents.message, documents.line, documents.column);
  const [list = null, ...others] = documents;
  const allowed = `a list: ${form.example}`;
  if (others.length > 0) return unreadable(file, "it has several documents", 1, 1, allowed);
  if (list === null) return { entries: [], diagnostics: [] };
  if (!Array.isArray(list)) return unreadable(file, `it is ${typeText(list)}`, 1, 1, allowed);
  const entries: Entry[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, value] of list.entries()) {
    const wrong = entryDiagnostics(file, text, index, value, form);
    diagnostics.push(...wrong);
    if (wrong.length === 0 && isMap(value)) entries.push({ fields: value, line: yamlLine(text, [0, index]) });
  }
  return { entries, diagnostics };
}

/** A field that says a text which is not empty. */
export function textField(allowed: string): EntryField {
  return {
    isRequired: true,
    allowed,
    isRight: (value) => typeof value === "string" && value.trim() !== "",
  };
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** A field that says a digest. */
export const DIGEST_FIELD: EntryField = {
  isRequired: true,
  allowed: "sha256: and 64 hexadecimal digits",
  isRight: (value) => typeof value === "string" && DIGEST.test(value),
};

import { didYouMean } from "@grampus/diagnostics";
import { isUnset } from "@grampus/dsl";
import type { DataPath } from "../data/data-path.ts";
import type { PlainObject, PlainValue } from "../data/plain-data.ts";
import { isMap } from "../data/plain-data.ts";
import { typeText, valueText } from "../data/value-text.ts";
import { definitionFieldFor } from "../fields/field-name.ts";
import { DEFINITION_FIELDS, type FieldGroup, type FieldNode } from "../fields/field-tree.ts";
import type { Finding } from "../findings/finding.ts";
import { definitionCodes } from "./diagnostics.ts";

/** Which fields may stand in an object of cluster settings. */
export interface SettingsRules {
  /** The file the settings are written in, and where in its default export. */
  readonly file: string;
  readonly at: DataPath;
  /** How messages call the object: `a cluster definition`. */
  readonly owner: string;
  /** Whether only fields that may differ between environments are allowed. */
  readonly onlyOverridable: boolean;
  readonly allowUnset: boolean;
}

/** The path below the settings as a user would write it: `storage.size`. */
function fieldText(path: DataPath): string {
  return path.join(".");
}

/** Finds what must not stand in an object: a key that is none of `known`. */
export function unknownFieldFinding(
  rules: Pick<SettingsRules, "file" | "at" | "owner">,
  path: DataPath,
  known: readonly string[],
): Finding {
  const key = String(path.at(-1));
  const field = definitionFieldFor(key);
  const hint = field === undefined ? didYouMean(key, known) : { hint: `in definitions: ${field}` };
  return {
    diagnostic: definitionCodes.create(
      "unknown-field",
      { field: fieldText(path), owner: rules.owner },
      {
        path: fieldText([...rules.at, ...path]),
        found: key,
        allowed: known.join(", "),
        ...hint,
      },
    ),
    place: { file: rules.file, path: [...rules.at, ...path], part: "name" },
  };
}

function misplaced(
  rules: SettingsRules,
  path: DataPath,
  code: "misplaced-unset" | "not-overridable",
): Finding {
  return {
    diagnostic: definitionCodes.create(
      code,
      { field: fieldText(path) },
      { path: fieldText([...rules.at, ...path]) },
    ),
    place: { file: rules.file, path: [...rules.at, ...path], part: "name" },
  };
}

function nullFinding(rules: SettingsRules, path: DataPath): Finding {
  const hint = rules.allowUnset ? "leave the field out, or take it back with unset()" : "leave the field out";
  const occurrence = { path: fieldText([...rules.at, ...path]), found: "null", hint };
  return {
    diagnostic: definitionCodes.create("wrong-type", { field: fieldText(path) }, occurrence),
    place: { file: rules.file, path: [...rules.at, ...path], part: "value" },
  };
}

/** A null, or an `unset()` that has no layer below it, anywhere inside a value. */
function unsetFindings(value: PlainValue, rules: SettingsRules, path: DataPath): readonly Finding[] {
  if (value === null) return [nullFinding(rules, path)];
  if (Array.isArray(value)) {
    return value.flatMap((item: PlainValue, index) =>
      unsetFindings(item, { ...rules, allowUnset: false }, [...path, index]),
    );
  }
  if (isUnset(value)) return rules.allowUnset ? [] : [misplaced(rules, path, "misplaced-unset")];
  return isMap(value)
    ? Object.entries(value).flatMap(([key, member]) => unsetFindings(member, rules, [...path, key]))
    : [];
}

function fieldFindings(
  field: FieldNode,
  value: PlainValue,
  rules: SettingsRules,
  path: DataPath,
): readonly Finding[] {
  if (field.kind === "field") {
    return rules.onlyOverridable && !field.mapping.overridable
      ? [misplaced(rules, path, "not-overridable")]
      : unsetFindings(value, rules, path);
  }
  if (isUnset(value)) return unsetFindings(value, rules, path);
  if (isMap(value)) return memberFindings(field.members, value, rules, path);
  return [
    {
      diagnostic: definitionCodes.create(
        "wrong-type",
        { field: fieldText(path) },
        {
          path: fieldText([...rules.at, ...path]),
          found: `${typeText(value)}: ${valueText(value)}`,
          allowed: `an object with ${[...field.members.keys()].join(", ")}`,
        },
      ),
      place: { file: rules.file, path: [...rules.at, ...path], part: "value" },
    },
  ];
}

function memberFindings(
  fields: FieldGroup,
  value: PlainObject,
  rules: SettingsRules,
  path: DataPath,
): readonly Finding[] {
  return Object.entries(value).flatMap(([key, member]) => {
    const field = fields.get(key);
    return field === undefined
      ? [unknownFieldFinding(rules, [...path, key], [...fields.keys()])]
      : fieldFindings(field, member, rules, [...path, key]);
  });
}

/**
 * Finds unknown and misplaced fields in cluster settings. The values themselves are validated later, as fields of the
 * custom resource, by the schema that the API server has too.
 */
export function settingsFindings(settings: PlainObject, rules: SettingsRules): readonly Finding[] {
  return memberFindings(DEFINITION_FIELDS, settings, rules, []);
}

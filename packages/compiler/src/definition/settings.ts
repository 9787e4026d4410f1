import { type Diagnostic, didYouMean } from "@grampus/diagnostics";
import { isUnset } from "@grampus/dsl";
import { appendedItems } from "../data/appended-items.ts";
import type { DataPath } from "../data/data-path.ts";
import type { PlainObject, PlainValue } from "../data/plain-data.ts";
import { isMap } from "../data/plain-data.ts";
import { typeText, valueText } from "../data/value-text.ts";
import { definitionFieldFor, writtenPath } from "../fields/field-name.ts";
import { DEFINITION_FIELDS, type FieldGroup, type FieldNode } from "../fields/field-tree.ts";
import type { Finding } from "../findings/finding.ts";
import { definitionCodes } from "./diagnostics.ts";
import { manifestsFindings } from "./manifests.ts";
import { deletingWordFindings, reservedKeyFindings } from "./reserved-keys.ts";

/** Which fields may stand in an object of cluster settings. */
export interface SettingsRules {
  /** The file the settings are written in, and where in its default export. */
  readonly file: string;
  readonly at: DataPath;
  /** How messages call the object: `a cluster definition`. */
  readonly owner: string;
  /** Fields of the same object that are no settings: `draft`. */
  readonly besides?: readonly string[];
  /** Whether only fields that may differ between environments are allowed. */
  readonly onlyOverridable: boolean;
  /** Whether `unset()` and `append()` have something below them to change. */
  readonly hasLayersBelow: boolean;
}

/** The path below the settings as a user would write it: `storage.size`. */
function fieldText(path: DataPath): string {
  return writtenPath(path).join(".");
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

function misplaced(rules: SettingsRules, path: DataPath, diagnostic: Diagnostic): Finding {
  return {
    diagnostic: { ...diagnostic, path: fieldText([...rules.at, ...path]) },
    place: { file: rules.file, path: [...rules.at, ...path], part: "name" },
  };
}

function notOverridable(rules: SettingsRules, path: DataPath): Finding {
  return misplaced(rules, path, definitionCodes.create("not-overridable", { field: fieldText(path) }));
}

const INSIDE_LIST = "a list";

/** An `unset()` or `append()` where no layer below says anything: in a definition, or inside a list. */
function misplacedMarker(rules: SettingsRules, path: DataPath, marker: "unset" | "append"): Finding {
  const { owner } = rules;
  const field = fieldText(path);
  const hint =
    owner === INSIDE_LIST
      ? "write the list as it shall be"
      : marker === "unset"
        ? "leave the field out; an environment takes it back with override(definition, { ... })"
        : "write the list; an environment adds to it with override(definition, { ... })";
  const code = marker === "unset" ? "misplaced-unset" : "misplaced-append";
  return misplaced(rules, path, definitionCodes.create(code, { field, owner }, { hint }));
}

function nullFinding(rules: SettingsRules, path: DataPath): Finding {
  const hint = rules.hasLayersBelow
    ? "leave the field out, or take it back with unset()"
    : "leave the field out";
  const occurrence = { path: fieldText([...rules.at, ...path]), found: "null", hint };
  return {
    diagnostic: definitionCodes.create("wrong-type", { field: fieldText(path) }, occurrence),
    place: { file: rules.file, path: [...rules.at, ...path], part: "value" },
  };
}

/** A null, or an `unset()` or `append()` that has no layer below it, anywhere inside a value. */
function markerFindings(value: PlainValue, rules: SettingsRules, path: DataPath): readonly Finding[] {
  if (value === null) return [nullFinding(rules, path)];
  if (Array.isArray(value)) {
    const inside = { ...rules, hasLayersBelow: false, owner: INSIDE_LIST };
    return value.flatMap((item: PlainValue, index) => markerFindings(item, inside, [...path, index]));
  }
  if (!isMap(value)) return [];
  if (isUnset(value)) return rules.hasLayersBelow ? [] : [misplacedMarker(rules, path, "unset")];
  const items = appendedItems(value);
  if (items === undefined) {
    return Object.entries(value).flatMap(([key, member]) => markerFindings(member, rules, [...path, key]));
  }
  return rules.hasLayersBelow
    ? markerFindings(items, rules, [...path, "items"])
    : [misplacedMarker(rules, path, "append")];
}

function fieldFindings(
  field: FieldNode,
  value: PlainValue,
  rules: SettingsRules,
  path: DataPath,
): readonly Finding[] {
  if (field.kind === "field") {
    return rules.onlyOverridable && !field.mapping.overridable
      ? [notOverridable(rules, path)]
      : markerFindings(value, rules, path);
  }
  if (field.kind === "manifests") {
    return [
      ...markerFindings(value, rules, path),
      ...manifestsFindings(value, rules.file, [...rules.at, ...path]),
    ];
  }
  if (isUnset(value)) return markerFindings(value, rules, path);
  if (isMap(value) && appendedItems(value) === undefined)
    return memberFindings(field.members, value, rules, path);
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
      ? [
          unknownFieldFinding(
            rules,
            [...path, key],
            [...fields.keys(), ...(path.length === 0 ? (rules.besides ?? []) : [])],
          ),
        ]
      : fieldFindings(field, member, rules, [...path, key]);
  });
}

/**
 * Finds unknown and misplaced fields in cluster settings, and labels and annotations that are not theirs to give. The values themselves are validated later, as fields of the
 * custom resource, by the schema that the API server has too.
 */
export function settingsFindings(settings: PlainObject, rules: SettingsRules): readonly Finding[] {
  return [
    ...memberFindings(DEFINITION_FIELDS, settings, rules, []),
    ...reservedKeyFindings(settings, rules),
    ...deletingWordFindings(settings, rules),
  ];
}

import { fieldRows, refusedRows, ruleRows } from "./field-table.ts";
import type { GeneratedModule } from "./generated-module.ts";
import type { JsonObject } from "./json.ts";
import type { Kind } from "./schema.ts";

const TYPES = `/** What the API says of a field. */
export interface FieldDescription {
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
  /** Bounds, as a person reads them. */
  readonly allowed?: string;
  readonly default?: unknown;
  /** How two values compare: "quantity", "version", or as numbers when absent. */
  readonly order?: string;
  /** Class of a change by condition: any, up, down, add, remove, to:<value>; the field's own or the nearest above. */
  readonly changeClass: Readonly<Record<string, ChangeClass>>;
  /** Whether the class is the field's own. */
  readonly ownClass: boolean;
}

/** A rule in CEL and the place it is evaluated at; the root's place is the empty text. */
export interface RuleDescription {
  readonly path: string;
  /** Whether the rule is on a map, so that an entry alone can violate it. */
  readonly onMap: boolean;
  readonly id: string;
  readonly rule: string;
  readonly message: string;
  readonly transition: boolean;
  /** Path of the field the message is about, below the place of the rule. */
  readonly at?: string;
}
`;

function literal(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

function fieldsOf(kind: Kind): JsonObject {
  return Object.fromEntries(
    fieldRows(kind).map(
      ({ path, node, bounds, type, required, description, order, changeClass, ownClass, ...row }) => [
        path,
        {
          type,
          required,
          description,
          ...(bounds.length === 0 ? {} : { allowed: bounds.join(", ") }),
          ...(row.default === undefined ? {} : { default: row.default }),
          ...(order === undefined ? {} : { order }),
          changeClass: { ...changeClass },
          ownClass,
        },
      ],
    ),
  );
}

/** The module with the tables of all kinds: change classes, fields, rules, refused fields. */
export function tablesModule(kinds: readonly Kind[], changeClasses: readonly string[]): GeneratedModule {
  const byKind = (rows: (kind: Kind) => unknown): string =>
    literal(Object.fromEntries(kinds.map((kind) => [kind.kind, rows(kind)])));
  const refused = (kind: Kind): JsonObject =>
    Object.fromEntries(refusedRows(kind).map(({ path, reason }) => [path, reason]));
  const perKind = (type: string): string => `Readonly<Record<${kindUnion(kinds)}, ${type}>>`;
  return {
    code: [
      `export const CHANGE_CLASSES = ${literal(changeClasses)};`,
      `export const FIELDS = ${byKind(fieldsOf)};`,
      `export const RULES = ${byKind(ruleRows)};`,
      `export const REFUSED_FIELDS = ${byKind(refused)};`,
      "",
    ].join("\n\n"),
    types: [
      "/** What changes do, from harmless to forbidden. */",
      `export declare const CHANGE_CLASSES: readonly ${JSON.stringify(changeClasses)};`,
      "",
      "/** What a change does. */",
      "export type ChangeClass = (typeof CHANGE_CLASSES)[number];",
      "",
      TYPES,
      "/** Every field by kind and path. */",
      `export declare const FIELDS: ${perKind("Readonly<Record<string, FieldDescription>>")};`,
      "",
      "/** Every rule by kind. */",
      `export declare const RULES: ${perKind("readonly RuleDescription[]")};`,
      "",
      "/** Fields that are refused, with the reason, by kind and path. */",
      `export declare const REFUSED_FIELDS: ${perKind("Readonly<Record<string, string>>")};`,
      "",
    ].join("\n"),
  };
}

function kindUnion(kinds: readonly Kind[]): string {
  return kinds.map((kind) => JSON.stringify(kind.kind)).join(" | ");
}

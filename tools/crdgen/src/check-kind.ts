import type { Diagnostic } from "@grampus/diagnostics";
import { Ajv } from "ajv";
import { codes } from "./diagnostics.ts";
import { type FieldRow, fieldRows, ruleRows } from "./field-table.ts";
import { jsonSchema } from "./json-schema.ts";
import { unportableConstruct } from "./portable-pattern.ts";
import type { Kind, Node } from "./schema.ts";

const SIZED: Readonly<
  Record<string, readonly ("maxLength" | "maxItems" | "maxProperties" | "minimum" | "maximum")[]>
> = {
  string: ["maxLength"],
  list: ["maxItems"],
  map: ["maxProperties"],
  integer: ["minimum", "maximum"],
  "int-or-string": ["maxLength", "minimum", "maximum"],
};

function missingBounds({ shape, constraints }: Node): readonly string[] {
  return (SIZED[shape.kind] ?? []).filter((bound) => constraints[bound] === undefined);
}

function checkRow(row: FieldRow, changeClasses: readonly string[]): readonly Diagnostic[] {
  const { path, node } = row;
  const at = { path };
  const isField = !path.endsWith("[]") && !path.endsWith(".*");
  const patterns = [node.constraints.pattern, node.constraints.keyPattern?.pattern];
  const unknown = Object.values(node.changeClass ?? {}).filter((name) => !changeClasses.includes(name));
  return [
    ...missingBounds(node).map((missing) => codes.create("unbounded", { missing }, at)),
    ...(isField && row.description === "" ? [codes.create("no-description", { field: path }, at)] : []),
    ...(row.changeClass === undefined && node.shape.kind !== "object"
      ? [codes.create("no-change-class", { field: path }, at)]
      : []),
    ...unknown.map((name) =>
      codes.create("unknown-change-class", { name }, { ...at, allowed: changeClasses.join(", ") }),
    ),
    ...patterns.flatMap((pattern) => {
      const construct = pattern === undefined ? undefined : unportableConstruct(pattern);
      return construct === undefined
        ? []
        : [codes.create("unportable-pattern", { construct }, { ...at, found: pattern ?? "" })];
    }),
  ];
}

function badDefaults(kind: Kind, rows: readonly FieldRow[]): readonly Diagnostic[] {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictRequired: false });
  const { definitions = {} } = jsonSchema(kind);
  return rows.flatMap((row) => {
    if (row.default === undefined) return [];
    const name = row.node.shape.kind === "object" ? row.node.shape.name : undefined;
    const { $id, $schema, ...schema } = jsonSchema({
      ...kind,
      root: { ...kind.root, fields: [{ name: "value", required: true, node: row.node }] },
    });
    const valid = ajv.validate({ ...schema, definitions }, { value: row.default });
    if (valid) return [];
    return [
      codes.create(
        "bad-default",
        { field: row.path },
        { path: row.path, found: JSON.stringify(row.default), allowed: name ?? row.bounds.join(", ") },
      ),
    ];
  });
}

/** What a kind's source lacks: bounds, descriptions, change classes; defaults and patterns that are wrong. */
export function checkKind(kind: Kind, changeClasses: readonly string[]): readonly Diagnostic[] {
  const rows = fieldRows(kind);
  const unreachable = ruleRows(kind).filter((rule) => rule.transition && rule.path.includes("[]"));
  return [
    ...rows.flatMap((row) => checkRow(row, changeClasses)),
    ...badDefaults(kind, rows),
    ...unreachable.map(({ id, path }) => codes.create("unreachable-transition", { rule: id }, { path })),
  ];
}

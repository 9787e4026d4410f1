import { boundTexts } from "./bound-texts.ts";
import type { Json } from "./json.ts";
import { rulesOfNode, rulesOfObject } from "./rules-of-node.ts";
import type { ClassTable, Field, Kind, Node, Rule } from "./schema.ts";

/** A field as the generated table, the reference page and the checks see it. */
export interface FieldRow {
  /** `spec.tolerations[].key`, `spec.variables.*`. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
  readonly bounds: readonly string[];
  readonly default?: Json;
  readonly order?: string;
  readonly changeClass?: ClassTable;
  /** Whether the class is said at the field itself and not above it. */
  readonly ownClass: boolean;
  readonly node: Node;
}

/** A rule and the place it is evaluated at. */
export interface RuleRow extends Rule {
  readonly path: string;
  /** Whether the rule is on a map, so that an entry alone can violate it. */
  readonly onMap: boolean;
}

/** The type of a value in a few words. */
function typeText({ shape }: Node): string {
  switch (shape.kind) {
    case "object":
      return shape.name;
    case "map":
      return `map of ${typeText(shape.values)}`;
    case "list":
      return `list of ${typeText(shape.items)}`;
    case "enum":
      return shape.values.map((value) => JSON.stringify(value)).join(" | ");
    case "int-or-string":
      return "integer or string";
    default:
      return shape.kind;
  }
}

function childrenOf(
  node: Node,
): readonly { readonly suffix: string; readonly node: Node; readonly field?: Field }[] {
  const { shape } = node;
  if (shape.kind === "object") {
    return shape.fields.map((field) => ({ suffix: `.${field.name}`, node: field.node, field }));
  }
  if (shape.kind === "map") return [{ suffix: ".*", node: shape.values }];
  return shape.kind === "list" ? [{ suffix: "[]", node: shape.items }] : [];
}

function visit(
  path: string,
  node: Node,
  field: Field | undefined,
  inherited: ClassTable | undefined,
  onNode: (row: FieldRow, field: Field | undefined) => void,
): void {
  const changeClass = node.changeClass ?? inherited;
  const description =
    node.description === "" && node.shape.kind === "object" ? node.shape.description : node.description;
  onNode(
    {
      path,
      type: typeText(node),
      required: field?.required ?? false,
      description,
      bounds: boundTexts(node),
      ...(node.default === undefined ? {} : { default: node.default }),
      ...(node.constraints.order === undefined ? {} : { order: node.constraints.order }),
      ...(changeClass === undefined ? {} : { changeClass }),
      ownClass: node.changeClass !== undefined,
      node,
    },
    field,
  );
  for (const child of childrenOf(node)) {
    visit(`${path}${child.suffix}`, child.node, child.field, changeClass, onNode);
  }
}

function visitKind(kind: Kind, onNode: (row: FieldRow, field: Field | undefined) => void): void {
  for (const field of kind.root.fields) visit(field.name, field.node, field, undefined, onNode);
}

/** Every field of a kind, parents before children. */
export function fieldRows(kind: Kind): readonly FieldRow[] {
  const rows: FieldRow[] = [];
  visitKind(kind, (row) => rows.push(row));
  return rows;
}

/** Every rule of a kind, with the place it is evaluated at; the root's place is the empty text. */
export function ruleRows(kind: Kind): readonly RuleRow[] {
  const rows: RuleRow[] = rulesOfObject(kind.root).map((rule) => ({ path: "", onMap: false, ...rule }));
  visitKind(kind, (row, field) => {
    if (row.path === "metadata" || row.path.startsWith("metadata.")) return;
    rows.push(
      ...rulesOfNode(row.node, field).map((rule) => ({
        path: row.path,
        onMap: row.node.shape.kind === "map",
        ...rule,
      })),
    );
  });
  return rows;
}

/** Fields the schema refuses, with the reason. */
export function refusedRows(kind: Kind): readonly { readonly path: string; readonly reason: string }[] {
  const rows: { path: string; reason: string }[] = [];
  visitKind(kind, ({ path, node }) => {
    if (node.shape.kind !== "object") return;
    rows.push(...node.shape.refused.map(({ name, reason }) => ({ path: `${path}.${name}`, reason })));
  });
  return rows;
}

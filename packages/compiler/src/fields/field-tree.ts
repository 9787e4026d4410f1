import { FIELD_MAP, type FieldMapping, MANIFESTS_FIELD } from "@grampus/dsl/field-map";

/** A node of a tree of fields: a field of its own, or a group of fields such as `storage`. */
export type FieldNode =
  /** `members` are fields inside this one that stand elsewhere in the definition: `owner` is one of the labels. */
  | { readonly kind: "field"; readonly mapping: FieldMapping; readonly members: FieldGroup }
  | { readonly kind: "group"; readonly members: FieldGroup }
  /** Objects beside the custom resource; only in definitions. */
  | { readonly kind: "manifests" };

/** Fields and groups by key, in the order of the field map. */
export type FieldGroup = ReadonlyMap<string, FieldNode>;

function fieldGroup(
  mappings: readonly FieldMapping[],
  side: "definition" | "resource",
  depth: number,
): FieldGroup {
  const byKey = new Map<string, FieldMapping[]>();
  for (const mapping of mappings) {
    const key = mapping[side][depth];
    if (key !== undefined) byKey.set(key, [...(byKey.get(key) ?? []), mapping]);
  }
  const group = new Map<string, FieldNode>();
  for (const [key, members] of byKey) {
    const leaf = members.find((mapping) => mapping[side].length === depth + 1);
    const below = fieldGroup(
      members.filter((mapping) => mapping !== leaf),
      side,
      depth + 1,
    );
    group.set(
      key,
      leaf === undefined
        ? { kind: "group", members: below }
        : { kind: "field", mapping: leaf, members: below },
    );
  }
  return group;
}

/** The fields of a cluster definition as they nest there. */
export const DEFINITION_FIELDS: FieldGroup = new Map<string, FieldNode>([
  ...fieldGroup(FIELD_MAP, "definition", 0),
  [MANIFESTS_FIELD, { kind: "manifests" }],
]);

/** The same fields as they nest in the custom resource. */
export const RESOURCE_FIELDS: FieldGroup = fieldGroup(FIELD_MAP, "resource", 0);

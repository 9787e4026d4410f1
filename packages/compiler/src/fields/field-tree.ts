import { FIELD_MAP, type FieldMapping } from "@grampus/dsl/field-map";

/** A node of a tree of fields: a field of its own, or a group of fields such as `storage`. */
export type FieldNode =
  | { readonly kind: "field"; readonly mapping: FieldMapping }
  | { readonly kind: "group"; readonly members: FieldGroup };

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
    group.set(
      key,
      leaf === undefined
        ? { kind: "group", members: fieldGroup(members, side, depth + 1) }
        : { kind: "field", mapping: leaf },
    );
  }
  return group;
}

/** The fields of a cluster definition as they nest there. */
export const DEFINITION_FIELDS: FieldGroup = fieldGroup(FIELD_MAP, "definition", 0);

/** The same fields as they nest in the custom resource. */
export const RESOURCE_FIELDS: FieldGroup = fieldGroup(FIELD_MAP, "resource", 0);

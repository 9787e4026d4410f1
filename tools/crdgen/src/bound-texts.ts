import type { Constraints, Node } from "./schema.ts";

function range(low: number | undefined, high: number | undefined, unit: string): readonly string[] {
  if (low === undefined && high === undefined) return [];
  if (low === undefined) return [`at most ${high}${unit}`];
  return high === undefined ? [`at least ${low}${unit}`] : [`${low} to ${high}${unit}`];
}

function formTexts({ form, pattern }: Constraints): readonly string[] {
  if (form !== undefined) return [form];
  return pattern === undefined ? [] : [`pattern \`${pattern}\``];
}

function numberTexts({ constraints, shape }: Node): readonly string[] {
  const { minimum, maximum, form } = constraints;
  if (shape.kind !== "int-or-string") return range(minimum, maximum, "");
  return form === undefined ? range(minimum, maximum, " as an integer") : [];
}

/** The bounds of a value as a person reads them. */
export function boundTexts(node: Node): readonly string[] {
  const { minLength, maxLength, minItems, maxItems, minProperties, maxProperties } = node.constraints;
  return [
    ...formTexts(node.constraints),
    ...numberTexts(node),
    ...range(minLength, maxLength, " characters"),
    ...range(minItems, maxItems, " items"),
    ...range(minProperties, maxProperties, " entries"),
  ];
}

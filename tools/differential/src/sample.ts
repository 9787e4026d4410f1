import { fields, type StructuralSchema } from "@grampus/api";
import { acceptedText } from "./texts.ts";

/** The names of a path of the tables: `spec.tolerations[].key` has `spec`, `tolerations`, `[]`, `key`. */
export function stepsOf(path: string): readonly string[] {
  return path === "" ? [] : path.replaceAll("[]", ".[]").split(".");
}

/** The path of the tables one step below another. */
export function pathBelow(path: string, step: string): string {
  if (step === "[]") return `${path}[]`;
  return path === "" ? step : `${path}.${step}`;
}

function typeAt(path: string): string {
  return fields.Cluster[path]?.type ?? "";
}

const BASES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Toleration: { key: "dedicated" },
  LabelSelectorRequirement: { key: "zone", operator: "Exists" },
  NodeSelectorRequirement: { key: "zone", operator: "Exists" },
  ProfileReference: { type: "RuntimeDefault" },
};

/** The smallest value the API accepts at a place. Items of a list with different indices differ. */
export function sampleAt(schema: StructuralSchema, path: string, index = 0): unknown {
  const { type, enum: values, properties = {}, required = [], items } = schema;
  const { minItems = 0, minProperties = 0, minimum = 0 } = schema;
  if (values !== undefined) return values[index % values.length];
  if (schema["x-kubernetes-int-or-string"] === true || type === "integer") return minimum + index;
  if (type === "string") return acceptedText(schema, index);
  if (type === "boolean") return index % 2 === 0;
  if (type === "array") {
    return items === undefined
      ? []
      : Array.from({ length: minItems }, (_, at) => sampleAt(items, pathBelow(path, "[]"), at));
  }
  const first = Object.keys(properties).slice(0, minProperties);
  const known = [...new Set([...required, ...first])].map((name) => [
    name,
    sampleAt(properties[name] ?? {}, pathBelow(path, name), index),
  ]);
  return { ...Object.fromEntries(known), ...BASES[typeAt(path)], ...distinct(schema, path, index) };
}

function distinct(schema: StructuralSchema, path: string, index: number): Readonly<Record<string, unknown>> {
  if (index === 0 || typeAt(path) !== "TopologySpreadConstraint") return {};
  return {
    topologyKey: sampleAt(schema.properties?.topologyKey ?? {}, pathBelow(path, "topologyKey"), index),
  };
}

/** What has to stand beside a field so that the rules on its parent hold. */
function companions(path: string, name: string, value: unknown): Readonly<Record<string, unknown>> {
  const place = `${typeAt(path)}.${name}`;
  if (place === "Toleration.tolerationSeconds") return { effect: "NoExecute" };
  if (place === "LabelSelectorRequirement.values") return { operator: "In" };
  if (place === "LabelSelectorRequirement.operator")
    return value === "In" || value === "NotIn" ? { values: ["a"] } : {};
  if (place === "NodeSelectorRequirement.values") return { operator: "In" };
  if (place === "NodeSelectorRequirement.operator")
    return value === "Exists" || value === "DoesNotExist" ? {} : { values: ["1"] };
  if (place === "PodAffinityTerm.matchLabelKeys" || place === "PodAffinityTerm.mismatchLabelKeys")
    return { labelSelector: { matchLabels: { a: "b" } } };
  if (place === "ProfileReference.localhostProfile") return { type: "Localhost" };
  if (place === "ProfileReference.type") return value === "Localhost" ? { localhostProfile: "p" } : {};
  if (place === "ClusterSpec.abandonedMembers") return { members: 9 };
  return {};
}

const RESOURCES = ["ephemeral-storage", "cpu", "memory"] as const;

/** A key of the map at a path; keys of different indices differ, and those past the last do not fit a closed set. */
export function keyAt(path: string, index: number): string {
  const isResources = /^spec\.resources\.\w+\.(requests|limits)$/.test(path);
  return (isResources ? RESOURCES[index] : undefined) ?? `key${index}`;
}

function listAround(path: string, item: unknown): readonly unknown[] {
  return path.endsWith("accessModes") && item === "ReadOnlyMany" ? [item, "ReadWriteOnce"] : [item];
}

/** A value of a place that holds the given value at a place below it, and else the least the API accepts. */
export function embedded(
  schema: StructuralSchema,
  path: string,
  steps: readonly string[],
  value: unknown,
): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  const below = pathBelow(path, step);
  if (step === "[]") return listAround(path, embedded(schema.items ?? {}, below, rest, value));
  if (step === "*")
    return { [keyAt(path, 0)]: embedded(schema.additionalProperties ?? {}, below, rest, value) };
  const inner = embedded(schema.properties?.[step] ?? {}, below, rest, value);
  const sample = sampleAt(schema, path);
  return {
    ...(typeof sample === "object" ? sample : {}),
    ...companions(path, step, inner),
    [step]: inner,
  };
}

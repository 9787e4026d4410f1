import { refusedFields, type StructuralSchema } from "@grampus/api";
import { isJsonObject } from "./json.ts";
import { CLUSTER_SCHEMA, type Probe, probeAt } from "./probe.ts";
import { keyAt, pathBelow, sampleAt } from "./sample.ts";
import { acceptedText, longText, malformedTexts } from "./texts.ts";

interface Place {
  readonly path: string;
  readonly schema: StructuralSchema;
}

const BOTH = ["within", "beyond"] as const;

function isIntOrString(schema: StructuralSchema): boolean {
  return schema["x-kubernetes-int-or-string"] === true;
}

function pair({ path }: Place, keyword: string, within: unknown, beyond: unknown): readonly Probe[] {
  return BOTH.map((side) => probeAt(`${path}.${keyword}`, side, path, side === "within" ? within : beyond));
}

function wrongValues(schema: StructuralSchema): readonly unknown[] {
  if (schema.type === "string" || isIntOrString(schema)) return [true, { a: 1 }, ["a"]];
  return schema.type === "array" ? ["text", 1, { a: 1 }] : ["text", ["a"]];
}

function typeProbes(place: Place): readonly Probe[] {
  const { path, schema } = place;
  const wrong = wrongValues(schema);
  const accepted = isIntOrString(schema)
    ? acceptedText(schema)
    : sampleAt(schema, path, place.path.includes("accessModes") ? 0 : 1);
  const fitting = schema.type === "array" ? sampleAt({ ...schema, minItems: 1 }, path) : accepted;
  return [
    probeAt(`${path}.type`, "within", path, fitting),
    ...wrong.map((value) => probeAt(`${path}.type`, "beyond", path, value)),
  ];
}

function numberProbes(place: Place): readonly Probe[] {
  const { minimum, maximum } = place.schema;
  return [
    ...(minimum === undefined ? [] : pair(place, "minimum", minimum, minimum - 1)),
    ...(maximum === undefined ? [] : pair(place, "maximum", maximum, maximum + 1)),
  ];
}

function textProbes(place: Place): readonly Probe[] {
  const { schema, path } = place;
  const { minLength, maxLength, pattern, enum: values } = schema;
  if (values !== undefined) {
    return [
      ...values.map((value) => probeAt(`${path}.enum`, "within", path, value)),
      probeAt(`${path}.enum`, "beyond", path, "Neither"),
    ];
  }
  const tooLong = maxLength === undefined ? "" : "a".repeat(maxLength + 1);
  return [
    ...(minLength === undefined
      ? []
      : pair(place, "minLength", acceptedText({ ...schema, maxLength: 99 }), "")),
    ...(maxLength === undefined ? [] : pair(place, "maxLength", longText(schema, maxLength), tooLong)),
    ...(pattern === undefined
      ? []
      : [
          probeAt(`${path}.pattern`, "within", path, acceptedText(schema, 1)),
          ...malformedTexts(schema).map((text) => probeAt(`${path}.pattern`, "beyond", path, text)),
        ]),
  ];
}

function listOf({ path, schema }: Place, length: number): readonly unknown[] {
  return Array.from({ length }, (_, index) => sampleAt(schema.items ?? {}, pathBelow(path, "[]"), index));
}

function listProbes(place: Place): readonly Probe[] {
  const { minItems, maxItems = 0, "x-kubernetes-list-type": listType } = place.schema;
  const twice = [...listOf(place, 1), ...listOf(place, 1)];
  const unique = listType === "set" ? "uniqueItems" : "list-map-keys";
  return [
    ...(minItems === undefined
      ? []
      : pair(place, "minItems", listOf(place, minItems), listOf(place, minItems - 1))),
    ...pair(place, "maxItems", listOf(place, maxItems), listOf(place, maxItems + 1)),
    ...(listType === "set" || listType === "map" ? pair(place, unique, listOf(place, 2), twice) : []),
  ];
}

/** Amounts of the resources that have bounds of their own. */
const AMOUNTS: Readonly<Record<string, unknown>> = { cpu: 1, memory: "1Gi" };

function mapOf({ path, schema }: Place, size: number): Readonly<Record<string, unknown>> {
  const value = sampleAt(schema.additionalProperties ?? {}, pathBelow(path, "*"));
  const keys = Array.from({ length: size }, (_, index) => keyAt(path, index));
  return Object.fromEntries(keys.map((key) => [key, AMOUNTS[key] ?? value]));
}

function mapProbes(place: Place): readonly Probe[] {
  const { maxProperties = 0 } = place.schema;
  return pair(place, "maxProperties", mapOf(place, maxProperties), mapOf(place, maxProperties + 1));
}

function without(value: unknown, name: string): unknown {
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
}

function objectProbes(place: Place): readonly Probe[] {
  const { path, schema } = place;
  const sample = sampleAt(schema, path);
  const added = (name: string): unknown => ({ ...(isJsonObject(sample) ? sample : {}), [name]: "x" });
  const refused = Object.keys(refusedFields.Cluster).filter(
    (field) => field.slice(0, field.lastIndexOf(".")) === path,
  );
  const unknown = ["stranger", ...refused.map((field) => field.slice(path.length + 1))];
  return [
    ...(schema.required ?? []).flatMap((name) => {
      const rule = `${pathBelow(path, name)}.required`;
      return [probeAt(rule, "within", path, sample), probeAt(rule, "beyond", path, without(sample, name))];
    }),
    ...(schema.minProperties === undefined ? [] : pair(place, "minProperties", sample, {})),
    probeAt(`${path}.unknown-field`, "within", path, sample),
    ...unknown.map((name) => probeAt(`${path}.unknown-field`, "beyond", path, added(name))),
  ];
}

function boundProbes(place: Place): readonly Probe[] {
  const { schema } = place;
  if (isIntOrString(schema)) return [...numberProbes(place), ...textProbes(place)];
  if (schema.type === "integer") return numberProbes(place);
  if (schema.type === "string") return textProbes(place);
  if (schema.type === "array") return listProbes(place);
  if (schema.additionalProperties !== undefined) return mapProbes(place);
  return schema.type === "object" ? objectProbes(place) : [];
}

function placesBelow(place: Place): readonly Place[] {
  const { path, schema } = place;
  const children: readonly (readonly [string, StructuralSchema | undefined])[] = [
    ...Object.entries(schema.properties ?? {}),
    ["[]", schema.items],
    ["*", schema.additionalProperties],
  ];
  return children.flatMap(([step, child]) =>
    child === undefined ? [] : placesOf({ path: pathBelow(path, step), schema: child }),
  );
}

function placesOf(place: Place): readonly Place[] {
  return [place, ...placesBelow(place)];
}

/** Probes at the bounds of everything the schema of a part (`spec`, `status`) says. */
export function schemaProbes(part: "spec" | "status"): readonly Probe[] {
  const schema = CLUSTER_SCHEMA.properties?.[part] ?? {};
  return placesOf({ path: part, schema }).flatMap((place) => [...typeProbes(place), ...boundProbes(place)]);
}

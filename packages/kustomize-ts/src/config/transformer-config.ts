import { FIELD_SPECS, NAME_REFERENCES } from "../generated/field-specs.ts";
import { refuse } from "../refusal.ts";
import { type Gvk, isSameGvk } from "../resources/id.ts";
import { compareGvk, LEGACY_RANKS } from "../resources/kind-order.ts";
import type { FieldSpec } from "./field-spec.ts";

/** The fields in which the name of one kind of resource is written. */
export interface NameReference {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly fieldSpecs: readonly FieldSpec[];
}

/** Where every transformer works, by the keys of a configuration file. */
export interface TransformerConfig {
  readonly namePrefix: readonly FieldSpec[];
  readonly nameSuffix: readonly FieldSpec[];
  readonly namespace: readonly FieldSpec[];
  readonly commonLabels: readonly FieldSpec[];
  readonly labels: readonly FieldSpec[];
  readonly templateLabels: readonly FieldSpec[];
  readonly commonAnnotations: readonly FieldSpec[];
  readonly nameReference: readonly NameReference[];
  readonly varReference: readonly FieldSpec[];
  readonly images: readonly FieldSpec[];
  readonly replicas: readonly FieldSpec[];
}

export const EMPTY_CONFIG: TransformerConfig = {
  namePrefix: [],
  nameSuffix: [],
  namespace: [],
  commonLabels: [],
  labels: [],
  templateLabels: [],
  commonAnnotations: [],
  nameReference: [],
  varReference: [],
  images: [],
  replicas: [],
};

type Partial_ = Readonly<Partial<Gvk>>;

function gvkOfSpec({ group = "", version = "", kind = "" }: Partial_): Gvk {
  return { group, version, kind };
}

/** Whether a kind is one of those a pattern names; empty fields of the pattern mean all. */
export function isSelected(gvk: Partial_, pattern: Partial_): boolean {
  return (
    (!pattern.group || pattern.group === (gvk.group ?? "")) &&
    (!pattern.version || pattern.version === (gvk.version ?? "")) &&
    (!pattern.kind || pattern.kind === (gvk.kind ?? ""))
  );
}

/** Adds a field spec unless one for the same field is there. */
export function mergeFieldSpec(specs: readonly FieldSpec[], added: FieldSpec): readonly FieldSpec[] {
  const existing = specs.find((spec) => isSelected(spec, added) && spec.path === added.path);
  if (existing === undefined) return [...specs, added];
  if (Boolean(existing.create) === Boolean(added.create)) return specs;
  return refuse(
    "invalid-field",
    { reason: `two field specs for ${added.path} disagree about making the field` },
    { path: added.path, hint: "give both the same value of create" },
  );
}

export function mergeFieldSpecs(
  specs: readonly FieldSpec[],
  added: readonly FieldSpec[],
): readonly FieldSpec[] {
  return added.reduce(mergeFieldSpec, specs);
}

function mergeNameReference(
  references: readonly NameReference[],
  added: NameReference,
): readonly NameReference[] {
  let found = false;
  const merged = references.map((reference) => {
    if (!isSameGvk(gvkOfSpec(reference), gvkOfSpec(added))) return reference;
    found = true;
    return { ...reference, fieldSpecs: mergeFieldSpecs(reference.fieldSpecs, added.fieldSpecs) };
  });
  return found ? merged : [...merged, added];
}

function byKind<Entry extends Partial_>(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted((left, right) => compareGvk(gvkOfSpec(left), gvkOfSpec(right), LEGACY_RANKS));
}

/** The tables of a configuration in the order of their kinds, in which they are merged. */
export function sortedConfig(config: TransformerConfig): TransformerConfig {
  return {
    namePrefix: byKind(config.namePrefix),
    nameSuffix: byKind(config.nameSuffix),
    namespace: byKind(config.namespace),
    commonLabels: byKind(config.commonLabels),
    labels: byKind(config.labels),
    templateLabels: byKind(config.templateLabels),
    commonAnnotations: byKind(config.commonAnnotations),
    nameReference: byKind(config.nameReference),
    varReference: byKind(config.varReference),
    images: byKind(config.images),
    replicas: byKind(config.replicas),
  };
}

/**
 * The tables of two configurations together. The order counts: a spec for all kinds is dropped behind one for a kind
 * with the same path, and only the sorting puts it there.
 */
export function mergeConfig(config: TransformerConfig, added: TransformerConfig): TransformerConfig {
  if (config === added || added === EMPTY_CONFIG) return config;
  if (config === EMPTY_CONFIG && added === DEFAULT_CONFIG) return added;
  return sortedConfig({
    namePrefix: mergeFieldSpecs(config.namePrefix, added.namePrefix),
    nameSuffix: mergeFieldSpecs(config.nameSuffix, added.nameSuffix),
    namespace: mergeFieldSpecs(config.namespace, added.namespace),
    commonLabels: mergeFieldSpecs(config.commonLabels, added.commonLabels),
    labels: mergeFieldSpecs(config.labels, added.labels),
    templateLabels: mergeFieldSpecs(config.templateLabels, added.templateLabels),
    commonAnnotations: mergeFieldSpecs(config.commonAnnotations, added.commonAnnotations),
    nameReference: added.nameReference.reduce(mergeNameReference, config.nameReference),
    varReference: mergeFieldSpecs(config.varReference, added.varReference),
    images: mergeFieldSpecs(config.images, added.images),
    replicas: mergeFieldSpecs(config.replicas, added.replicas),
  });
}

const DEFAULT_CONFIG: TransformerConfig = sortedConfig({
  ...EMPTY_CONFIG,
  namePrefix: FIELD_SPECS.namePrefix,
  nameSuffix: FIELD_SPECS.nameSuffix,
  namespace: FIELD_SPECS.namespace,
  commonLabels: FIELD_SPECS.commonLabels,
  templateLabels: FIELD_SPECS.templateLabels,
  commonAnnotations: FIELD_SPECS.commonAnnotations,
  varReference: FIELD_SPECS.varReference,
  images: FIELD_SPECS.images,
  replicas: FIELD_SPECS.replicas,
  nameReference: NAME_REFERENCES,
});

/** What kustomize does without a configuration file. */
export function defaultConfig(): TransformerConfig {
  return DEFAULT_CONFIG;
}

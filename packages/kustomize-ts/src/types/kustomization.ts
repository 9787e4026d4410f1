/** Texts by key: labels, annotations, options. */
export type Texts = Readonly<Record<string, string>>;

/** Chooses resources. Group, version, kind, name and namespace are regular expressions (RE2) for the whole text. */
export interface Selector {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  /** A Kubernetes label expression: `app=web,tier in (a, b)`. */
  readonly labelSelector?: string;
  readonly annotationSelector?: string;
}

/** A strategic-merge or JSON 6902 patch, from a file or inline. */
export interface Patch {
  readonly path?: string;
  readonly patch?: string;
  readonly target?: Selector;
  readonly options?: { readonly allowNameChange?: boolean; readonly allowKindChange?: boolean };
}

/** Where a transformer works; see {@link Kustomization.labels}. */
export interface KustomizationFieldSpec {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly path?: string;
  readonly create?: boolean;
}

export interface Label {
  readonly pairs?: Texts;
  readonly includeSelectors?: boolean;
  readonly includeTemplates?: boolean;
  readonly fields?: readonly KustomizationFieldSpec[];
}

export interface Image {
  readonly name?: string;
  readonly newName?: string;
  readonly newTag?: string;
  readonly tagSuffix?: string;
  readonly digest?: string;
}

export interface Replica {
  readonly name?: string;
  readonly count?: number;
}

export interface GeneratorOptions {
  readonly labels?: Texts;
  readonly annotations?: Texts;
  readonly disableNameSuffixHash?: boolean;
  readonly immutable?: boolean;
}

export interface ConfigMapGenerator {
  readonly name?: string;
  readonly namespace?: string;
  readonly behavior?: string;
  readonly literals?: readonly string[];
  readonly files?: readonly string[];
  readonly envs?: readonly string[];
  readonly env?: string;
  readonly options?: GeneratorOptions;
}

export interface SecretGenerator extends ConfigMapGenerator {
  readonly type?: string;
}

export interface FieldOptions {
  readonly delimiter?: string;
  readonly index?: number;
  readonly encoding?: string;
  readonly create?: boolean;
}

export interface ReplacementSource {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly fieldPath?: string;
  readonly options?: FieldOptions;
}

export interface ReplacementTarget {
  readonly select?: Selector;
  readonly reject?: readonly Selector[];
  readonly fieldPaths?: readonly string[];
  readonly options?: FieldOptions;
}

/** Copies a value from one field into others. With `path` the rest is read from that file. */
export interface Replacement {
  readonly path?: string;
  readonly source?: ReplacementSource;
  readonly sourceValue?: string;
  readonly targets?: readonly ReplacementTarget[];
}

export interface Variable {
  readonly name?: string;
  readonly objref?: {
    readonly apiVersion?: string;
    readonly group?: string;
    readonly version?: string;
    readonly kind?: string;
    readonly name?: string;
    readonly namespace?: string;
  };
  readonly fieldref?: { readonly fieldPath?: string };
}

export interface SortOptions {
  readonly order?: string;
  readonly legacySortOptions?: {
    readonly orderFirst?: readonly string[];
    readonly orderLast?: readonly string[];
  };
}

/** A Kustomization or Component, as its file is written. Helm fields are known only to be refused with a reason. */
export interface Kustomization {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly labels?: Texts;
    readonly annotations?: Texts;
  };
  /** Files with resources, and directories with kustomizations. */
  readonly resources?: readonly string[];
  readonly components?: readonly string[];
  readonly namespace?: string;
  readonly namePrefix?: string;
  readonly nameSuffix?: string;
  readonly labels?: readonly Label[];
  readonly commonLabels?: Texts;
  readonly commonAnnotations?: Texts;
  readonly patches?: readonly Patch[];
  readonly patchesStrategicMerge?: readonly string[];
  readonly patchesJson6902?: readonly Patch[];
  readonly images?: readonly Image[];
  readonly imageTags?: readonly Image[];
  readonly replicas?: readonly Replica[];
  readonly replacements?: readonly Replacement[];
  readonly vars?: readonly Variable[];
  readonly configMapGenerator?: readonly ConfigMapGenerator[];
  readonly secretGenerator?: readonly SecretGenerator[];
  readonly generatorOptions?: GeneratorOptions;
  readonly sortOptions?: SortOptions;
  readonly crds?: readonly string[];
  readonly bases?: readonly string[];
  readonly configurations?: readonly string[];
  readonly generators?: readonly string[];
  readonly transformers?: readonly string[];
  readonly validators?: readonly string[];
  readonly openapi?: Texts;
  readonly buildMetadata?: readonly string[];
  readonly helmGlobals?: Readonly<Record<string, unknown>>;
  readonly helmCharts?: readonly Readonly<Record<string, unknown>>[];
  readonly helmChartInflationGenerator?: readonly Readonly<Record<string, unknown>>[];
}

/** A Kustomization with the fields every file has to begin with. */
export type AuthoredKustomization = Kustomization & {
  readonly apiVersion: "kustomize.config.k8s.io/v1beta1";
  readonly kind: "Kustomization";
};

/**
 * Types a Kustomization and puts `apiVersion` and `kind` in front. Write it with `emitYaml`.
 *
 * @example
 * emitYaml(kustomization({ resources: ["../../base"], namespace: "mysql-prod" }))
 */
export function kustomization(fields: Omit<Kustomization, "apiVersion" | "kind">): AuthoredKustomization {
  return { apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization", ...fields };
}

/** A Go module, and the digest of its files as `go.sum` has it. */
export interface GoModule {
  readonly path: string;
  readonly version: string;
  readonly sum: string;
}

/** A kind of object that is written for a controller, and where its CustomResourceDefinition is. */
export interface DeliveredKind {
  readonly kind: string;
  readonly version: string;
  readonly module: GoModule;
  readonly file: string;
  /** Fields that Grampus never writes: the validator refuses them as it refuses unknown ones. `*` is any key or item. */
  readonly leftOut: readonly string[];
}

const SOURCE_CONTROLLER: GoModule = {
  path: "github.com/fluxcd/source-controller",
  version: "v1.9.6",
  sum: "h1:nG534/bI6nVpyHra7ONAk6xDB3xPsVT+EOLHZHXPrrc=",
};

const KUSTOMIZE_CONTROLLER: GoModule = {
  path: "github.com/fluxcd/kustomize-controller",
  version: "v1.9.5",
  sum: "h1:/XY2zy3K7fntyppEXIHG7oRMzmfgIt50eJzUfaPX1Kc=",
};

const ARGO_CD: GoModule = {
  path: "github.com/argoproj/argo-cd/v3",
  version: "v3.5.7",
  sum: "h1:Xm1BF+I5OgDKUG3SDK49vn2/Y5AMyaNVko+/JT08gj0=",
};

function inEvery(places: readonly string[], fields: readonly string[]): readonly string[] {
  return places.flatMap((place) => fields.map((field) => `${place}.${field}`));
}

/** Ways to credentials other than a Secret. */
const FEDERATED = ["provider", "serviceAccountName"];

/** Sources that are no folder with a Kustomization, and what would hide a difference. */
const APPLICATION_LEFT_OUT = [
  ...["ignoreDifferences", "info", "sourceHydrator", "sources", "syncPolicy.managedNamespaceMetadata"],
  ...inEvery(["source"], ["chart", "directory", "helm", "kustomize", "plugin", "ref"]),
];

const PROJECT_LEFT_OUT = [
  "clusterResourceBlacklist",
  "destinationServiceAccounts",
  "namespaceResourceBlacklist",
  "orphanedResources",
  "roles",
  "signatureKeys",
  "sourceIntegrity",
  "syncWindows",
];

const GENERATORS_LEFT_OUT = [
  "clusterDecisionResource",
  "clusters",
  "matrix",
  "merge",
  "plugin",
  "pullRequest",
  "scmProvider",
  "git.template",
  "list.template",
];

/**
 * The kinds, by the name of the controller's field for them. Rules in CEL are not evaluated: those of these versions are
 * about fields that are left out here, or say that one of two is there of which one is left out.
 */
export const KINDS: readonly DeliveredKind[] = [
  {
    kind: "GitRepository",
    version: "v1",
    module: SOURCE_CONTROLLER,
    file: "config/crd/bases/source.toolkit.fluxcd.io_gitrepositories.yaml",
    leftOut: ["status", ...inEvery(["spec"], [...FEDERATED, "include", "sparseCheckout", "verify"])],
  },
  {
    kind: "OCIRepository",
    version: "v1",
    module: SOURCE_CONTROLLER,
    file: "config/crd/bases/source.toolkit.fluxcd.io_ocirepositories.yaml",
    leftOut: ["status", ...inEvery(["spec"], [...FEDERATED, "layerSelector", "verify"])],
  },
  {
    kind: "Kustomization",
    version: "v1",
    module: KUSTOMIZE_CONTROLLER,
    file: "config/crd/bases/kustomize.toolkit.fluxcd.io_kustomizations.yaml",
    leftOut: [
      "status",
      ...inEvery(["spec"], ["components", "decryption", "ignore", "images", "kubeConfig.configMapRef"]),
      ...inEvery(["spec"], ["patches", "postBuild"]),
    ],
  },
  {
    kind: "Application",
    version: "v1alpha1",
    module: ARGO_CD,
    file: "manifests/crds/application-crd.yaml",
    leftOut: ["status", "operation", ...inEvery(["spec"], APPLICATION_LEFT_OUT)],
  },
  {
    kind: "AppProject",
    version: "v1alpha1",
    module: ARGO_CD,
    file: "manifests/crds/appproject-crd.yaml",
    leftOut: ["status", ...inEvery(["spec"], PROJECT_LEFT_OUT)],
  },
  {
    kind: "ApplicationSet",
    version: "v1alpha1",
    module: ARGO_CD,
    file: "manifests/crds/applicationset-crd.yaml",
    leftOut: [
      "status",
      ...inEvery(["spec"], ["ignoreApplicationDifferences", "preservedFields"]),
      ...inEvery(["spec.template.spec"], APPLICATION_LEFT_OUT),
      ...inEvery(["spec.generators.*"], GENERATORS_LEFT_OUT),
    ],
  },
];

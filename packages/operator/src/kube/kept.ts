import type { Cluster } from "@grampus/api";
import { foreignFields } from "./foreign-fields.ts";
import type { Claim, Node, Pod, Secret, StoredConfigMap, StoredStatefulSet } from "./kinds.ts";
import type { KubeObject, ObjectMetadata } from "./objects.ts";
import { SharedTexts } from "./shared-text.ts";

/**
 * Which part of a value is kept: all of it, all of it with texts that many objects have in common, or some fields. A list
 * is kept whole, and each of its items in part.
 */
type Part<T> =
  | "whole"
  | "shared"
  | {
      readonly [K in keyof T]?: Part<
        NonNullable<T[K]> extends readonly (infer Item)[] ? Item : NonNullable<T[K]>
      >;
    };

const METADATA: Part<ObjectMetadata> = {
  name: "whole",
  namespace: "shared",
  uid: "whole",
  resourceVersion: "whole",
  generation: "whole",
  creationTimestamp: "whole",
  deletionTimestamp: "whole",
  labels: "shared",
  annotations: "shared",
  finalizers: "shared",
  ownerReferences: "whole",
};

const OBJECT = { apiVersion: "shared", kind: "shared", metadata: METADATA } as const;

const CONTAINERS = {
  name: "shared",
  state: { waiting: "shared", terminated: "shared" },
  lastState: { terminated: { reason: "shared", exitCode: "whole", message: "shared" } },
} as const;

/**
 * What the caches keep of each kind: what the operator reads, and nothing else. The API server sends several times as
 * much, such as who manages which field, templates, and the images of nodes, for every object of a fleet.
 */
const KEPT = {
  clusters: { ...OBJECT, spec: "whole", status: "whole" } satisfies Part<Cluster>,
  pods: {
    ...OBJECT,
    spec: { nodeName: "shared" },
    status: {
      phase: "shared",
      podIP: "whole",
      conditions: { type: "shared", status: "shared", reason: "shared", message: "shared" },
      initContainerStatuses: CONTAINERS,
      containerStatuses: CONTAINERS,
    },
  } satisfies Part<Pod>,
  statefulSets: {
    ...OBJECT,
    spec: { replicas: "whole" },
    status: { observedGeneration: "whole", updateRevision: "whole" },
  } satisfies Part<StoredStatefulSet>,
  claims: {
    ...OBJECT,
    spec: { resources: { requests: { storage: "shared" } }, volumeAttributesClassName: "shared" },
    status: { phase: "shared" },
  } satisfies Part<Claim>,
  services: { ...OBJECT, spec: "shared" },
  configMaps: { ...OBJECT, immutable: "whole", data: "shared" } satisfies Part<
    StoredConfigMap & { readonly immutable?: boolean }
  >,
  disruptionBudgets: { ...OBJECT, spec: "shared" },
  nodes: {
    ...OBJECT,
    metadata: { name: "whole", uid: "whole", resourceVersion: "whole", deletionTimestamp: "whole" },
    status: { conditions: { type: "shared", status: "shared" } },
  } satisfies Part<Node>,
  secrets: { ...OBJECT, data: "whole" } satisfies Part<Secret>,
} as const;

/** Kinds of which the operator keeps what it reads. */
export type KeptKind = keyof typeof KEPT;

/** `kubectl apply` and Argo CD write the whole object into it once more. */
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

const texts = new SharedTexts();

interface Fields {
  readonly [field: string]: unknown;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shared(value: unknown): unknown {
  if (typeof value === "string") return texts.share(value);
  if (Array.isArray(value)) return value.map((item) => shared(item));
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== LAST_APPLIED)
      .map(([key, item]) => [texts.share(key), shared(item)]),
  );
}

function part<T>(value: T, wanted: Fields | string): T;
function part(value: unknown, wanted: Fields | string): unknown {
  if (wanted === "whole") return value;
  if (typeof wanted === "string") return shared(value);
  if (Array.isArray(value)) return value.map((item) => part(item, wanted));
  if (!isFields(value)) return value;
  const kept: Record<string, unknown> = {};
  for (const [field, inner] of Object.entries(wanted)) {
    const found = value[field];
    if (found !== undefined && (typeof inner === "string" || isFields(inner)))
      kept[field] = part(found, inner);
  }
  return kept;
}

/** Kinds that the operator writes whole: of who manages which field it keeps what others set. */
const WRITTEN_WHOLE: ReadonlySet<KeptKind> = new Set([
  "statefulSets",
  "services",
  "configMaps",
  "disruptionBudgets",
]);

/** What is kept of an object; texts that objects have in common are there once in the process. */
export function keptPart<T extends KubeObject>(kind: KeptKind, object: T): T {
  const kept = part(object, KEPT[kind]);
  const foreign = WRITTEN_WHOLE.has(kind) ? foreignFields(object) : [];
  return foreign.length === 0 ? kept : { ...kept, foreign };
}

import type { ForeignField } from "@grampus/planner";

/** `metadata` of any object, as far as the operator reads it. */
export interface ObjectMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly generation?: number;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
  readonly ownerReferences?: readonly unknown[];
  readonly managedFields?: readonly unknown[] | undefined;
}

/** Any object of the API. */
export interface KubeObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: ObjectMetadata;
  /** What a cache keeps of `metadata.managedFields`: fields that others set. */
  readonly foreign?: readonly ForeignField[];
}

/** A kind of object and where the API serves it. `T` is what one looks like. */
export interface ResourceKind<T extends KubeObject> {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  /** Never set: ties the kind to the shape of its objects. */
  readonly shape?: T;
}

/** Which object: `namespace` is absent for those of the whole cluster. */
export interface ObjectName {
  readonly namespace?: string | undefined;
  readonly name: string;
}

/** Uid of the controlling owner, if the object has one. */
export function controllerUid({ metadata }: KubeObject): string | undefined {
  for (const owner of metadata.ownerReferences ?? []) {
    if (typeof owner !== "object" || owner === null) continue;
    const { controller, uid }: { readonly controller?: unknown; readonly uid?: unknown } = owner;
    if (controller === true && typeof uid === "string") return uid;
  }
  return undefined;
}

/** Path of a kind's collection, or of one object in it. */
export function resourcePath(
  kind: ResourceKind<KubeObject>,
  where: { readonly namespace?: string | undefined; readonly name?: string | undefined },
  subresource?: string,
): string {
  const root = kind.apiVersion.includes("/") ? `/apis/${kind.apiVersion}` : `/api/${kind.apiVersion}`;
  const scope =
    kind.namespaced && where.namespace !== undefined
      ? `/namespaces/${encodeURIComponent(where.namespace)}`
      : "";
  const item = where.name === undefined ? "" : `/${encodeURIComponent(where.name)}`;
  return `${root}${scope}/${kind.plural}${item}${subresource === undefined ? "" : `/${subresource}`}`;
}

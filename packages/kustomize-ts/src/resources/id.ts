import type { SchemaSet } from "../schema/schema.ts";

/** Group, version and kind; the group of core kinds is empty. */
export interface Gvk {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** What identifies a resource. */
export interface ResourceId extends Gvk {
  readonly name: string;
  /** As written; empty when it is not. */
  readonly namespace: string;
  readonly clusterScoped: boolean;
}

/** The namespace of a cluster-scoped resource when identities are compared. */
export const NO_NAMESPACE = "_non_namespaceable_";
const DEFAULT_NAMESPACE = "default";

export function gvkOf(apiVersion: string, kind: string): Gvk {
  const slash = apiVersion.indexOf("/");
  return slash === -1
    ? { group: "", version: apiVersion, kind }
    : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1), kind };
}

function apiVersionOf({ group, version }: Gvk): string {
  return group === "" ? version : `${group}/${version}`;
}

/** Whether the schemas say that a kind is cluster-scoped; unknown kinds count as namespaced. */
export function isClusterScoped(gvk: Gvk, schemas: SchemaSet): boolean {
  return schemas.isNamespaced(apiVersionOf(gvk), gvk.kind) === false;
}

/** The namespace that counts: `default` when none is written, none for cluster-scoped kinds. */
export function effectiveNamespace(id: ResourceId): string {
  if (id.clusterScoped) return NO_NAMESPACE;
  return id.namespace === "" ? DEFAULT_NAMESPACE : id.namespace;
}

export function isSameGvk(left: Gvk, right: Gvk): boolean {
  return left.group === right.group && left.version === right.version && left.kind === right.kind;
}

export function isSameGvkAndName(left: ResourceId, right: ResourceId): boolean {
  return left.name === right.name && isSameGvk(left, right);
}

export function isSameNamespace(left: ResourceId, right: ResourceId): boolean {
  return effectiveNamespace(left) === effectiveNamespace(right);
}

export function isSameId(left: ResourceId, right: ResourceId): boolean {
  return isSameGvkAndName(left, right) && isSameNamespace(left, right);
}

/** A text that is equal exactly for equal identities. */
export function idKey(id: ResourceId): string {
  return `${id.group}\n${id.version}\n${id.kind}\n${effectiveNamespace(id)}\n${id.name}`;
}

/** For people: `apps/v1 Deployment web in prod`. */
export function idText(id: ResourceId): string {
  const kind = `${apiVersionOf(id)} ${id.kind === "" ? "(no kind)" : id.kind}`.trim();
  const namespace = id.namespace === "" ? "" : ` in namespace ${id.namespace}`;
  return `${kind} ${id.name === "" ? "(no name)" : id.name}${namespace}`;
}

/** A Kubernetes object, complete: what a contestant has to write. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
}

/** An object and where it belongs. */
export interface NamedObject {
  readonly namespace: string;
  readonly name: string;
  readonly object: KubernetesObject;
}

/** Reads the JSON list of objects that all contestants make. */
export function readObjects(json: string): readonly NamedObject[] {
  const objects: readonly KubernetesObject[] = JSON.parse(json);
  return objects.map((object) => ({ ...object.metadata, object }));
}

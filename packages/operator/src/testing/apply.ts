import type { KubeConnection } from "../kube/connection.ts";
import { type KubeObject, type ResourceKind, resourcePath } from "../kube/objects.ts";

/** What a person does by `kubectl apply --server-side --force-conflicts`. */
export function applyAs<T extends KubeObject>(
  connection: KubeConnection,
  fieldManager: string,
  kind: ResourceKind<T>,
  object: KubeObject,
): Promise<T> {
  return connection.send<T>({
    method: "PATCH",
    path: resourcePath(kind, object.metadata),
    query: { fieldManager, force: "true" },
    contentType: "application/apply-patch+yaml",
    body: object,
  });
}

import { isFault } from "../fault.ts";
import type { KubeConnection } from "./connection.ts";
import { type KubeObject, type ObjectName, type ResourceKind, resourcePath } from "./objects.ts";
import type { KubeRequest } from "./request.ts";

/** What must still hold when the API server performs a write. */
export interface Preconditions {
  readonly uid?: string;
  readonly resourceVersion?: string;
}

/** How to delete. `graceSeconds` overrides the pod's own grace period. */
export interface RemovalOptions {
  readonly preconditions?: Preconditions;
  readonly propagation?: "Background" | "Foreground" | "Orphan";
  readonly graceSeconds?: number;
}

/** One page of a list. */
export interface ObjectList<T extends KubeObject> {
  readonly metadata: { readonly resourceVersion: string; readonly continue?: string };
  readonly items: readonly T[];
}

/** An object whose status is applied: its name and whatever fields the operator owns. */
export interface AppliedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** Typed verbs over a connection. Every write is a create, a replacement, a merge patch, a delete, or an apply of a status. */
export interface KubeClient {
  /** The object, or nothing when there is none. */
  find<T extends KubeObject>(kind: ResourceKind<T>, name: ObjectName): Promise<T | undefined>;
  /** Applies `status` as the operator's field manager. */
  applyStatus<T extends KubeObject>(kind: ResourceKind<T>, object: AppliedObject): Promise<T>;
  /** Creates the object; `kube-exists` when the name is taken. */
  create<T extends KubeObject>(kind: ResourceKind<T>, namespace: string, object: unknown): Promise<T>;
  /** Replaces the whole object; `metadata.resourceVersion` in it is the precondition. */
  replace<T extends KubeObject>(kind: ResourceKind<T>, name: ObjectName, object: unknown): Promise<T>;
  /** Merge-patches the object; preconditions travel in the patch's metadata. */
  patch<T extends KubeObject>(
    kind: ResourceKind<T>,
    name: ObjectName,
    patch: { readonly metadata?: Readonly<Record<string, unknown>>; readonly [field: string]: unknown },
    preconditions?: Preconditions,
  ): Promise<T>;
  /** Deletes the object if the preconditions hold; an object that is gone already is success. */
  remove(kind: ResourceKind<KubeObject>, name: ObjectName, options?: RemovalOptions): Promise<void>;
}

const APPLY_PATCH = "application/apply-patch+yaml";
const MERGE_PATCH = "application/merge-patch+json";

/** Told of every object as a write left it. */
export type WriteListener = (kind: ResourceKind<KubeObject>, object: KubeObject) => void;

/** Verbs that write as `fieldManager`. */
export function kubeClient(
  connection: KubeConnection,
  fieldManager: string,
  onWrite: WriteListener = () => undefined,
): KubeClient {
  async function write<T extends KubeObject>(kind: ResourceKind<T>, request: KubeRequest): Promise<T> {
    const written = await connection.send<T>(request);
    onWrite(kind, written);
    return written;
  }
  return {
    async find(kind, name) {
      try {
        return await connection.send({ method: "GET", path: resourcePath(kind, name) });
      } catch (fault) {
        if (isFault(fault, "kube-not-found")) return undefined;
        throw fault;
      }
    },
    applyStatus: (kind, object) =>
      write(kind, {
        method: "PATCH",
        path: resourcePath(kind, object.metadata, "status"),
        query: { fieldManager, force: "true" },
        contentType: APPLY_PATCH,
        body: object,
      }),
    create: (kind, namespace, object) =>
      write(kind, {
        method: "POST",
        path: resourcePath(kind, { namespace }),
        query: { fieldManager },
        body: object,
      }),
    replace: (kind, name, object) =>
      write(kind, {
        method: "PUT",
        path: resourcePath(kind, name),
        query: { fieldManager },
        body: object,
      }),
    patch: (kind, name, patch, preconditions = {}) =>
      write(kind, {
        method: "PATCH",
        path: resourcePath(kind, name),
        query: { fieldManager },
        contentType: MERGE_PATCH,
        body: { ...patch, metadata: { ...patch.metadata, ...preconditions } },
      }),
    async remove(kind, name, { preconditions, propagation = "Background", graceSeconds } = {}) {
      try {
        await connection.send({
          method: "DELETE",
          path: resourcePath(kind, name),
          body: {
            apiVersion: "v1",
            kind: "DeleteOptions",
            propagationPolicy: propagation,
            ...(graceSeconds === undefined ? {} : { gracePeriodSeconds: graceSeconds }),
            ...(preconditions === undefined ? {} : { preconditions }),
          },
        });
      } catch (fault) {
        if (!isFault(fault, "kube-not-found")) throw fault;
      }
    },
  };
}

/** A namespace that another environment on the same Kubernetes cluster makes. */
export interface SharedNamespace {
  readonly kind: "shared-namespace";
  readonly name: string;
}

/**
 * Runs an environment in the namespace of another one with the same `target`, which alone makes the Namespace. Each
 * cluster runs in one of them only.
 *
 * @example
 * namespace: sharedNamespace("mysql-prod")
 */
export function sharedNamespace(name: string): SharedNamespace {
  return { kind: "shared-namespace", name };
}

/** An object of Kubernetes as YAML would say it. */
export interface Manifest {
  /** Group and version: `v1`, `networking.k8s.io/v1`. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    /** The environment's namespace is put here; write none. */
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/**
 * Objects that travel with a cluster or an environment, by the name of the file they are written to: one object, or a
 * list of them as a YAML file holds it. A file is imported: `import policies from "./policies.yaml"`.
 */
export type Manifests = Readonly<Record<string, Manifest | readonly Manifest[]>>;

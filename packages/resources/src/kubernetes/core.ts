import type { TypedObject } from "./object.ts";

/** A Service as the operator makes it. */
export interface Service extends TypedObject<"Service", "v1"> {
  readonly spec: {
    readonly type?: "ClusterIP";
    readonly clusterIP?: "None";
    readonly publishNotReadyAddresses?: true;
    readonly selector: Readonly<Record<string, string>>;
    readonly ports: readonly {
      readonly name: string;
      readonly port: number;
      readonly targetPort: string;
    }[];
  };
}

/** A ConfigMap. */
export interface ConfigMap extends TypedObject<"ConfigMap", "v1"> {
  readonly immutable?: boolean;
  readonly data: Readonly<Record<string, string>>;
}

/** A namespace, with the labels of Pod Security. */
export type Namespace = TypedObject<"Namespace", "v1">;

/** An account for pods. */
export interface ServiceAccount extends TypedObject<"ServiceAccount", "v1"> {
  readonly automountServiceAccountToken: boolean;
}

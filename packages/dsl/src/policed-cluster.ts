import type {
  Cluster,
  ClusterSpec,
  UpdateStrategy,
  VolumeClaimSpec,
  VolumeClaimTemplate,
} from "@grampus/api";
import type { Platform } from "./platform.ts";

type Known<Value, Fields extends keyof Value> = Omit<Value, Fields> & {
  readonly [Field in Fields]-?: NonNullable<Value[Field]>;
};

/** What a spec has when nobody says it: the defaults of the API. */
type KnownSpec = Known<
  ClusterSpec,
  | "version"
  | "repository"
  | "members"
  | "baseServerId"
  | "multiMaster"
  | "deletionPolicy"
  | "deletionProtection"
> & {
  readonly updateStrategy: Required<UpdateStrategy>;
  readonly volumeClaimTemplate: Omit<VolumeClaimTemplate, "spec"> & {
    readonly spec: Omit<VolumeClaimSpec, "accessModes" | "resources"> & {
      readonly accessModes: NonNullable<VolumeClaimSpec["accessModes"]>;
      readonly resources: Omit<NonNullable<VolumeClaimSpec["resources"]>, "requests"> & {
        readonly requests: { readonly storage: string };
      };
    };
  };
};

/** A Cluster as it reaches Kubernetes: every layer laid over the others, with the defaults of the API, frozen. */
export interface PolicedCluster extends Omit<Cluster, "metadata" | "spec" | "status"> {
  readonly metadata: Known<Cluster["metadata"], "name" | "namespace" | "labels" | "annotations">;
  readonly spec: KnownSpec;
}

/** The environment a policy is asked about a cluster in. */
export interface PolicedEnvironment {
  readonly name: string;
  /** The Kubernetes cluster the environment lives on. */
  readonly target: string;
  readonly namespace: string;
  readonly platform: Platform["kind"];
  /** The environment before this one; absent where changes start. */
  readonly after?: string;
}

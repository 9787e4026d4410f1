import { API_VERSION, CLUSTER_KIND, type Cluster } from "@grampus/api";
import type { KubeObject, ResourceKind } from "./objects.ts";

/** A pod, as far as the operator reads it. */
export interface Pod extends KubeObject {
  readonly spec?: {
    readonly nodeName?: string;
    /** Not kept by the caches. */
    readonly volumes?: readonly { readonly persistentVolumeClaim?: { readonly claimName: string } }[];
  };
  readonly status?: {
    readonly phase?: "Pending" | "Running" | "Succeeded" | "Failed" | "Unknown";
    readonly podIP?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason?: string;
      readonly message?: string;
    }[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

/** One container of a pod. */
export interface ContainerStatus {
  readonly name: string;
  readonly state?: {
    readonly waiting?: { readonly reason?: string; readonly message?: string };
    readonly terminated?: {
      readonly reason?: string;
      readonly message?: string;
      readonly exitCode?: number;
    };
  };
  readonly lastState?: {
    readonly terminated?: {
      readonly reason?: string;
      readonly message?: string;
      readonly exitCode?: number;
    };
  };
}

/** A StatefulSet, as far as the operator reads it. */
export interface StoredStatefulSet extends KubeObject {
  readonly spec?: { readonly replicas?: number };
  readonly status?: { readonly observedGeneration?: number; readonly updateRevision?: string };
}

/** A volume claim. */
export interface Claim extends KubeObject {
  readonly spec?: {
    readonly resources?: { readonly requests?: { readonly storage?: string } };
    readonly volumeAttributesClassName?: string;
  };
  readonly status?: { readonly phase?: "Pending" | "Bound" | "Lost" };
}

/** A ConfigMap. */
export interface StoredConfigMap extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
}

/** A Secret; its values are base64. */
export interface Secret extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
}

/** A node. */
export interface Node extends KubeObject {
  readonly status?: {
    readonly conditions?: readonly { readonly type: string; readonly status: "True" | "False" | "Unknown" }[];
  };
}

/** A Lease, as leader election uses it. */
export interface Lease extends KubeObject {
  readonly spec?: {
    readonly holderIdentity?: string;
    readonly leaseDurationSeconds?: number;
    readonly acquireTime?: string;
    readonly renewTime?: string;
    readonly leaseTransitions?: number;
  };
}

function core<T extends KubeObject>(kind: string, plural: string, namespaced = true): ResourceKind<T> {
  return { apiVersion: "v1", kind, plural, namespaced };
}

export const CLUSTERS: ResourceKind<Cluster> = {
  apiVersion: API_VERSION,
  kind: CLUSTER_KIND,
  plural: "clusters",
  namespaced: true,
};
export const PODS = core<Pod>("Pod", "pods");
export const CLAIMS = core<Claim>("PersistentVolumeClaim", "persistentvolumeclaims");
export const SERVICES = core<KubeObject>("Service", "services");
export const CONFIG_MAPS = core<StoredConfigMap>("ConfigMap", "configmaps");
export const SECRETS = core<Secret>("Secret", "secrets");
export const NODES = core<Node>("Node", "nodes", false);
export const EVENTS = core<KubeObject>("Event", "events");
export const STATEFUL_SETS: ResourceKind<StoredStatefulSet> = {
  apiVersion: "apps/v1",
  kind: "StatefulSet",
  plural: "statefulsets",
  namespaced: true,
};
export const DISRUPTION_BUDGETS: ResourceKind<KubeObject> = {
  apiVersion: "policy/v1",
  kind: "PodDisruptionBudget",
  plural: "poddisruptionbudgets",
  namespaced: true,
};
export const LEASES: ResourceKind<Lease> = {
  apiVersion: "coordination.k8s.io/v1",
  kind: "Lease",
  plural: "leases",
  namespaced: true,
};

import { API_VERSION, CLUSTER_KIND, type Cluster } from "@grampus/api";
import type { KubeObject, ResourceKind } from "./objects.ts";

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

export const LEASES: ResourceKind<Lease> = {
  apiVersion: "coordination.k8s.io/v1",
  kind: "Lease",
  plural: "leases",
  namespaced: true,
};

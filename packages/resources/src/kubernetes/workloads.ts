import type { LabelSelector, VolumeClaimSpec } from "@grampus/api";
import type { TypedObject } from "./object.ts";
import type { PodSpec, PodTemplateSpec } from "./pod-spec.ts";

/** A claim as a StatefulSet's template holds it. */
export interface ClaimTemplate {
  readonly metadata: {
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: VolumeClaimSpec;
}

/** A StatefulSet as the operator makes it. */
export interface StatefulSet extends TypedObject<"StatefulSet", "apps/v1"> {
  readonly spec: {
    readonly serviceName: string;
    readonly replicas: number;
    readonly podManagementPolicy: "Parallel";
    readonly updateStrategy: { readonly type: "OnDelete" };
    readonly persistentVolumeClaimRetentionPolicy: {
      readonly whenDeleted: "Retain";
      readonly whenScaled: "Retain";
    };
    readonly selector: LabelSelector;
    readonly template: PodTemplateSpec;
    readonly volumeClaimTemplates: readonly ClaimTemplate[];
  };
}

/** A Deployment; the operator's own, whose pods have no volumes. */
export interface Deployment extends TypedObject<"Deployment", "apps/v1"> {
  readonly spec: {
    readonly replicas: number;
    readonly selector: LabelSelector;
    readonly strategy: {
      readonly type: "RollingUpdate";
      readonly rollingUpdate: { readonly maxSurge: number; readonly maxUnavailable: number };
    };
    readonly template: PodTemplateSpec<Omit<PodSpec, "volumes">>;
  };
}

/** How many pods of a set may be taken away at a time. */
export interface PodDisruptionBudget extends TypedObject<"PodDisruptionBudget", "policy/v1"> {
  readonly spec: { readonly maxUnavailable: number; readonly selector: LabelSelector };
}

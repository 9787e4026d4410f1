import type { ClusterRole, ClusterRoleBinding, Role, RoleBinding } from "./access.ts";
import type { ValidatingAdmissionPolicy, ValidatingAdmissionPolicyBinding } from "./admission.ts";
import type { ConfigMap, Namespace, Service, ServiceAccount } from "./core.ts";
import type { Deployment, PodDisruptionBudget, StatefulSet } from "./workloads.ts";

export type { ClusterRole, ClusterRoleBinding, PolicyRule, Role, RoleBinding } from "./access.ts";
export type {
  AdmissionRule,
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
} from "./admission.ts";
export type { ConfigMap, Namespace, Service, ServiceAccount } from "./core.ts";
export type { Metadata, OwnerReference } from "./object.ts";
export type { Container, PodSpec, PodTemplateSpec, Probe, Volume, VolumeMount } from "./pod-spec.ts";
export type { ClaimTemplate, Deployment, PodDisruptionBudget, StatefulSet } from "./workloads.ts";

/** Any object a builder of this package returns. */
export type KubernetesObject =
  | StatefulSet
  | Deployment
  | PodDisruptionBudget
  | Service
  | ConfigMap
  | Namespace
  | ServiceAccount
  | Role
  | ClusterRole
  | RoleBinding
  | ClusterRoleBinding
  | ValidatingAdmissionPolicy
  | ValidatingAdmissionPolicyBinding;

import type { TypedObject } from "./object.ts";

/** What may be done with which resources. */
export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

/** Rules for one namespace. */
export interface Role extends TypedObject<"Role", "rbac.authorization.k8s.io/v1"> {
  readonly rules: readonly PolicyRule[];
}

/** Rules for the whole cluster, or to be bound in namespaces. */
export interface ClusterRole extends TypedObject<"ClusterRole", "rbac.authorization.k8s.io/v1"> {
  readonly rules: readonly PolicyRule[];
}

interface Binding {
  readonly roleRef: {
    readonly apiGroup: "rbac.authorization.k8s.io";
    readonly kind: "Role" | "ClusterRole";
    readonly name: string;
  };
  readonly subjects: readonly {
    readonly kind: "ServiceAccount";
    readonly name: string;
    readonly namespace: string;
  }[];
}

/** Gives a role to an account in one namespace. */
export type RoleBinding = TypedObject<"RoleBinding", "rbac.authorization.k8s.io/v1"> & Binding;

/** Gives a role to an account everywhere. */
export type ClusterRoleBinding = TypedObject<"ClusterRoleBinding", "rbac.authorization.k8s.io/v1"> & Binding;

import { GROUP } from "@grampus/api";
import type { ClusterRole, ClusterRoleBinding, PolicyRule, Role, RoleBinding } from "../kubernetes/access.ts";
import type { ServiceAccount } from "../kubernetes/core.ts";
import { OPERATOR_NAME, OPERATOR_NAMESPACE, operatorLabels } from "./names.ts";

const READ = ["get", "list", "watch"] as const;
const WRITTEN = [...READ, "create", "update"] as const;

/**
 * What the operator does in the namespaces of clusters. Secrets are read one by one, by name: it can neither list nor
 * watch them, so it never holds those of others.
 */
const CLUSTER_RULES: readonly PolicyRule[] = [
  { apiGroups: [GROUP], resources: ["clusters"], verbs: [...READ, "patch"] },
  { apiGroups: [GROUP], resources: ["clusters/status"], verbs: ["patch"] },
  { apiGroups: [GROUP], resources: ["clusters/finalizers"], verbs: ["update"] },
  { apiGroups: [""], resources: ["pods"], verbs: [...READ, "patch", "delete"] },
  { apiGroups: [""], resources: ["services"], verbs: WRITTEN },
  { apiGroups: [""], resources: ["configmaps"], verbs: [...WRITTEN, "patch", "delete"] },
  { apiGroups: [""], resources: ["persistentvolumeclaims"], verbs: [...READ, "patch", "delete"] },
  { apiGroups: [""], resources: ["secrets"], verbs: ["get", "create", "patch", "delete"] },
  { apiGroups: ["apps"], resources: ["statefulsets"], verbs: [...WRITTEN, "delete"] },
  { apiGroups: ["policy"], resources: ["poddisruptionbudgets"], verbs: WRITTEN },
  { apiGroups: [""], resources: ["nodes"], verbs: READ },
  { apiGroups: [""], resources: ["events"], verbs: ["create"] },
  // Whether an operator of another namespace is at work: a list of the Leases of this one name.
  {
    apiGroups: ["coordination.k8s.io"],
    resources: ["leases"],
    resourceNames: [OPERATOR_NAME],
    verbs: ["list"],
  },
];

const LEASE_RULES: readonly PolicyRule[] = [
  { apiGroups: ["coordination.k8s.io"], resources: ["leases"], verbs: ["create"] },
  {
    apiGroups: ["coordination.k8s.io"],
    resources: ["leases"],
    resourceNames: [OPERATOR_NAME],
    verbs: ["get", "update"],
  },
];

const METADATA = { name: OPERATOR_NAME, labels: operatorLabels() };
const SUBJECTS = [{ kind: "ServiceAccount", name: OPERATOR_NAME, namespace: OPERATOR_NAMESPACE }] as const;

/** The operator's account and what it may do. */
export function operatorAccess(): readonly (
  | ServiceAccount
  | ClusterRole
  | ClusterRoleBinding
  | Role
  | RoleBinding
)[] {
  const apiGroup = "rbac.authorization.k8s.io";
  const namespaced = { ...METADATA, namespace: OPERATOR_NAMESPACE };
  return [
    { apiVersion: "v1", kind: "ServiceAccount", metadata: namespaced, automountServiceAccountToken: false },
    { apiVersion: `${apiGroup}/v1`, kind: "ClusterRole", metadata: METADATA, rules: CLUSTER_RULES },
    {
      apiVersion: `${apiGroup}/v1`,
      kind: "ClusterRoleBinding",
      metadata: METADATA,
      roleRef: { apiGroup, kind: "ClusterRole", name: OPERATOR_NAME },
      subjects: SUBJECTS,
    },
    { apiVersion: `${apiGroup}/v1`, kind: "Role", metadata: namespaced, rules: LEASE_RULES },
    {
      apiVersion: `${apiGroup}/v1`,
      kind: "RoleBinding",
      metadata: namespaced,
      roleRef: { apiGroup, kind: "Role", name: OPERATOR_NAME },
      subjects: SUBJECTS,
    },
  ];
}

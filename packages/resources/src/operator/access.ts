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
const NAMESPACE_RULES: readonly PolicyRule[] = [
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
  { apiGroups: [""], resources: ["events"], verbs: ["create"] },
];

/** What is of no namespace, or of every one. */
const CLUSTER_RULES: readonly PolicyRule[] = [
  { apiGroups: [""], resources: ["nodes"], verbs: READ },
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

type AccessObject = ServiceAccount | ClusterRole | ClusterRoleBinding | Role | RoleBinding;

const API_GROUP = "rbac.authorization.k8s.io";

function roleIn(namespace: string, name: string, rules: readonly PolicyRule[]): readonly AccessObject[] {
  const metadata = { ...METADATA, name, namespace };
  return [
    { apiVersion: `${API_GROUP}/v1`, kind: "Role", metadata, rules },
    {
      apiVersion: `${API_GROUP}/v1`,
      kind: "RoleBinding",
      metadata,
      roleRef: { apiGroup: API_GROUP, kind: "Role", name },
      subjects: SUBJECTS,
    },
  ];
}

/**
 * The operator's account and what it may do. Where it looks after one namespace, what it does with clusters is granted
 * there alone; beyond it sees nodes, and which operators are at work.
 */
export function operatorAccess(watchedNamespace?: string): readonly AccessObject[] {
  const rules = watchedNamespace === undefined ? [...NAMESPACE_RULES, ...CLUSTER_RULES] : CLUSTER_RULES;
  return [
    {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { ...METADATA, namespace: OPERATOR_NAMESPACE },
      automountServiceAccountToken: false,
    },
    { apiVersion: `${API_GROUP}/v1`, kind: "ClusterRole", metadata: METADATA, rules },
    {
      apiVersion: `${API_GROUP}/v1`,
      kind: "ClusterRoleBinding",
      metadata: METADATA,
      roleRef: { apiGroup: API_GROUP, kind: "ClusterRole", name: OPERATOR_NAME },
      subjects: SUBJECTS,
    },
    ...roleIn(OPERATOR_NAMESPACE, OPERATOR_NAME, LEASE_RULES),
    ...(watchedNamespace === undefined
      ? []
      : roleIn(watchedNamespace, `${OPERATOR_NAME}-clusters`, NAMESPACE_RULES)),
  ];
}

import { GROUP } from "./group.ts";

/** Label on everything that belongs to one cluster; its value is the cluster's name. */
export const CLUSTER_LABEL = `${GROUP}/cluster` as const;

/** Label on a member's pod: `primary` or `secondary`. The Services for writes and reads select by it. */
export const ROLE_LABEL = `${GROUP}/role` as const;

/** Values of {@link ROLE_LABEL}. */
export const ROLES = { primary: "primary", secondary: "secondary" } as const;

/** Annotation that carries the digest of what a pod or an object was built from. */
export const REVISION_ANNOTATION = `${GROUP}/revision` as const;

/** Kubernetes' recommended labels; https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
export const RECOMMENDED_LABELS = {
  name: "app.kubernetes.io/name",
  instance: "app.kubernetes.io/instance",
  component: "app.kubernetes.io/component",
  partOf: "app.kubernetes.io/part-of",
  managedBy: "app.kubernetes.io/managed-by",
} as const;

/** Value of the managed-by label, and the operator's field manager for server-side apply. */
export const MANAGED_BY = "grampus";

import type { ClusterSettings } from "./cluster.ts";

/** The kind of Kubernetes an environment is, and what every cluster there gets because of it. */
export interface Platform {
  readonly kind: "kubernetes" | "openshift";
  /** Settings under every cluster of the environment: the lowest layer after the API's defaults. */
  readonly settings: ClusterSettings;
}

/**
 * Plain Kubernetes: pods run as user and group 999, the `mysql` user of MySQL's own image, and volumes are made
 * writable for that group. Meets the Pod Security level `restricted`.
 */
export function kubernetes(): Platform {
  return {
    kind: "kubernetes",
    settings: {
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 999,
        runAsGroup: 999,
        fsGroup: 999,
        fsGroupChangePolicy: "OnRootMismatch",
        seccompProfile: { type: "RuntimeDefault" },
      },
    },
  };
}

/**
 * OpenShift or OKD: no fixed user, group or fsGroup, because the `restricted-v2` security context constraint assigns
 * them from the range of the namespace.
 */
export function openshift(): Platform {
  return {
    kind: "openshift",
    settings: { securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } } },
  };
}

import type { PodSecurityContext } from "@grampus/api";
import type { ContainerSecurityContext } from "../kubernetes/pod-spec.ts";
import type { Platform } from "../platform.ts";

/** Id of the user and group `mysql` in MySQL's images. */
const MYSQL_ID = 999;

/** What every container runs under: Pod Security `restricted` and a read-only root. */
export const CONTAINER_SECURITY: ContainerSecurityContext = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
};

/** What Pod Security `restricted` asks of a pod. */
export const RESTRICTED: PodSecurityContext = {
  runAsNonRoot: true,
  seccompProfile: { type: "RuntimeDefault" },
};

/**
 * The security context of a member's pod: the spec's when it has one, else the platform's. OpenShift assigns the ids
 * itself, so nothing is fixed there.
 */
export function podSecurity(spec: PodSecurityContext | undefined, platform: Platform): PodSecurityContext {
  if (spec !== undefined) return { ...RESTRICTED, ...spec };
  if (platform.kind === "openshift") return RESTRICTED;
  return {
    ...RESTRICTED,
    runAsUser: MYSQL_ID,
    runAsGroup: MYSQL_ID,
    fsGroup: MYSQL_ID,
    fsGroupChangePolicy: "OnRootMismatch",
  };
}

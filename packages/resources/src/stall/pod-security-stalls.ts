import type { PodSecurityContext } from "@grampus/api";
import type { SpecStall } from "./stall.ts";

/** What Pod Security `restricted` says of one field: what it allows, and whether a value is that. */
interface Limit {
  readonly path: readonly string[];
  readonly allowed: string;
  readonly value: (context: PodSecurityContext) => unknown;
  readonly isAllowed: (value: unknown) => boolean;
}

const PROFILES = {
  allowed: "RuntimeDefault or Localhost",
  isAllowed: (type: unknown) => type !== "Unconfined",
};

const SELINUX_TYPES: readonly unknown[] = [
  "",
  "container_t",
  "container_init_t",
  "container_kvm_t",
  "container_engine_t",
];

const isEmpty = (value: unknown): boolean => value === "";

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/, as far as `spec.securityContext` has the field. */
const LIMITS: readonly Limit[] = [
  {
    path: ["runAsNonRoot"],
    allowed: "true",
    value: ({ runAsNonRoot }) => runAsNonRoot,
    isAllowed: (value) => value === true,
  },
  {
    path: ["runAsUser"],
    allowed: "1 or more",
    value: ({ runAsUser }) => runAsUser,
    isAllowed: (value) => value !== 0,
  },
  { path: ["seccompProfile", "type"], value: ({ seccompProfile }) => seccompProfile?.type, ...PROFILES },
  { path: ["appArmorProfile", "type"], value: ({ appArmorProfile }) => appArmorProfile?.type, ...PROFILES },
  {
    path: ["seLinuxOptions", "type"],
    allowed: SELINUX_TYPES.filter((type) => type !== "").join(", "),
    value: ({ seLinuxOptions }) => seLinuxOptions?.type,
    isAllowed: (value) => SELINUX_TYPES.includes(value),
  },
  {
    path: ["seLinuxOptions", "user"],
    allowed: "no value",
    value: ({ seLinuxOptions }) => seLinuxOptions?.user,
    isAllowed: isEmpty,
  },
  {
    path: ["seLinuxOptions", "role"],
    allowed: "no value",
    value: ({ seLinuxOptions }) => seLinuxOptions?.role,
    isAllowed: isEmpty,
  },
];

/** Parameters that a pod may set without harm to others on its node, those of the newest Kubernetes too. */
export const SAFE_SYSCTLS: readonly string[] = [
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.tcp_wmem",
];

function stall(path: readonly (string | number)[], found: unknown, allowed: string): SpecStall {
  const field = path.reduce<string>(
    (text, step) => (typeof step === "number" ? `${text}[${step}]` : `${text}.${step}`),
    "spec.securityContext",
  );
  return {
    reason: "SecurityContextForbidden",
    path: ["spec", "securityContext", ...path],
    found,
    allowed,
    message: `${field} is ${String(found)}; members run under Pod Security restricted, as their Namespace asks`,
    hint: `leave it out, or set it to what restricted allows: ${allowed}`,
  };
}

/** The fields of a pod's security context that Pod Security `restricted` forbids. What is absent is set as it asks. */
export function podSecurityStalls(context: PodSecurityContext | undefined): readonly SpecStall[] {
  if (context === undefined) return [];
  const fields = LIMITS.flatMap(({ path, allowed, value, isAllowed }) => {
    const found = value(context);
    return found === undefined || isAllowed(found) ? [] : [stall(path, found, allowed)];
  });
  const sysctls = (context.sysctls ?? []).flatMap(({ name }, index) =>
    SAFE_SYSCTLS.includes(name) ? [] : [stall(["sysctls", index, "name"], name, SAFE_SYSCTLS.join(", "))],
  );
  return [...fields, ...sysctls];
}

import type { ClusterSpec } from "@grampus/api";
import { SAFE_SYSCTLS, type SpecStallReason } from "@grampus/resources";
import { type Probe, probeAt } from "./probe.ts";

interface Examples {
  readonly within: readonly ClusterSpec[];
  readonly beyond: readonly ClusterSpec[];
}

const CONTEXTS: Examples = {
  within: [
    { securityContext: {} },
    { securityContext: { runAsNonRoot: true, runAsUser: 1, runAsGroup: 0, fsGroup: 0 } },
    { securityContext: { supplementalGroups: [0], supplementalGroupsPolicy: "Strict" } },
    { securityContext: { seccompProfile: { type: "RuntimeDefault" } } },
    { securityContext: { seccompProfile: { type: "Localhost", localhostProfile: "mysql.json" } } },
    { securityContext: { appArmorProfile: { type: "RuntimeDefault" } } },
    { securityContext: { appArmorProfile: { type: "Localhost", localhostProfile: "mysql" } } },
    ...["container_t", "container_init_t", "container_kvm_t", "container_engine_t", ""].map((type) => ({
      securityContext: { seLinuxOptions: { type, user: "", role: "", level: "s0:c1" } },
    })),
    ...SAFE_SYSCTLS.map((name) => ({ securityContext: { sysctls: [{ name, value: "1" }] } })),
  ],
  beyond: [
    { securityContext: { runAsNonRoot: false } },
    { securityContext: { runAsUser: 0 } },
    { securityContext: { runAsNonRoot: false, runAsUser: 0 } },
    { securityContext: { seccompProfile: { type: "Unconfined" } } },
    { securityContext: { appArmorProfile: { type: "Unconfined" } } },
    { securityContext: { seLinuxOptions: { type: "spc_t" } } },
    { securityContext: { seLinuxOptions: { user: "system_u" } } },
    { securityContext: { seLinuxOptions: { role: "system_r" } } },
    { securityContext: { sysctls: [{ name: "net.core.somaxconn", value: "1024" }] } },
    { securityContext: { sysctls: [{ name: "kernel.msgmax", value: "1" }] } },
  ],
};

/** Reasons that one spec can have; `UpgradeUnsupported` is for a change of it. */
const EXAMPLES: Readonly<Record<Exclude<SpecStallReason, "UpgradeUnsupported">, Examples>> = {
  MultiMasterUnsupported: {
    within: [{ multiMaster: false }, {}],
    beyond: [{ multiMaster: true }],
  },
  VersionUnsupported: {
    within: [{ version: "8.4" }, { version: "8.4.99" }, { version: "9.7" }, { version: "9.7.4" }],
    beyond: ["8.0.11", "8.3", "9.6.1", "9.8", "9.70", "99.99", "10.0"].map((version) => ({ version })),
  },
  VariableUnknown: {
    within: [
      { variables: { max_connections: 500, back_log: 9, time_zone: "+00:00" } },
      { version: "8.4", variables: { replica_parallel_type: "DATABASE" } },
    ],
    beyond: [
      { variables: { max_conections: 500 } },
      { variables: { foreign_key_checks: "OFF" } },
      { variables: { replica_parallel_type: "DATABASE" } },
      { version: "8.4", variables: { max_conections: 500 } },
    ],
  },
  VariableInvalid: {
    within: [
      { variables: { max_connections: 1 } },
      { variables: { max_connections: "100000" } },
      { variables: { tmp_table_size: "64M", long_query_time: "0.5", general_log: "on" } },
      {
        resources: { server: { limits: { memory: "16Gi" } } },
        variables: { innodb_buffer_pool_size: "16G" },
      },
    ],
    beyond: [
      { variables: { max_connections: 0 } },
      { variables: { max_connections: 100_001 } },
      { variables: { max_connections: "lots" } },
      { variables: { tmp_table_size: "64Mi" } },
      { variables: { general_log: "yes" } },
      { variables: { binlog_row_image: "SMALL" } },
      {
        resources: { server: { limits: { memory: "16Gi" } } },
        variables: { innodb_buffer_pool_size: "17G" },
      },
    ],
  },
  SecurityContextForbidden: CONTEXTS,
};

/** Specs the API takes, on both sides of every reason that is known from the spec alone. */
export function stallProbes(): readonly Probe[] {
  return Object.entries(EXAMPLES).flatMap(([reason, { within, beyond }]) => [
    ...within.map((spec) => probeAt(reason, "within", "spec", spec)),
    ...beyond.map((spec) => probeAt(reason, "beyond", "spec", spec)),
  ]);
}

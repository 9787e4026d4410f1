import type { ClusterSpec } from "@grampus/api";
import { type Applied, OWN_CERTIFICATE, SETTINGS } from "./applied.ts";
import { type SpecKind, spec, variables } from "./spec-kind.ts";

const ABSENT = "absent";

const pods =
  (more: ClusterSpec["podTemplate"]) =>
  (applied: Applied): Applied =>
    spec({ podTemplate: { ...applied.spec.podTemplate, ...more } })(applied);

/** One after the other on a cluster of three; each begins when the one before has settled. */
export const CHANGE_KINDS: readonly SpecKind[] = [
  { kind: "nothing", field: "none", change: (applied) => applied },
  {
    kind: "label of the Cluster",
    field: "metadata.labels",
    change: (applied) => ({ ...applied, labels: { team: "orders" } }),
  },
  { kind: "dynamic variable", field: "spec.variables", change: variables({ max_connections: 77 }) },
  ...[0, 1, 2].map((primary) => ({
    kind: `static variable, the primary is ordinal ${primary}`,
    field: "spec.variables",
    primary,
    change: variables({ back_log: 90 + primary }),
  })),
  {
    kind: "dynamic and static variable at once",
    field: "spec.variables",
    change: variables({ max_connections: 78, back_log: 95 }),
  },
  { kind: "a ConfigMap with my.cnf", field: "spec.config", change: spec({ config: { name: SETTINGS } }) },
  {
    kind: "another text of the same ConfigMap",
    field: "data of the ConfigMap",
    change: (applied) => ({ ...applied, config: "[mysqld]\nopen_files_limit=6000\n" }),
  },
  {
    kind: "a ConfigMap that is not there",
    field: "spec.config",
    missing: [ABSENT],
    takenBack: true,
    change: spec({ config: { name: ABSENT } }),
  },
  {
    kind: "another tag of the same release",
    field: "spec.version",
    change: spec({ version: "9.7.4" }),
  },
  {
    kind: "label of the pods",
    field: "spec.podTemplate.metadata.labels",
    change: pods({ metadata: { labels: { team: "orders" } } }),
  },
  {
    kind: "spreading over nodes",
    field: "spec.podTemplate.topologySpreadConstraints",
    change: pods({
      topologySpreadConstraints: [
        { maxSkew: 2, topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "ScheduleAnyway" },
      ],
    }),
  },
  {
    kind: "less CPU asked for",
    field: "spec.resources.server",
    change: spec({ resources: { server: { requests: { cpu: "50m" } } } }),
  },
  {
    kind: "nodes with Linux",
    field: "spec.nodeSelector",
    change: spec({ nodeSelector: { "kubernetes.io/os": "linux" } }),
  },
  {
    kind: "a taint that nobody has",
    field: "spec.tolerations",
    change: spec({ tolerations: [{ key: "dedicated", operator: "Exists" }] }),
  },
  {
    kind: "a certificate of one's own",
    field: "spec.sslSecret",
    change: spec({ sslSecret: { name: OWN_CERTIFICATE } }),
  },
  {
    kind: "paused restarts",
    field: "spec.updateStrategy",
    change: spec({ updateStrategy: { type: "OnDelete" } }),
  },
  {
    kind: "static variable while restarts are paused",
    field: "spec.variables",
    change: variables({ back_log: 96 }),
  },
  {
    kind: "restarts no longer paused",
    remembers: true,
    field: "spec.updateStrategy",
    change: spec({ updateStrategy: { type: "RollingUpdate" } }),
  },
  {
    kind: "protection from deletion",
    field: "spec.deletionProtection",
    takenBack: true,
    change: spec({ deletionProtection: true }),
  },
  {
    kind: "giving up a member that is well",
    field: "spec.abandonedMembers",
    takenBack: true,
    change: (applied) => spec({ abandonedMembers: ["orders-2"] })(applied),
  },
  {
    kind: "several primaries",
    field: "spec.multiMaster",
    takenBack: true,
    change: spec({ multiMaster: true }),
  },
];

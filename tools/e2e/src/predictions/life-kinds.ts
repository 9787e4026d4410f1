import type { ClusterSpec } from "@grampus/api";
import type { Applied } from "./applied.ts";
import { type SpecKind, spec, variables } from "./spec-kind.ts";

const claims =
  (more: ClusterSpec["volumeClaimTemplate"]) =>
  (applied: Applied): Applied =>
    spec({ volumeClaimTemplate: { ...applied.spec.volumeClaimTemplate, ...more } })(applied);

/** Larger volumes of the same class. */
export const largerVolumes = (applied: Applied): Applied =>
  claims({
    spec: { ...applied.spec.volumeClaimTemplate?.spec, resources: { requests: { storage: "2Gi" } } },
  })(applied);

/** More and fewer members, and the volumes that stay. */
export const MEMBER_KINDS: readonly SpecKind[] = [
  { kind: "3 to 5 members", field: "spec.members", primary: 0, change: spec({ members: 5 }) },
  {
    kind: "5 to 3 members, the primary among those that go",
    field: "spec.members",
    primary: 4,
    change: spec({ members: 3 }),
  },
  {
    kind: "3 to 5 members, whose volumes are still there",
    remembers: true,
    field: "spec.members",
    change: spec({ members: 5 }),
  },
  {
    kind: "5 to 3 members, the primary stays",
    field: "spec.members",
    primary: 0,
    change: spec({ members: 3 }),
  },
  {
    kind: "label of the volumes",
    field: "spec.volumeClaimTemplate.metadata.labels",
    change: claims({ metadata: { labels: { team: "orders" } } }),
  },
  {
    kind: "larger volumes, those of members that went too",
    remembers: true,
    field: "spec.volumeClaimTemplate.spec.resources",
    change: largerVolumes,
  },
];

/** Members 3 to 1 together with a static variable, and what a single member then goes through. */
export const SMALL_KINDS: readonly SpecKind[] = [
  {
    kind: "3 to 1 members and a static variable at once",
    field: "spec.members, spec.variables",
    change: (applied) => variables({ back_log: 97 })(spec({ members: 1 })(applied)),
  },
  {
    kind: "dynamic variable of a single member",
    field: "spec.variables",
    change: variables({ max_connections: 79 }),
  },
  {
    kind: "static variable of a single member",
    field: "spec.variables",
    change: variables({ back_log: 98 }),
  },
  {
    kind: "1 to 3 members, whose volumes are still there",
    remembers: true,
    field: "spec.members",
    change: spec({ members: 3 }),
  },
];

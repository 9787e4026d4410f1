import {
  API_VERSION,
  CLUSTER_KIND,
  type Cluster,
  type ClusterSpec,
  changeClassOf,
  compareChangeClasses,
  fields,
  validateTransition,
  withDefaults,
} from "@grampus/api";
import { describe, expect, test } from "vitest";
import { stepRecord } from "../steps/index.ts";
import { type ForecastState, forecast, summarise } from "./index.ts";

/** A typical change of one field of a healthy cluster of three, and what the operator is going to do. */
interface Row {
  /** Path of the field as the API's table has it. */
  readonly field: string;
  /** Whether the row speaks for all fields below: structures of Kubernetes, or fields that nobody reads yet. */
  readonly below?: true;
  readonly before?: ClusterSpec;
  readonly after: ClusterSpec;
  /** `refused`: the API server does not take it. */
  readonly expected: string;
}

const ROLLING = "restart orders-2, restart orders-1, switch to orders-1, restart orders-0";
const CLAIMS = "change data-orders-0, change data-orders-1, change data-orders-2";
const NOTHING = "nothing";
const REFUSED = "refused";

const claim = (spec: NonNullable<ClusterSpec["volumeClaimTemplate"]>["spec"]): ClusterSpec => ({
  volumeClaimTemplate: { spec: spec ?? {} },
});
const ROWS: readonly Row[] = [
  {
    field: "spec.version",
    before: { version: "9.7.3" },
    after: { version: "9.7.4" },
    expected: "restart orders-2, restart orders-1, restart orders-0",
  },
  { field: "spec.repository", after: { repository: "registry.example/mysql" }, expected: ROLLING },
  { field: "spec.imagePullSecret", after: { imagePullSecret: [{ name: "pull" }] }, expected: ROLLING },
  {
    field: "spec.members",
    after: { members: 5 },
    expected:
      "clone orders-3, clone orders-4, set variables of orders-0, set variables of orders-1, set variables of orders-2",
  },
  { field: "spec.abandonedMembers", after: { abandonedMembers: ["orders-2"] }, expected: NOTHING },
  { field: "spec.baseServerId", after: { baseServerId: 2000 }, expected: REFUSED },
  { field: "spec.multiMaster", after: { multiMaster: true }, expected: "stalled: MultiMasterUnsupported" },
  { field: "spec.variables.*", after: { variables: { back_log: 90 } }, expected: ROLLING },
  { field: "spec.config.name", after: { config: { name: "settings" } }, expected: ROLLING },
  {
    field: "spec.rootPasswordSecret.name",
    after: { rootPasswordSecret: { name: "root" } },
    expected: REFUSED,
  },
  { field: "spec.sslSecret.name", after: { sslSecret: { name: "tls" } }, expected: ROLLING },
  {
    field: "spec.volumeClaimTemplate.apiVersion",
    after: { volumeClaimTemplate: { apiVersion: "v1" } },
    expected: NOTHING,
  },
  {
    field: "spec.volumeClaimTemplate.kind",
    after: { volumeClaimTemplate: { kind: "PersistentVolumeClaim" } },
    expected: NOTHING,
  },
  {
    field: "spec.volumeClaimTemplate.metadata.name",
    after: { volumeClaimTemplate: { metadata: { name: "disk" } } },
    expected: REFUSED,
  },
  {
    field: "spec.volumeClaimTemplate.metadata.labels.*",
    after: { volumeClaimTemplate: { metadata: { labels: { team: "orders" } } } },
    expected: NOTHING,
  },
  {
    field: "spec.volumeClaimTemplate.metadata.annotations.*",
    after: { volumeClaimTemplate: { metadata: { annotations: { team: "orders" } } } },
    expected: NOTHING,
  },
  {
    field: "spec.volumeClaimTemplate.spec.accessModes",
    after: claim({ accessModes: ["ReadWriteOncePod"] }),
    expected: REFUSED,
  },
  {
    field: "spec.volumeClaimTemplate.spec.resources.requests.storage",
    after: claim({ resources: { requests: { storage: "20Gi" } } }),
    expected: CLAIMS,
  },
  {
    field: "spec.volumeClaimTemplate.spec.resources.limits.storage",
    after: claim({ resources: { limits: { storage: "40Gi" } } }),
    expected: NOTHING,
  },
  {
    field: "spec.volumeClaimTemplate.spec.storageClassName",
    after: claim({ storageClassName: "fast" }),
    expected: REFUSED,
  },
  {
    field: "spec.volumeClaimTemplate.spec.volumeAttributesClassName",
    after: claim({ volumeAttributesClassName: "gold" }),
    expected: CLAIMS,
  },
  {
    field: "spec.volumeClaimTemplate.spec.selector",
    below: true,
    after: claim({ selector: { matchLabels: { disk: "fast" } } }),
    expected: REFUSED,
  },
  {
    field: "spec.volumeClaimTemplate.spec.volumeMode",
    after: claim({ volumeMode: "Filesystem" }),
    expected: REFUSED,
  },
  {
    field: "spec.backupVolumeClaimTemplate",
    below: true,
    after: { backupVolumeClaimTemplate: { spec: { resources: { requests: { storage: "20Gi" } } } } },
    expected: NOTHING,
  },
  { field: "spec.deletionPolicy", after: { deletionPolicy: "Delete" }, expected: NOTHING },
  { field: "spec.deletionProtection", after: { deletionProtection: true }, expected: NOTHING },
  { field: "spec.maxSecondaryLag", after: { maxSecondaryLag: "1m" }, expected: NOTHING },
  {
    field: "spec.updateStrategy.maxSwitchoverWait",
    after: { updateStrategy: { maxSwitchoverWait: "1h" } },
    expected: NOTHING,
  },
  { field: "spec.updateStrategy.type", after: { updateStrategy: { type: "OnDelete" } }, expected: NOTHING },
  {
    field: "spec.resources.agent",
    below: true,
    after: { resources: { agent: { limits: { memory: "128Mi" } } } },
    expected: ROLLING,
  },
  {
    field: "spec.resources.server",
    below: true,
    after: { resources: { server: { limits: { memory: "4Gi" } } } },
    expected: ROLLING,
  },
  { field: "spec.nodeSelector.*", after: { nodeSelector: { disk: "fast" } }, expected: ROLLING },
  {
    field: "spec.affinity.nodeAffinity",
    below: true,
    after: {
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: "disk", operator: "Exists" }] }],
          },
        },
      },
    },
    expected: ROLLING,
  },
  {
    field: "spec.affinity.podAffinity",
    below: true,
    after: {
      affinity: {
        podAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey: "zone", labelSelector: { matchLabels: { app: "shop" } } },
          ],
        },
      },
    },
    expected: ROLLING,
  },
  {
    field: "spec.affinity.podAntiAffinity",
    below: true,
    after: {
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey: "zone", labelSelector: { matchLabels: { app: "shop" } } },
          ],
        },
      },
    },
    expected: ROLLING,
  },
  {
    field: "spec.tolerations",
    below: true,
    after: { tolerations: [{ key: "disk", operator: "Exists" }] },
    expected: ROLLING,
  },
  {
    field: "spec.securityContext.runAsUser",
    after: { securityContext: { runAsUser: 1001 } },
    expected: ROLLING,
  },
  {
    field: "spec.securityContext.runAsGroup",
    after: { securityContext: { runAsGroup: 1001 } },
    expected: ROLLING,
  },
  {
    field: "spec.securityContext.runAsNonRoot",
    after: { securityContext: { runAsNonRoot: true } },
    expected: ROLLING,
  },
  { field: "spec.securityContext.fsGroup", after: { securityContext: { fsGroup: 1001 } }, expected: ROLLING },
  {
    field: "spec.securityContext.fsGroupChangePolicy",
    after: { securityContext: { fsGroupChangePolicy: "Always" } },
    expected: ROLLING,
  },
  {
    field: "spec.securityContext.supplementalGroups",
    after: { securityContext: { supplementalGroups: [1001] } },
    expected: ROLLING,
  },
  {
    field: "spec.securityContext.supplementalGroupsPolicy",
    after: { securityContext: { supplementalGroupsPolicy: "Strict" } },
    expected: ROLLING,
  },
  {
    field: "spec.securityContext.seLinuxOptions",
    below: true,
    after: { securityContext: { seLinuxOptions: { level: "s0:c1,c2" } } },
    expected: ROLLING,
  },
  {
    field: "spec.securityContext.seLinuxChangePolicy",
    after: { securityContext: { seLinuxChangePolicy: "Recursive" } },
    expected: ROLLING,
  },
  {
    field: "spec.securityContext.seccompProfile",
    below: true,
    after: { securityContext: { seccompProfile: { type: "Localhost", localhostProfile: "mysqld" } } },
    expected: ROLLING,
  },
  {
    field: "spec.securityContext.appArmorProfile",
    below: true,
    after: { securityContext: { appArmorProfile: { type: "RuntimeDefault" } } },
    expected: ROLLING,
  },
  {
    field: "spec.securityContext.sysctls",
    below: true,
    after: { securityContext: { sysctls: [{ name: "net.ipv4.tcp_syncookies", value: "1" }] } },
    expected: ROLLING,
  },
  {
    field: "spec.podTemplate.metadata.labels.*",
    after: { podTemplate: { metadata: { labels: { team: "orders" } } } },
    expected: ROLLING,
  },
  {
    field: "spec.podTemplate.metadata.annotations.*",
    after: { podTemplate: { metadata: { annotations: { team: "orders" } } } },
    expected: ROLLING,
  },
  {
    field: "spec.podTemplate.topologySpreadConstraints",
    below: true,
    after: {
      podTemplate: {
        topologySpreadConstraints: [{ maxSkew: 1, topologyKey: "zone", whenUnsatisfiable: "DoNotSchedule" }],
      },
    },
    expected: ROLLING,
  },
  {
    field: "spec.podTemplate.priorityClassName",
    after: { podTemplate: { priorityClassName: "database" } },
    expected: ROLLING,
  },
];

function state(spec: ClusterSpec): ForecastState {
  const cluster: Cluster = {
    apiVersion: API_VERSION,
    kind: CLUSTER_KIND,
    metadata: { name: "orders", namespace: "shop" },
    spec: { members: 3, ...spec },
  };
  return { cluster };
}

function isBelow(path: string, above: string): boolean {
  return path === above || path.startsWith(`${above}.`) || path.startsWith(`${above}[`);
}

function told(before: ForecastState, after: ForecastState): string {
  if (validateTransition("Cluster", withDefaults(before.cluster), withDefaults(after.cluster)).length > 0)
    return REFUSED;
  const result = forecast(before, after);
  const { order, claims, variables } = summarise(result.steps.map(stepRecord));
  const text = [
    ...order,
    ...claims.map((name) => `change ${name}`),
    ...variables.map((name) => `set variables of ${name}`),
    ...(result.kind === "settled"
      ? []
      : [result.kind === "stalled" ? `stalled: ${result.stall.reason}` : result.kind]),
  ].join(", ");
  return text === "" ? NOTHING : text;
}

describe("what is forecast for each field of the API", () => {
  test.each(ROWS)("$field", ({ before = {}, after, expected }) => {
    expect(told(state(before), state(after))).toBe(expected);
  });

  test("no field of the API is without a row", () => {
    const isCovered = (path: string) =>
      ROWS.some(
        ({ field, below }) =>
          field === path ||
          field.startsWith(`${path}.`) ||
          isBelow(path, `${field}[]`) ||
          (below && isBelow(path, field)),
      );
    const paths = Object.keys(fields.Cluster).filter((path) => path.startsWith("spec."));
    expect(paths.filter((path) => !isCovered(path))).toEqual([]);
    expect(ROWS.map(({ field }) => field).filter((field) => !paths.includes(field))).toEqual([]);
  });

  // The API says it of each field, the planner plays it: two ways to the same answer.
  test.each(ROWS)(
    "$field: restarts are what its change class promises",
    ({ before = {}, after, expected }) => {
      const [from, to] = [state(before).cluster, state(after).cluster];
      const declared = changeClassOf("Cluster", [], withDefaults(from), withDefaults(to)) ?? "metadata";
      const restarts = compareChangeClasses(declared, "rolling-restart") >= 0 && declared !== "destructive";
      const isForbidden = declared === "forbidden";
      const promised = {
        isRefused: isForbidden,
        restarts: restarts && !isForbidden && !expected.startsWith("stalled"),
      };
      expect({ isRefused: expected === REFUSED, restarts: expected.includes("restart ") }).toEqual(promised);
    },
  );
});

describe("what a change names and is not there", () => {
  const named = (spec: ClusterSpec, missing: readonly string[] = [], userConfig?: string) => ({
    ...state(spec),
    missing,
    ...(userConfig === undefined ? {} : { userConfig }),
  });
  const config = { config: { name: "settings" } };

  test.each<readonly [string, ForecastState, ForecastState, string]>([
    ["a ConfigMap", state({}), named(config, ["settings"]), "stalled: ConfigMissing"],
    [
      "a Secret with a certificate",
      state({}),
      named({ sslSecret: { name: "tls" } }, ["tls"]),
      "stalled: CertificateUnusable",
    ],
    [
      "another text in the ConfigMap",
      named(config, [], "[mysqld]\n"),
      named(config, [], "[mysqld]\nback_log=9\n"),
      ROLLING,
    ],
    ["the same text", named(config, [], "[mysqld]\n"), named(config, [], "[mysqld]\n"), NOTHING],
  ])("%s", (_, before, after, expected) => {
    expect(told(before, after)).toBe(expected);
  });
});

test("the primary comes last wherever it is, and fewer members take it along", () => {
  const [before, restarted, smaller] = [
    state({}),
    state({ variables: { back_log: 90 } }),
    state({ members: 1 }),
  ];
  const order = (after: ForecastState, primary: string) =>
    summarise(forecast(before, after, { primary }).steps.map(stepRecord)).order;
  expect(order(restarted, "orders-2")).toEqual([
    "restart orders-1",
    "restart orders-0",
    "switch to orders-0",
    "restart orders-2",
  ]);
  expect(order(smaller, "orders-2")).toEqual(["switch to orders-0", "remove orders-2", "remove orders-1"]);
});

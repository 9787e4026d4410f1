import { API_VERSION, CLUSTER_KIND, type Cluster, type ClusterSpec, REVISION_ANNOTATION } from "@grampus/api";
import { describe, expect, test } from "vitest";
import { contentDigest } from "../digest.ts";
import { TEMPLATE_GENERATION } from "../member/template-generation.ts";
import type { Platform } from "../platform.ts";
import { clusterObjects } from "./cluster-objects.ts";

const UID = "11111111-1111-4111-8111-111111111111";
const KUBERNETES: Platform = { kind: "kubernetes", clusterDomain: "cluster.local" };
const OPENSHIFT: Platform = { kind: "openshift", clusterDomain: "cluster.local" };

function orders(spec: ClusterSpec = {}): Cluster {
  return {
    apiVersion: API_VERSION,
    kind: CLUSTER_KIND,
    metadata: { name: "orders", namespace: "shop", uid: UID },
    spec,
  };
}

function objectsOf(spec: ClusterSpec = {}, platform = KUBERNETES) {
  return clusterObjects({
    cluster: orders(spec),
    series: "9.7",
    groupName: UID,
    replicas: spec.members ?? 3,
    platform,
  });
}

const FULL: ClusterSpec = {
  members: 5,
  version: "9.7.4",
  repository: "registry.example/mysql",
  imagePullSecret: [{ name: "pull" }],
  variables: {
    max_connections: 500,
    innodb_ft_min_token_size: 2,
    init_connect: `SET NAMES "utf8mb4" # \\ all`,
  },
  rootPasswordSecret: { name: "my-root" },
  sslSecret: { name: "my-tls" },
  resources: {
    server: { requests: { cpu: 1 }, limits: { memory: "4Gi" } },
    agent: { limits: { memory: "1Gi" } },
  },
  nodeSelector: { disk: "fast" },
  tolerations: [{ key: "database", operator: "Exists" }],
  securityContext: { runAsUser: 1234, fsGroup: 1234 },
  podTemplate: {
    metadata: { labels: { team: "orders" }, annotations: { note: "kept" } },
    priorityClassName: "high",
    topologySpreadConstraints: [
      { maxSkew: 1, topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: "DoNotSchedule" },
    ],
  },
  volumeClaimTemplate: { metadata: { name: "store" }, spec: { storageClassName: "fast" } },
};

describe("whole objects", () => {
  test("of the smallest spec", () => {
    expect(objectsOf()).toMatchSnapshot();
  });
  test("of a spec that says everything", () => {
    expect(objectsOf(FULL)).toMatchSnapshot();
  });
  test("of a file from the user", () => {
    const { serverConfig } = clusterObjects({
      cluster: orders({ config: { name: "mine" } }),
      series: "9.7",
      groupName: UID,
      replicas: 3,
      platform: KUBERNETES,
      userConfiguration: "[mysqld]\nsort_buffer_size=1M\n",
    });
    expect(serverConfig.data["user.cnf"]).toBe("[mysqld]\nsort_buffer_size=1M\n");
    expect(serverConfig.data["my.cnf"]?.split("\n").filter((line) => line.startsWith("!include"))).toEqual([
      "!include /etc/grampus/server/user.cnf",
      "!include /etc/grampus/variables/variables.cnf",
      "!include /run/mysqld/instance.cnf",
    ]);
  });
});

function revisionOf({ statefulSet }: ReturnType<typeof clusterObjects>): string | undefined {
  return statefulSet.spec.template.metadata.annotations?.[REVISION_ANNOTATION];
}

describe("the generation of templates", () => {
  /** What a spec says, one field at a time and all at once. */
  const specs: readonly ClusterSpec[] = [
    {},
    FULL,
    { config: { name: "mine" } },
    { updateStrategy: { type: "OnDelete" }, deletionPolicy: "Delete" },
    ...Object.entries(FULL).map(([field, value]) => ({ [field]: value })),
  ];
  const templates = (["8.4", "9.7"] as const).flatMap((series) =>
    [KUBERNETES, OPENSHIFT].flatMap((platform) =>
      specs.map(({ version = series, ...spec }) => {
        const cluster = orders({ ...spec, version: version.startsWith(series) ? version : series });
        return revisionOf(clusterObjects({ cluster, series, groupName: UID, replicas: 3, platform }));
      }),
    ),
  );

  test("is raised with every change of what a spec's pods are: the plan of an upgrade goes by it", () => {
    expect(templates.every((revision) => revision !== undefined)).toBe(true);
    // Raise TEMPLATE_GENERATION when the digest changes, and put both here.
    expect([TEMPLATE_GENERATION, contentDigest(templates)]).toEqual([2, "ab3a45deb521d9e1"]);
  });
});

describe("what a change touches", () => {
  const before = objectsOf({ members: 3 });
  const template = (spec: ClusterSpec) => objectsOf(spec).statefulSet.spec.template;

  test("a dynamic variable: the variables' file, and no pod", () => {
    const after = objectsOf({ members: 3, variables: { max_connections: 200 } });
    // Only the note of what the template was made of differs, which is no reason to apply or to restart anything.
    expect(after.statefulSet.metadata).toEqual(before.statefulSet.metadata);
    expect(after.statefulSet.spec.template.spec).toEqual(before.statefulSet.spec.template.spec);
    expect(revisionOf(after)).toBe(revisionOf(before));
    expect(after.variablesConfig.data["variables.cnf"]).toContain("max_connections=200\n");
  });
  test("the number of members: no pod", () => {
    expect(template({ members: 5 })).toEqual(before.statefulSet.spec.template);
  });
  test.each<readonly [string, ClusterSpec]>([
    ["a static variable", { variables: { innodb_ft_min_token_size: 2 } }],
    ["the version", { version: "9.7.4" }],
    ["memory", { resources: { server: { limits: { memory: "2Gi" } } } }],
  ])("%s: every pod", (_, spec) => {
    expect(revisionOf(objectsOf({ members: 3, ...spec }))).not.toBe(revisionOf(before));
  });
  test("the same input gives the same bytes", () => {
    expect(JSON.stringify(objectsOf(FULL))).toBe(JSON.stringify(objectsOf(FULL)));
  });
});

describe.each([
  ["Kubernetes", KUBERNETES],
  ["OpenShift", OPENSHIFT],
] as const)("design rules on %s", (_, platform) => {
  const { spec } = objectsOf({}, platform).statefulSet.spec.template;
  const containers = [...(spec.initContainers ?? []), ...spec.containers];

  test("Pod Security restricted, and a read-only root", () => {
    expect(spec.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: "RuntimeDefault" },
    });
    for (const { securityContext } of containers) {
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      });
    }
  });
  test("no token of the API server", () => {
    expect(spec.automountServiceAccountToken).toBe(false);
  });
  test("no Secret in arguments or environment", () => {
    for (const { command = [], args = [], env = [] } of containers) {
      expect([...command, ...args].join(" ")).not.toMatch(/password|secret/i);
      expect(JSON.stringify(env)).not.toMatch(/secretKeyRef|password/i);
    }
  });
});

test("OpenShift assigns ids itself, unless the spec says some", () => {
  const security = (spec: ClusterSpec) =>
    objectsOf(spec, OPENSHIFT).statefulSet.spec.template.spec.securityContext;
  expect(security({})).toEqual({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
  expect(security({ securityContext: { runAsUser: 7 } })).toMatchObject({ runAsUser: 7, runAsNonRoot: true });
});

test("the spec cannot take over the labels that Services select by", () => {
  const labels = objectsOf({ podTemplate: { metadata: { labels: { "mysql.oracle.com/cluster": "other" } } } })
    .statefulSet.spec.template.metadata.labels;
  expect(labels["mysql.oracle.com/cluster"]).toBe("orders");
});

test("labels and annotations of the Cluster itself change no object, so they restart nothing", () => {
  const cluster = orders(FULL);
  const input = { series: "9.7", groupName: UID, replicas: 5, platform: KUBERNETES } as const;
  const metadata = { ...cluster.metadata, labels: { tier: "gold" }, annotations: { note: "changed" } };
  expect(clusterObjects({ ...input, cluster: { ...cluster, metadata } })).toEqual(
    clusterObjects({ ...input, cluster }),
  );
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CLUSTER_KIND, type Cluster, normalize, validate, withDefaults } from "@grampus/api";
import { type ApiServer, answerText, apiServerIsMissing } from "@grampus/apiserver-testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { startClusterServer } from "./cluster-server.ts";
import { isJsonObject, overlaid } from "./json.ts";
import type { ProbeObject } from "./probe.ts";

const SEED_FILE = join(import.meta.dirname, "../../../packages/api/src/testing/seed/cluster.yaml");

function isProbeObject(value: unknown): value is ProbeObject & Cluster {
  return isJsonObject(value) && isJsonObject(value.metadata) && value.kind === CLUSTER_KIND;
}

function seed(change: object = {}): ProbeObject & Cluster {
  const object = overlaid(parse(readFileSync(SEED_FILE, "utf8")), change);
  if (!isProbeObject(object)) throw new RangeError(`${SEED_FILE} holds no cluster`);
  return object;
}

const REFUSED: readonly (readonly [string, object, string])[] = [
  ["an unknown field", { spec: { membres: 3 } }, ".spec.membres"],
  ["no members", { spec: { members: 0 } }, "should be greater than or equal to 1"],
  ["a version with a leading zero", { spec: { version: "09.07" } }, "spec.version in body should match"],
  [
    "memory that lacks its suffix",
    { spec: { resources: { server: { limits: { memory: "16" } } } } },
    "at least 128Mi",
  ],
  ["ten members", { spec: { members: 10 } }, "should be less than or equal to 9"],
  ["a downgrade", { spec: { version: "9.6" } }, "MySQL cannot go back to an older version"],
  [
    "a shrunk volume",
    { spec: { volumeClaimTemplate: { spec: { resources: { requests: { storage: "9Gi" } } } } } },
    "a volume cannot shrink",
  ],
];

const CLAIM = {
  metadata: { name: "data", labels: { disk: "a" }, annotations: { "example.com/a": "b" } },
  spec: {
    storageClassName: "fast",
    accessModes: ["ReadWriteOnce"],
    resources: { requests: { storage: "1Gi" }, limits: { storage: "2Gi" } },
  },
};

const CONTAINER = { requests: { cpu: "100m", memory: "200Mi" }, limits: { cpu: 1, memory: "400Mi" } };

const ARCHIVED_SPEC = {
  version: "8.0.12",
  repository: "registry.example.com:5000/mysql/mysql-server",
  imagePullSecret: [{ name: "pull" }],
  members: 5,
  baseServerId: 4_294_967_286,
  multiMaster: true,
  nodeSelector: { disk: "ssd" },
  affinity: {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { labelSelector: { matchLabels: { app: "mysql" } }, topologyKey: "kubernetes.io/hostname" },
      ],
    },
  },
  volumeClaimTemplate: CLAIM,
  backupVolumeClaimTemplate: { ...CLAIM, metadata: { name: "backup" } },
  rootPasswordSecret: { name: "root-password" },
  config: { name: "my-cnf" },
  sslSecret: { name: "tls" },
  securityContext: { runAsUser: 999, fsGroup: 999 },
  tolerations: [{ key: "dedicated", operator: "Equal", value: "mysql", effect: "NoSchedule" }],
  resources: { agent: CONTAINER, server: CONTAINER },
};

describe.skipIf(apiServerIsMissing())("the seed's cluster on an API server", () => {
  let server: ApiServer;

  beforeAll(async () => {
    server = await startClusterServer();
  });

  afterAll(async () => {
    await server.stop();
  });

  test("is accepted as it stands and gets its defaults", async () => {
    const answer = await server.apply(seed());
    expect(answer.status, answerText(answer)).toBe(201);
    expect(validate(CLUSTER_KIND, seed())).toEqual([]);
    const { body } = await server.get(seed());
    expect(body).toMatchObject({ spec: withDefaults(seed()).spec, status: { observedGeneration: -1 } });
    expect(withDefaults(seed()).spec).toEqual({
      members: 3,
      version: "9.7",
      repository: "docker.io/library/mysql",
      baseServerId: 1000,
      multiMaster: false,
      volumeClaimTemplate: {
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Gi" } } },
      },
      deletionPolicy: "Retain",
      deletionProtection: false,
      updateStrategy: { type: "RollingUpdate", maxSwitchoverWait: "10m" },
    });
  });

  test("with its defaults written out, applying it again changes nothing", async () => {
    const { body: before } = await server.apply({ ...seed(), ...normalize(seed()) });
    const { body: after } = await server.apply({ ...seed(), ...normalize(seed()) });
    expect(isJsonObject(before) && isJsonObject(before.metadata) && before.metadata.generation).toBe(1);
    expect(after).toEqual(before);
  });

  test("the version its data was opened with is in its status", async () => {
    const status = { status: { observedGeneration: 1, dataVersion: "9.7.4" } };
    const answer = await server.apply(seed(status), { subresource: "status" });
    expect(answer.status, answerText(answer)).toBe(200);
  });

  test.each(REFUSED)("%s is refused, and nothing of it is stored", async (_, change, reason) => {
    const answer = await server.apply(seed(change));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answerText(answer)).toContain(reason);
    const { body } = await server.get(seed());
    expect(body).toMatchObject({ spec: withDefaults(seed()).spec });
  });

  test("a map whose last entry goes is applied, and its field goes", async () => {
    const labelled = seed({
      metadata: { name: "labelled" },
      spec: { podTemplate: { metadata: { labels: { a: "b" } } } },
    });
    const emptied = { ...labelled, spec: { ...labelled.spec, podTemplate: { metadata: { labels: {} } } } };
    await server.apply({ ...labelled, ...normalize(labelled) });
    const answer = await server.apply({ ...emptied, ...normalize(emptied) });
    expect(answer.status, answerText(answer)).toBe(200);
    const { body } = await server.get(labelled);
    expect(isJsonObject(body) && body.spec).toEqual(normalize(emptied).spec);
    expect(normalize(emptied).spec).toEqual(withDefaults(seed()).spec);
  });

  test("every field of the archived API is accepted, and stored as it was given", async () => {
    const archived = seed({ metadata: { name: "archived" }, spec: ARCHIVED_SPEC });
    expect(validate(CLUSTER_KIND, archived)).toEqual([]);
    const answer = await server.apply(archived);
    expect(answer.status, answerText(answer)).toBe(201);
    expect(answer.body).toMatchObject({ spec: ARCHIVED_SPEC });
  });

  test("quantities, versions and numbers stay as they are spelled", async () => {
    const storage = "10240Mi";
    const spelled = {
      metadata: { name: "spelled" },
      spec: {
        version: "9.7.0",
        variables: { max_connections: 500, wait_timeout: "0500", long_query_time: "0.50" },
        resources: { server: { requests: { cpu: "1000m", memory: 1_073_741_824 } } },
        volumeClaimTemplate: { spec: { resources: { requests: { storage } } } },
      },
    };
    await server.apply(seed(spelled));
    const { body } = await server.get(seed(spelled));
    expect(body).toMatchObject(spelled);
    expect(normalize(seed(spelled))).toMatchObject(spelled);
  });
});

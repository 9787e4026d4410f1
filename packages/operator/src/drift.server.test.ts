import { setTimeout as delay } from "node:timers/promises";
import { API_VERSION, CLUSTER_KIND, CLUSTER_LABEL, customResourceDefinitions } from "@grampus/api";
import { type ApiServer, apiServerIsMissing, startApiServer } from "@grampus/apiserver-testing";
import { APPLIED_GENERATION_ANNOTATION, serviceNames, TEMPLATE_DRIFT_ANNOTATION } from "@grampus/resources";
import { KubeConfig } from "@kubernetes/client-node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readConfiguration } from "./configuration.ts";
import { kubeClient } from "./kube/client.ts";
import { connectKube, type KubeConnection } from "./kube/connection.ts";
import { CLUSTERS, DISRUPTION_BUDGETS, SERVICES, STATEFUL_SETS } from "./kube/kinds.ts";
import type { KubeObject, ResourceKind } from "./kube/objects.ts";
import { createMetrics } from "./metrics.ts";
import { connectMember } from "./mysql/member-connection.ts";
import { createOperator, type Operator } from "./operator.ts";
import { applyAs } from "./testing/apply.ts";

const NAMESPACE = "default";
const CLUSTER = {
  apiVersion: API_VERSION,
  kind: CLUSTER_KIND,
  metadata: { name: "orders", namespace: NAMESPACE },
  spec: { members: 3 },
} as const;
const { primary, secondaries, members } = serviceNames("orders");

type Patch = Readonly<Record<string, unknown>>;

/** Everything about an object that a person sees in it, but for who wrote it when. */
function seen({ metadata, foreign: _, ...rest }: KubeObject) {
  const { managedFields, resourceVersion, generation, ...told } = metadata;
  const {
    [APPLIED_GENERATION_ANNOTATION]: applied,
    [TEMPLATE_DRIFT_ANNOTATION]: drift,
    ...annotations
  } = told.annotations ?? {};
  return { ...rest, metadata: { ...told, annotations } };
}

describe.skipIf(apiServerIsMissing())("what somebody changes by hand in what the operator made", () => {
  const stop = new AbortController();
  const messages: string[] = [];
  let server: ApiServer;
  let connection: KubeConnection;
  let operator: Operator;

  const find = (kind: ResourceKind<KubeObject>, name: string) =>
    kubeClient(connection, "test").find(kind, { namespace: NAMESPACE, name });
  async function there(kind: ResourceKind<KubeObject>, name: string): Promise<KubeObject> {
    const found = await find(kind, name);
    if (found === undefined) throw new Error(`no ${kind.kind} ${name}`);
    return found;
  }
  /** No write for a while: the operator does not fight with what the API server makes of its words. */
  async function expectQuiet(kind: ResourceKind<KubeObject>, name: string): Promise<void> {
    const { resourceVersion } = (await there(kind, name)).metadata;
    await delay(1_500);
    expect((await there(kind, name)).metadata.resourceVersion).toBe(resourceVersion);
  }

  beforeAll(async () => {
    server = await startApiServer();
    await server.applyDefinitions(Object.values(customResourceDefinitions));
    const config = new KubeConfig();
    config.loadFromFile(server.kubeconfig);
    connection = connectKube(config);
    operator = createOperator({
      connection,
      configuration: readConfiguration({}),
      log: (_level, message, fields) => messages.push(`${message} ${JSON.stringify(fields ?? {})}`),
      metrics: createMetrics(),
      connectMember,
      signal: stop.signal,
    });
    await vi.waitFor(() => expect(operator.synced()).toBe(true), 10_000);
    operator.start();
    await applyAs(connection, "kubectl", CLUSTERS, CLUSTER);
    await vi.waitFor(async () => expect(await find(STATEFUL_SETS, "orders")).toBeDefined(), 20_000);
  }, 60_000);
  afterAll(async () => {
    await operator.stop();
    stop.abort();
    connection.close();
    await server.stop();
  });

  const container = (change: Patch) => ({
    spec: { template: { spec: { containers: [{ name: "mysql", ...change }] } } },
  });
  it.each<readonly [what: string, kind: ResourceKind<KubeObject>, name: string, patch: Patch]>([
    ["a key added to a selector", SERVICES, primary, { spec: { selector: { foo: "bar" } } }],
    ["a key taken out of a selector", SERVICES, primary, { spec: { selector: { [CLUSTER_LABEL]: null } } }],
    ["a port that was changed", SERVICES, primary, { spec: { ports: [{ port: 3306, targetPort: 3377 }] } }],
    [
      "a port that was added",
      SERVICES,
      secondaries,
      {
        spec: {
          ports: [
            { name: "mysql", port: 3306, targetPort: "mysql" },
            { name: "metrics", port: 9104 },
          ],
        },
      },
    ],
    ["addresses from outside", SERVICES, primary, { spec: { externalIPs: ["192.0.2.1"] } }],
    ["a default that was changed", SERVICES, primary, { spec: { sessionAffinity: "ClientIP" } }],
    ["another type", SERVICES, primary, { spec: { type: "NodePort" } }],
    [
      "members that are published when they are ready",
      SERVICES,
      members,
      { spec: { publishNotReadyAddresses: false } },
    ],
    [
      "a label of the operator's",
      SERVICES,
      primary,
      { metadata: { labels: { "app.kubernetes.io/managed-by": "me" } } },
    ],
    [
      "a Service without the cluster's label",
      SERVICES,
      primary,
      { metadata: { labels: { [CLUSTER_LABEL]: null } } },
    ],
    ["a larger disruption budget", DISRUPTION_BUDGETS, "orders", { spec: { maxUnavailable: 3 } }],
    [
      "another policy of the budget",
      DISRUPTION_BUDGETS,
      "orders",
      { spec: { unhealthyPodEvictionPolicy: "AlwaysAllow" } },
    ],
    [
      "a budget for other pods",
      DISRUPTION_BUDGETS,
      "orders",
      { spec: { selector: { matchExpressions: [{ key: "foo", operator: "Exists" }] } } },
    ],
    ["an owner that was taken away", DISRUPTION_BUDGETS, "orders", { metadata: { ownerReferences: null } }],
    ["the image of the template", STATEFUL_SETS, "orders", container({ image: "mysql:0.0-none" })],
    ["a variable of the template", STATEFUL_SETS, "orders", container({ env: [{ name: "A", value: "b" }] })],
    [
      "a default of the template",
      STATEFUL_SETS,
      "orders",
      { spec: { template: { spec: { dnsPolicy: "Default" } } } },
    ],
    [
      "a label of the template",
      STATEFUL_SETS,
      "orders",
      { spec: { template: { metadata: { labels: { foo: "bar" } } } } },
    ],
    [
      "a probe that was taken out of the template",
      STATEFUL_SETS,
      "orders",
      { spec: { template: { spec: { containers: null, initContainers: null, $keep: true } } } },
    ],
    ["the strategy", STATEFUL_SETS, "orders", { spec: { updateStrategy: { type: "RollingUpdate" } } }],
    ["the number of members", STATEFUL_SETS, "orders", { spec: { replicas: 5 } }],
    [
      "a StatefulSet without the cluster's label",
      STATEFUL_SETS,
      "orders",
      { metadata: { labels: { [CLUSTER_LABEL]: null } } },
    ],
  ])(
    "%s is put back, and then nothing is written",
    async (_, kind, name, patch) => {
      const before = seen(await there(kind, name));
      const person = kubeClient(connection, "kubectl-edit");
      const where = { namespace: NAMESPACE, name };
      const changed = isRemoval(patch)
        ? await withoutProbe(person, where)
        : await strategicPatch(kind, name, patch);
      expect(seen(changed)).not.toEqual(before);
      await vi.waitFor(async () => expect(seen(await there(kind, name))).toEqual(before), {
        timeout: 10_000,
        interval: 100,
      });
      await expectQuiet(kind, name);
    },
    30_000,
  );

  function isRemoval(patch: Patch): boolean {
    return JSON.stringify(patch).includes("$keep");
  }
  /** `kubectl edit`: what is taken out is nobody's afterwards. */
  async function withoutProbe(
    person: ReturnType<typeof kubeClient>,
    where: { namespace: string; name: string },
  ) {
    const set = JSON.parse(JSON.stringify(await there(STATEFUL_SETS, where.name)));
    delete set.spec.template.spec.containers[0].readinessProbe;
    delete set.metadata.managedFields;
    return person.replace(STATEFUL_SETS, where, set);
  }
  /** `kubectl patch` as it is without `--type`. */
  function strategicPatch(kind: ResourceKind<KubeObject>, name: string, body: Patch): Promise<KubeObject> {
    const group = kind.apiVersion.includes("/") ? `/apis/${kind.apiVersion}` : `/api/${kind.apiVersion}`;
    return connection.send<KubeObject>({
      method: "PATCH",
      path: `${group}/namespaces/${NAMESPACE}/${kind.plural}/${name}`,
      query: { fieldManager: "kubectl-patch" },
      contentType: "application/strategic-merge-patch+json",
      body,
    });
  }

  it("a Service that led elsewhere leads to members again, with a new address", async () => {
    await strategicPatch(SERVICES, secondaries, { spec: { type: "ExternalName", externalName: "a.test" } });
    await vi.waitFor(async () => {
      const found = await there(SERVICES, secondaries);
      expect(found).toMatchObject({ spec: { type: "ClusterIP", clusterIP: expect.any(String) } });
      expect(JSON.stringify(found)).not.toContain("a.test");
    }, 10_000);
    await expectQuiet(SERVICES, secondaries);
  }, 30_000);

  it("what others say in metadata stays, and so does what they apply that is asked for anyway", async () => {
    await strategicPatch(SERVICES, primary, {
      metadata: { labels: { team: "shop" }, annotations: { "example.com/note": "ours" } },
    });
    await expectQuiet(SERVICES, primary);
    const {
      spec: { selector },
    } = JSON.parse(JSON.stringify(await there(SERVICES, primary)));
    const same = { apiVersion: "v1", kind: "Service", spec: { selector } };
    await applyAs(connection, "gitops", SERVICES, {
      ...same,
      metadata: { name: primary, namespace: NAMESPACE },
    });
    await expectQuiet(SERVICES, primary);
    await strategicPatch(SERVICES, primary, { spec: { selector: { foo: "bar" } } });
    await vi.waitFor(async () => {
      const found = await there(SERVICES, primary);
      expect(JSON.stringify(found)).not.toContain('"foo"');
      expect(found.metadata).toMatchObject({
        labels: { team: "shop" },
        annotations: { "example.com/note": "ours" },
      });
    }, 10_000);
  }, 30_000);

  it("what the operator says of it names the field and who set it", () => {
    const told = messages.join("\n");
    expect(told).toContain("Service orders-primary has spec.selector.foo, which kubectl-patch added");
    expect(told).toContain("StatefulSet orders is not what was applied: kubectl-patch set spec.template");
  });
});

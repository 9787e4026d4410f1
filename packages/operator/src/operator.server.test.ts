import { setTimeout as delay } from "node:timers/promises";
import { API_VERSION, CLUSTER_KIND, customResourceDefinitions } from "@grampus/api";
import { type ApiServer, apiServerIsMissing, startApiServer } from "@grampus/apiserver-testing";
import { FINALIZER } from "@grampus/planner";
import { secretNames, serviceNames } from "@grampus/resources";
import { KubeConfig } from "@kubernetes/client-node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readConfiguration } from "./configuration.ts";
import { kubeClient } from "./kube/client.ts";
import { connectKube, type KubeConnection } from "./kube/connection.ts";
import {
  CLUSTERS,
  type CONFIG_MAPS,
  DISRUPTION_BUDGETS,
  SECRETS,
  SERVICES,
  STATEFUL_SETS,
} from "./kube/kinds.ts";
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

describe.skipIf(apiServerIsMissing())("the operator on an API server without nodes", () => {
  const stop = new AbortController();
  const messages: string[] = [];
  let server: ApiServer;
  let connection: KubeConnection;
  let operator: Operator;

  beforeAll(async () => {
    server = await startApiServer();
    await server.applyDefinitions(Object.values(customResourceDefinitions));
    const config = new KubeConfig();
    config.loadFromFile(server.kubeconfig);
    connection = connectKube(config);
    operator = createOperator({
      connection,
      connectMember,
      configuration: readConfiguration({}),
      log: (_level, message, fields) => messages.push(`${message} ${JSON.stringify(fields ?? {})}`),
      metrics: createMetrics(),
      signal: stop.signal,
    });
    await vi.waitFor(() => expect(operator.synced()).toBe(true), 10_000);
    operator.start();
  });
  afterAll(async () => {
    await operator.stop();
    stop.abort();
    connection.close();
    await server.stop();
  });

  const client = () => kubeClient(connection, "test");
  const find = (kind: typeof CONFIG_MAPS, name: string) =>
    client().find(kind, { namespace: NAMESPACE, name });

  it("makes all objects of a cluster, the StatefulSet last", async () => {
    await applyAs(connection, "kubectl", CLUSTERS, CLUSTER);
    await vi.waitFor(async () => expect(await find(STATEFUL_SETS, "orders")).toBeDefined(), 20_000);
    for (const name of Object.values(secretNames(CLUSTER))) expect(await find(SECRETS, name)).toBeDefined();
    for (const name of Object.values(serviceNames("orders")))
      expect(await find(SERVICES, name)).toBeDefined();
    const cluster = await client().find(CLUSTERS, CLUSTER.metadata);
    expect(cluster?.metadata.finalizers).toEqual([FINALIZER]);
    expect(cluster?.spec).toMatchObject(CLUSTER.spec);
  });

  it("says in the status what it waits for, and then writes nothing more", async () => {
    const version = async () => (await client().find(CLUSTERS, CLUSTER.metadata))?.metadata.resourceVersion;
    let last = await version();
    let quietSeconds = 0;
    for (let seconds = 0; quietSeconds < 12 && seconds < 60; seconds++) {
      await delay(1000);
      const before = last;
      last = await version();
      quietSeconds = last === before ? quietSeconds + 1 : 0;
    }
    expect(quietSeconds, "seconds without a write to the Cluster").toBe(12);
    const cluster = await client().find(CLUSTERS, CLUSTER.metadata);
    const ready = cluster?.status?.conditions?.find(({ type }) => type === "Ready");
    expect(ready).toMatchObject({ status: "False", observedGeneration: 1 });
    await delay(3000);
    expect(await version()).toBe(last);
  }, 90_000);

  it("puts back what somebody changed or deleted", async () => {
    const { primary } = serviceNames("orders");
    await client().remove(SERVICES, { namespace: NAMESPACE, name: primary });
    await vi.waitFor(async () => expect(await find(SERVICES, primary)).toBeDefined(), 10_000);
  });

  it("an impossible spec stalls with a reason, and a possible one goes on", async () => {
    await client().patch(CLUSTERS, CLUSTER.metadata, { spec: { multiMaster: true } });
    const condition = async (type: string) =>
      (await client().find(CLUSTERS, CLUSTER.metadata))?.status?.conditions?.find((one) => one.type === type);
    await vi.waitFor(
      async () => expect(await condition("Stalled")).toMatchObject({ reason: "MultiMasterUnsupported" }),
      10_000,
    );
    await client().patch(CLUSTERS, CLUSTER.metadata, { spec: { multiMaster: false } });
    await vi.waitFor(async () => expect(await condition("Stalled")).toBeUndefined(), 10_000);
  });

  it("an object that admission refuses is told of, everything else is made, and it is tried again", async () => {
    const name = "refuse-budgets";
    const group = { apiVersion: "admissionregistration.k8s.io/v1", namespaced: false } as const;
    const policies = { ...group, kind: "ValidatingAdmissionPolicy", plural: "validatingadmissionpolicies" };
    const bindings = {
      ...group,
      kind: "ValidatingAdmissionPolicyBinding",
      plural: "validatingadmissionpolicybindings",
    };
    const rule = {
      apiGroups: ["policy"],
      apiVersions: ["*"],
      operations: ["CREATE", "UPDATE"],
      resources: ["*"],
    };
    const denial = { expression: "object.metadata.name != 'refused'", message: "no budgets here" };
    await client().create(policies, "", {
      apiVersion: group.apiVersion,
      kind: policies.kind,
      metadata: { name },
      spec: { matchConstraints: { resourceRules: [rule] }, validations: [denial] },
    });
    await client().create(bindings, "", {
      apiVersion: group.apiVersion,
      kind: bindings.kind,
      metadata: { name },
      spec: { policyName: name, validationActions: ["Deny"] },
    });
    const budgets = DISRUPTION_BUDGETS;
    const budget = { apiVersion: budgets.apiVersion, kind: budgets.kind, metadata: { name: "refused" } };
    await vi.waitFor(
      () =>
        expect(
          applyAs(connection, "kubectl", budgets, {
            ...budget,
            metadata: { ...budget.metadata, namespace: NAMESPACE },
          }),
        ).rejects.toMatchObject({ code: "kube-refused" }),
      { timeout: 20_000, interval: 500 },
    );
    await client().remove(budgets, { namespace: NAMESPACE, name: "refused" });
    const refused = { ...CLUSTER, metadata: { name: "refused", namespace: NAMESPACE } };
    await applyAs(connection, "kubectl", CLUSTERS, refused);
    const conditions = async () => (await client().find(CLUSTERS, refused.metadata))?.status?.conditions;
    await vi.waitFor(
      async () =>
        expect((await conditions())?.find(({ type }) => type === "Stalled")).toMatchObject({
          reason: "ObjectRefused",
          message: expect.stringMatching(/^apply on PodDisruptionBudget refused fails: .*no budgets here/),
        }),
      20_000,
    );
    await vi.waitFor(async () => expect(await find(STATEFUL_SETS, "refused")).toBeDefined(), 10_000);
    await client().remove(bindings, { name });
    await client().patch(CLUSTERS, refused.metadata, { spec: { members: 5 } });
    await vi.waitFor(async () => expect(await find(DISRUPTION_BUDGETS, "refused")).toBeDefined(), 80_000);
  }, 150_000);

  describe("what is there already under names that the operator would use", () => {
    const cluster = { ...CLUSTER, metadata: { name: "foreign", namespace: NAMESPACE } };
    const spec = { members: 3, deletionPolicy: "Delete" };
    const named = (name: string) => ({ namespace: NAMESPACE, name });
    const stalled = async () =>
      (await client().find(CLUSTERS, cluster.metadata))?.status?.conditions?.find(
        ({ type }) => type === "Stalled",
      );

    it("a Service is left as it is, and so is the record of somebody else", async () => {
      const { apiVersion, kind } = SERVICES;
      const service = { apiVersion, kind, metadata: named("foreign-primary") };
      const selector = { app: "theirs" };
      const made = await client().create(SERVICES, NAMESPACE, {
        ...service,
        spec: { selector, ports: [{ port: 80 }] },
      });
      await client().create(CLUSTERS, NAMESPACE, { ...cluster, spec });
      await vi.waitFor(
        async () => expect(await stalled()).toMatchObject({ reason: "ObjectRefused" }),
        20_000,
      );
      await vi.waitFor(async () => expect(await find(STATEFUL_SETS, "foreign")).toBeDefined(), 20_000);
      expect(await find(SERVICES, "foreign-secondaries")).toBeDefined();
      expect(await find(SERVICES, "foreign-primary")).toMatchObject({
        metadata: { resourceVersion: made.metadata.resourceVersion },
        spec: { selector },
      });
    }, 40_000);

    it("a Secret that does not do is left as it is, also when everything of the cluster is deleted", async () => {
      const tls = secretNames(cluster).certificate;
      await client().remove(SECRETS, named(tls));
      const { apiVersion, kind } = SECRETS;
      const made = await client().create(SECRETS, NAMESPACE, {
        apiVersion,
        kind,
        metadata: named(tls),
        data: { "tls.crt": Buffer.from("theirs").toString("base64") },
      });
      await vi.waitFor(async () => expect(await stalled()).toMatchObject({ reason: "NameTaken" }), {
        timeout: 90_000,
        interval: 500,
      });
      await client().remove(CLUSTERS, cluster.metadata);
      // No controller runs that would end the StatefulSet's foreground deletion.
      await vi.waitFor(
        async () => {
          const set = await client().find(STATEFUL_SETS, cluster.metadata);
          if (set === undefined) return;
          expect(set.metadata.deletionTimestamp).toBeDefined();
          await client().patch(STATEFUL_SETS, cluster.metadata, { metadata: { finalizers: [] } });
        },
        { timeout: 20_000, interval: 300 },
      );
      await vi.waitFor(async () => expect(await find(SECRETS, "foreign-accounts")).toBeUndefined(), 20_000);
      await vi.waitFor(
        async () => expect(await client().find(CLUSTERS, cluster.metadata)).toBeUndefined(),
        20_000,
      );
      expect(await find(SECRETS, tls)).toMatchObject({
        metadata: { resourceVersion: made.metadata.resourceVersion },
      });
    }, 150_000);
  });

  it("logs no secret", async () => {
    const secrets = await Promise.all(Object.values(secretNames(CLUSTER)).map((name) => find(SECRETS, name)));
    const values = secrets.flatMap((secret) => Object.values(secret?.data ?? {}));
    const log = messages.join("\n");
    expect(values.length).toBeGreaterThan(5);
    for (const value of values) {
      expect(log).not.toContain(value);
      expect(log).not.toContain(Buffer.from(value, "base64").toString("utf8"));
    }
  });
});

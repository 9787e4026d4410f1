import { API_VERSION, CLUSTER_KIND, customResourceDefinitions } from "@grampus/api";
import { type ApiServer, apiServerIsMissing, startApiServer } from "@grampus/apiserver-testing";
import { OPERATOR_NAME, OPERATOR_NAMESPACE, operatorAccess, restrictedNamespace } from "@grampus/resources";
import { KubeConfig } from "@kubernetes/client-node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readConfiguration } from "./configuration.ts";
import { kubeClient } from "./kube/client.ts";
import { connectKube, type KubeConnection } from "./kube/connection.ts";
import { CLUSTERS, SECRETS, STATEFUL_SETS } from "./kube/kinds.ts";
import { createMetrics } from "./metrics.ts";
import { connectMember } from "./mysql/member-connection.ts";
import { createOperator, type Operator } from "./operator.ts";

const OWN = "mysql-own";
const OTHER = "mysql-other";

function cluster(namespace: string) {
  const metadata = { name: "orders", namespace };
  return { apiVersion: API_VERSION, kind: CLUSTER_KIND, metadata, spec: { members: 3 } } as const;
}

describe.skipIf(apiServerIsMissing())("an operator that may look after one namespace", () => {
  const stop = new AbortController();
  const troubles: string[] = [];
  let server: ApiServer;
  let admin: KubeConnection;
  let restricted: KubeConnection;
  let operator: Operator;

  function connectionAs(user?: string): KubeConnection {
    const config = new KubeConfig();
    config.loadFromFile(server.kubeconfig);
    const current = config.getCurrentUser();
    if (user !== undefined && current !== null) config.users = [{ ...current, impersonateUser: user }];
    return connectKube(config);
  }

  beforeAll(async () => {
    server = await startApiServer();
    await server.applyDefinitions(Object.values(customResourceDefinitions));
    for (const name of [OPERATOR_NAMESPACE, OWN, OTHER]) await server.apply(restrictedNamespace(name));
    for (const object of operatorAccess(OWN)) expect((await server.apply(object)).status).toBeLessThan(300);
    admin = connectionAs();
    restricted = connectionAs(`system:serviceaccount:${OPERATOR_NAMESPACE}:${OPERATOR_NAME}`);
    operator = createOperator({
      connection: restricted,
      connectMember,
      configuration: readConfiguration({ GRAMPUS_NAMESPACE: OWN }),
      log: (level, message) => level === "warn" && troubles.push(message),
      metrics: createMetrics(),
      signal: stop.signal,
    });
    await vi.waitFor(() => expect(operator.synced()).toBe(true), 10_000);
    operator.start();
  }, 60_000);
  afterAll(async () => {
    await operator.stop();
    stop.abort();
    admin.close();
    restricted.close();
    await server.stop();
  });

  const find = (namespace: string) =>
    kubeClient(admin, "test").find(STATEFUL_SETS, { namespace, name: "orders" });

  it("makes the objects of a cluster there, and is refused nothing on the way", async () => {
    await kubeClient(admin, "test").create(CLUSTERS, OWN, cluster(OWN));
    await vi.waitFor(async () => expect(await find(OWN)).toBeDefined(), 20_000);
    const stored = await kubeClient(admin, "test").find(CLUSTERS, cluster(OWN).metadata);
    expect(stored?.status?.observedGeneration).toBe(1);
    expect(troubles).toEqual([]);
  }, 30_000);

  it("leaves clusters of other namespaces alone, whose Secrets it may not even read", async () => {
    await kubeClient(admin, "test").create(CLUSTERS, OTHER, cluster(OTHER));
    const secret = { namespace: OTHER, name: "orders-root-password" };
    await expect(kubeClient(restricted, "test").find(SECRETS, secret)).rejects.toMatchObject({
      code: "kube-refused",
      message: expect.stringContaining('cannot get resource "secrets"'),
    });
    await kubeClient(admin, "test").patch(CLUSTERS, cluster(OWN).metadata, { spec: { members: 5 } });
    await vi.waitFor(async () => {
      const stored = await kubeClient(admin, "test").find(CLUSTERS, cluster(OWN).metadata);
      expect(stored?.status?.observedGeneration).toBe(2);
    }, 20_000);
    expect(await find(OTHER)).toBeUndefined();
  }, 40_000);
});

import { API_VERSION, CLUSTER_KIND, CLUSTER_LABEL, ROLE_LABEL } from "@grampus/api";
import { type ApiServer, apiServerIsMissing, startApiServer } from "@grampus/apiserver-testing";
import { FORMER_PRIMARY_ANNOTATION, type KubernetesStep, type Precondition } from "@grampus/planner";
import { objectLabels, selectorLabels } from "@grampus/resources";
import { KubeConfig } from "@kubernetes/client-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kubeClient } from "../kube/client.ts";
import { connectKube, type KubeConnection } from "../kube/connection.ts";
import { PODS, type Pod, SERVICES } from "../kube/kinds.ts";
import { identityObject } from "../observe/identity-record.ts";
import { withStrayPods } from "../observe/live-objects.ts";
import { observedPod } from "../observe/observed-objects.ts";
import { performKubernetesStep } from "./kubernetes-step.ts";

const NAMESPACE = "default";
const NOW = Date.parse("2026-01-01T00:00:00Z");
const CLUSTER = {
  apiVersion: API_VERSION,
  kind: CLUSTER_KIND,
  metadata: { name: "orders", namespace: NAMESPACE },
} as const;

describe.skipIf(apiServerIsMissing())("on a real API server", () => {
  let server: ApiServer;
  let connection: KubeConnection;

  beforeAll(async () => {
    server = await startApiServer();
    const config = new KubeConfig();
    config.loadFromFile(server.kubeconfig);
    connection = connectKube(config);
    // No controller runs that would make it.
    const kind = { apiVersion: "v1", kind: "ServiceAccount" };
    await client().create({ ...kind, plural: "serviceaccounts", namespaced: true }, NAMESPACE, {
      ...kind,
      metadata: { name: "default" },
    });
  });
  afterAll(async () => {
    connection.close();
    await server.stop();
  });

  const client = () => kubeClient(connection, "grampus");
  async function podNow(name: string): Promise<Pod> {
    const pod = await podNamed(name);
    if (pod === undefined) throw new Error(`there is no pod ${name}`);
    return pod;
  }
  const podNamed = (name: string) => client().find(PODS, { namespace: NAMESPACE, name });

  async function createPod(name: string, role?: string): Promise<Pod> {
    return client().create(PODS, NAMESPACE, {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name, ...(role === undefined ? {} : { labels: { [ROLE_LABEL]: role } }) },
      spec: { automountServiceAccountToken: false, containers: [{ name: "mysql", image: "mysql" }] },
    });
  }
  function label(pod: Pod, from: string | undefined, role?: "secondary"): Promise<void> {
    const { name, uid = "", resourceVersion = "" } = pod.metadata;
    const step: KubernetesStep = {
      kind: "label-pod",
      target: { name, uid, resourceVersion },
      from,
      role: role ?? "primary",
      cutConnections: false,
      because: "the test says so",
    };
    return performKubernetesStep(step, { client: client(), cluster: CLUSTER, now: () => NOW });
  }
  /** What kubelet does all the time. */
  const touch = (name: string) =>
    client().patch(
      PODS,
      { namespace: NAMESPACE, name },
      { metadata: { annotations: { touched: String(performance.now()) } } },
    );
  const roleOf = async (name: string) => (await podNamed(name))?.metadata.labels?.[ROLE_LABEL];

  it("a port of a Service that somebody changed is changed back", async () => {
    const object = {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "orders-primary", labels: { [CLUSTER_LABEL]: "orders" } },
      spec: { selector: { app: "orders" }, ports: [{ name: "mysql", port: 3306, targetPort: "mysql" }] },
    } as const;
    const apply = (existing?: Precondition) => {
      const step = {
        kind: "apply",
        object,
        existing,
        because: "the test says so",
      } as unknown as KubernetesStep;
      return performKubernetesStep(step, { client: client(), cluster: CLUSTER, now: Date.now });
    };
    const name = { namespace: NAMESPACE, name: "orders-primary" };
    await apply();
    const kubectl = kubeClient(connection, "kubectl-patch");
    const ports = [{ name: "mysql", port: 3377, targetPort: "mysql" }];
    const { metadata } = await kubectl.patch(SERVICES, name, { spec: { ports } });
    const { uid = "", resourceVersion = "" } = metadata;
    await apply({ name: name.name, uid, resourceVersion });
    const found = await client().find(SERVICES, name);
    expect(found).toMatchObject({ spec: { ports: [{ name: "mysql", port: 3306 }] } });
    await expect(apply({ name: name.name, uid, resourceVersion })).rejects.toMatchObject({
      code: "kube-conflict",
    });
  });

  it("a pod of a member that lost the cluster's label is found by its name and its volume, and gets it back", async () => {
    const volumes = [{ name: "data", persistentVolumeClaim: { claimName: "data-orders-7" } }];
    const labels = { "app.kubernetes.io/component": "member", [ROLE_LABEL]: "primary" };
    const containers = [{ name: "mysql", image: "mysql" }];
    const pod = { apiVersion: "v1", kind: "Pod", spec: { automountServiceAccountToken: false, containers } };
    for (const [name, spec] of [
      ["orders-7", { ...pod.spec, volumes }],
      ["orders-8", pod.spec],
    ] as const)
      await client().create(PODS, NAMESPACE, { ...pod, metadata: { name, labels }, spec });
    const record = {
      groupName: "g",
      initialised: true,
      members: ["orders-7", "orders-8"],
      abandonedClaims: {},
    };
    const objects = {
      cluster: CLUSTER,
      statefulSets: [],
      pods: [],
      claims: [],
      services: [],
      configMaps: [{ metadata: { name: "orders-identity" }, data: identityObject(CLUSTER, record).data }],
      disruptionBudgets: [],
      nodes: [],
    };
    const { pods } = await withStrayPods(objects, client());
    expect(pods.map(({ metadata }) => metadata.name)).toEqual(["orders-7"]);
    const [stray] = pods.map((one) => observedPod(one, "orders"));
    if (stray === undefined) throw new Error("there is no pod");
    expect(stray.selected).toBe(false);
    const labelled = { ...objectLabels("orders"), ...selectorLabels("orders") };
    const step = {
      kind: "relabel-pod",
      target: stray,
      labels: labelled,
      because: "the test says so",
    } as const;
    await performKubernetesStep(step, { client: client(), cluster: CLUSTER, now: Date.now });
    expect((await podNamed("orders-7"))?.metadata.labels).toEqual({ ...labelled, [ROLE_LABEL]: "primary" });
    expect((await withStrayPods(objects, client())).pods).toEqual([]);
  });

  it("the label of a role is set on a pod that changed otherwise since it was observed", async () => {
    const pod = await createPod("orders-0");
    await touch("orders-0");
    await label(pod, undefined);
    expect(await roleOf("orders-0")).toBe("primary");
  });

  it("the label of the primary leaves a note when it goes, and takes it along when it comes back", async () => {
    const noteOf = async () =>
      (await podNamed("orders-9"))?.metadata.annotations?.[FORMER_PRIMARY_ANNOTATION];
    const labelled = await createPod("orders-9", "primary");
    await label(labelled, "primary", "secondary");
    expect(await noteOf()).toBe("2026-01-01T00:00:00.000Z");
    await label(await podNow("orders-9"), "secondary");
    expect(await noteOf()).toBeUndefined();
  });

  it("the label of a role is not set on a pod that has another one by now", async () => {
    const pod = await createPod("orders-1");
    const labels = { [ROLE_LABEL]: "secondary" };
    await client().patch(PODS, { namespace: NAMESPACE, name: "orders-1" }, { metadata: { labels } });
    await expect(label(pod, undefined)).rejects.toMatchObject({ code: "kube-conflict" });
    expect(await roleOf("orders-1")).toBe("secondary");
  });

  it("the label of a role is not set on another pod of the same name", async () => {
    const pod = await createPod("orders-2", "secondary");
    await client().remove(PODS, { namespace: NAMESPACE, name: "orders-2" }, { graceSeconds: 0 });
    await createPod("orders-2", "secondary");
    await expect(label(pod, "secondary")).rejects.toMatchObject({ code: "kube-conflict" });
    expect(await roleOf("orders-2")).toBe("secondary");
  });
});

import { setTimeout as delay } from "node:timers/promises";
import { API_VERSION, CLUSTER_KIND, CLUSTER_LABEL } from "@grampus/api";
import { type ApiServer, answerText } from "@grampus/apiserver-testing";

const PER_NAMESPACE = 50;
const AT_ONCE = 8;

/** Name and namespace of one cluster of the crowd. */
export interface CrowdMember {
  readonly namespace: string;
  readonly name: string;
}

interface Condition {
  readonly type: string;
  readonly status: string;
}

interface Listed {
  readonly items: readonly {
    readonly metadata: { readonly name: string; readonly namespace: string; readonly uid: string };
    readonly spec?: { readonly template?: { readonly metadata?: object; readonly spec?: PodSpec } };
    readonly status?: { readonly conditions?: readonly Condition[] };
  }[];
}

interface PodSpec {
  readonly containers: readonly { readonly name: string; readonly image: string }[];
  readonly volumes?: readonly object[];
}

/** Clusters `from` to before `to` of the crowd. */
export function crowd(from: number, to: number): readonly CrowdMember[] {
  return Array.from({ length: to - from }, (_, index) => ({
    namespace: `fleet-${Math.floor((from + index) / PER_NAMESPACE)}`,
    name: `orders-${from + index}`,
  }));
}

async function ask(server: ApiServer, method: string, path: string, body?: object): Promise<unknown> {
  const answer = await server.request(method, path, {
    ...(body === undefined ? {} : { body }),
    ...(method === "PATCH" ? { contentType: "application/merge-patch+json" } : {}),
  });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answerText(answer)}`);
  return answer.body;
}

/** Does the work on all items, some at a time. */
async function forEach<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Makes the Clusters, and the namespaces they are in. */
export async function makeClusters(server: ApiServer, members: readonly CrowdMember[]): Promise<void> {
  await forEach([...new Set(members.map(({ namespace }) => namespace))], async (name) => {
    const answer = await server.request("POST", "/api/v1/namespaces", {
      body: { apiVersion: "v1", kind: "Namespace", metadata: { name } },
    });
    if (answer.status >= 300 && answer.status !== 409) throw new Error(answerText(answer));
    const account = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default" } };
    const accounts = await server.request("POST", `/api/v1/namespaces/${name}/serviceaccounts`, {
      body: account,
    });
    if (accounts.status >= 300 && accounts.status !== 409) throw new Error(answerText(accounts));
  });
  await forEach(members, async (metadata) => {
    await ask(server, "POST", `/apis/${API_VERSION}/namespaces/${metadata.namespace}/clusters`, {
      apiVersion: API_VERSION,
      kind: CLUSTER_KIND,
      metadata,
      spec: { members: 3 },
    });
  });
}

function isListed(value: unknown): value is Listed {
  return typeof value === "object" && value !== null && "items" in value;
}

async function list(server: ApiServer, path: string): Promise<Listed["items"]> {
  const body = await ask(server, "GET", path);
  if (!isListed(body)) throw new Error(`${path} is no list`);
  return body.items;
}

/** Resolves when there are this many StatefulSets; gives the milliseconds it took. */
export async function statefulSets(server: ApiServer, count: number, limit: number): Promise<number> {
  return waitFor(`${count} StatefulSets`, limit, async () => {
    const items = await list(server, "/apis/apps/v1/statefulsets?resourceVersion=0");
    return items.length >= count;
  });
}

/** Resolves when this many clusters are Ready; gives the milliseconds it took. */
export async function readyClusters(server: ApiServer, count: number, limit: number): Promise<number> {
  return waitFor(`${count} clusters that are Ready`, limit, async () => {
    const items = await list(server, `/apis/${API_VERSION}/clusters?resourceVersion=0`);
    const ready = items.filter(({ status }) =>
      status?.conditions?.some(({ type, status: value }) => type === "Ready" && value === "True"),
    );
    return ready.length >= count;
  });
}

async function waitFor(what: string, limit: number, isSo: () => Promise<boolean>): Promise<number> {
  const startedAt = performance.now();
  while (!(await isSo())) {
    if (performance.now() - startedAt > limit) throw new Error(`${what}: not after ${limit} ms`);
    await delay(500);
  }
  return performance.now() - startedAt;
}

function podStatus(spec: PodSpec, address: string) {
  const now = new Date().toISOString();
  const condition = (type: string) => ({ type, status: "True", lastTransitionTime: now });
  return {
    phase: "Running",
    podIP: address,
    podIPs: [{ ip: address }],
    hostIP: "10.0.0.1",
    startTime: now,
    conditions: ["PodScheduled", "Initialized", "ContainersReady", "Ready"].map(condition),
    containerStatuses: spec.containers.map(({ name, image }) => ({
      name,
      image,
      imageID: `docker.io/library/mysql@sha256:${"0".repeat(64)}`,
      containerID: `containerd://${"0".repeat(64)}`,
      ready: true,
      restartCount: 0,
      started: true,
      state: { running: { startedAt: now } },
    })),
  };
}

/**
 * Does what a StatefulSet controller and a kubelet would: makes each member's pod and claim, and says that the pod is
 * Ready.
 */
export async function runPods(server: ApiServer, members: readonly CrowdMember[]): Promise<void> {
  const sets = await list(server, "/apis/apps/v1/statefulsets?resourceVersion=0");
  let address = 0;
  await forEach(members, async ({ namespace, name }) => {
    const set = sets.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace);
    const { metadata, spec } = set?.spec?.template ?? {};
    if (set === undefined || spec === undefined) throw new Error(`${namespace}/${name} has no StatefulSet`);
    for (let ordinal = 0; ordinal < 3; ordinal++) {
      const pod = `${name}-${ordinal}`;
      const claim = `data-${pod}`;
      const claims = `/api/v1/namespaces/${namespace}/persistentvolumeclaims`;
      await ask(server, "POST", claims, {
        apiVersion: "v1",
        kind: "PersistentVolumeClaim",
        metadata: { name: claim, labels: { [CLUSTER_LABEL]: name } },
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Gi" } } },
      });
      await ask(server, "PATCH", `${claims}/${claim}/status`, {
        status: { phase: "Bound", capacity: { storage: "10Gi" }, accessModes: ["ReadWriteOnce"] },
      });
      const pods = `/api/v1/namespaces/${namespace}/pods`;
      await ask(server, "POST", pods, {
        apiVersion: "v1",
        kind: "Pod",
        metadata: {
          ...metadata,
          name: pod,
          ownerReferences: [
            { apiVersion: "apps/v1", kind: "StatefulSet", name, uid: set.metadata.uid, controller: true },
          ],
        },
        spec: {
          ...spec,
          volumes: [...(spec.volumes ?? []), { name: "data", persistentVolumeClaim: { claimName: claim } }],
        },
      });
      address++;
      await ask(server, "PATCH", `${pods}/${pod}/status`, {
        status: podStatus(spec, `10.${address >> 16}.${(address >> 8) & 255}.${address & 255}`),
      });
    }
  });
}

import { setTimeout as delay } from "node:timers/promises";
import { type ApiServer, answerText } from "@grampus/apiserver-testing";
import { E2eFault } from "../../e2e-fault.ts";
import { OPERATOR } from "../../operator-pods.ts";

/** A stub that runs. */
export interface StubOperator {
  /** How many clusters it has called Ready at their present generation. */
  ready(): number;
  /** Rejected with what ended it; never resolved. */
  readonly failed: Promise<never>;
  stop(): Promise<void>;
}

interface Listed {
  readonly metadata: { readonly name: string; readonly generation: number };
  readonly status?: { readonly observedGeneration?: number };
}

const EVERY = 500;

/** What a Deployment of two replicas says once they run: an API server alone starts none. */
const DEPLOYED = {
  replicas: 2,
  readyReplicas: 2,
  updatedReplicas: 2,
  availableReplicas: 2,
  conditions: ["Available", "Progressing"].map((type) => ({
    type,
    status: "True",
    reason: "NewReplicaSetAvailable",
  })),
};

/** What a PodDisruptionBudget of them says; Argo CD waits for it. */
const BUDGET = {
  currentHealthy: 2,
  desiredHealthy: 1,
  disruptionsAllowed: 1,
  expectedPods: 2,
  conditions: [
    {
      type: "DisruptionAllowed",
      status: "True",
      reason: "SufficientPods",
      message: "",
      lastTransitionTime: "2026-01-01T00:00:00Z",
    },
  ],
};

async function sayStatus(server: ApiServer, path: string, status: object): Promise<void> {
  const answer = await server.request("PATCH", `${path}/status`, {
    contentType: "application/merge-patch+json",
    body: { status },
  });
  if (answer.status !== 200)
    throw new E2eFault("setup", `the API server refuses the stub's status of ${path}: ${answerText(answer)}`);
}

/** Says what a controller would say of an object, once for each generation of it. */
async function sayOnce(server: ApiServer, path: string, said: object): Promise<void> {
  const { status, body } = await server.request("GET", path);
  if (status !== 200) return;
  const { metadata, status: known }: Listed = JSON.parse(JSON.stringify(body));
  if (known?.observedGeneration === metadata.generation) return;
  await sayStatus(server, path, { observedGeneration: metadata.generation, ...said });
}

/** What is said of the operator's Deployment and of its PodDisruptionBudget. */
async function sayOperator(server: ApiServer): Promise<void> {
  const { namespace, name } = OPERATOR;
  await sayOnce(server, `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`, DEPLOYED);
  await sayOnce(server, `/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets/${name}`, BUDGET);
}

/** Says Ready of each Cluster of a namespace, and of the operator, at each new generation, and does nothing else. */
export function startStubOperator(server: ApiServer, namespace: string): StubOperator {
  const path = `/apis/mysql.oracle.com/v1alpha1/namespaces/${namespace}/clusters`;
  let stopped = false;
  let ready = 0;
  async function look(): Promise<void> {
    const { status, body } = await server.request("GET", path);
    if (status !== 200) return;
    // The API server's own list.
    const list: { readonly items?: readonly Listed[] } = JSON.parse(JSON.stringify(body));
    const items = list.items ?? [];
    for (const { metadata, status: known } of items) {
      if (known?.observedGeneration === metadata.generation) continue;
      const condition = {
        type: "Ready",
        status: "True",
        reason: "Ready",
        message: "said by a stub",
        lastTransitionTime: `${new Date().toISOString().slice(0, 19)}Z`,
        observedGeneration: metadata.generation,
      };
      await sayStatus(server, `${path}/${metadata.name}`, {
        observedGeneration: metadata.generation,
        conditions: [condition],
      });
    }
    ready = items.length;
  }
  async function run(): Promise<void> {
    while (!stopped) {
      await sayOperator(server);
      await look();
      await delay(EVERY);
    }
  }
  const running = run();
  const failed = running.then(() => new Promise<never>(() => undefined));
  failed.catch(() => undefined);
  return {
    ready: () => ready,
    failed,
    async stop() {
      stopped = true;
      await running.catch(() => undefined);
    },
  };
}

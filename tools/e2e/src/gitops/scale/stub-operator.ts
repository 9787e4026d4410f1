import { setTimeout as delay } from "node:timers/promises";
import type { ApiServer } from "@grampus/apiserver-testing";
import { OPERATOR } from "../../operator-pods.ts";

/** A stub that runs. */
export interface StubOperator {
  stop(): Promise<void>;
}

interface Listed {
  readonly metadata: { readonly name: string; readonly generation: number };
  readonly status?: { readonly observedGeneration?: number };
}

const EVERY = 500;

/** What a Deployment of two replicas says once they run: an API server alone starts none. */
const DEPLOYED = { replicas: 2, readyReplicas: 2, updatedReplicas: 2, availableReplicas: 2 } as const;

async function sayDeployed(server: ApiServer): Promise<void> {
  const path = `/apis/apps/v1/namespaces/${OPERATOR.namespace}/deployments/${OPERATOR.name}`;
  const { status, body } = await server.request("GET", path);
  if (status !== 200) return;
  const { metadata, status: known }: Listed = JSON.parse(JSON.stringify(body));
  if (known?.observedGeneration === metadata.generation) return;
  const conditions = ["Available", "Progressing"].map((type) => ({
    type,
    status: "True",
    reason: "NewReplicaSetAvailable",
  }));
  await server.request("PATCH", `${path}/status`, {
    contentType: "application/merge-patch+json",
    body: { status: { observedGeneration: metadata.generation, ...DEPLOYED, conditions } },
  });
}

/** Says Ready of each Cluster of a namespace, and of the operator, at each new generation, and does nothing else. */
export function startStubOperator(server: ApiServer, namespace: string): StubOperator {
  const path = `/apis/mysql.oracle.com/v1alpha1/namespaces/${namespace}/clusters`;
  let stopped = false;
  async function look(): Promise<void> {
    const { status, body } = await server.request("GET", path);
    if (status !== 200) return;
    // The API server's own list.
    const list: { readonly items?: readonly Listed[] } = JSON.parse(JSON.stringify(body));
    for (const { metadata, status: known } of list.items ?? []) {
      if (known?.observedGeneration === metadata.generation) continue;
      const ready = {
        type: "Ready",
        status: "True",
        reason: "Ready",
        message: "said by a stub",
        lastTransitionTime: new Date().toISOString(),
        observedGeneration: metadata.generation,
      };
      await server.request("PATCH", `${path}/${metadata.name}/status`, {
        contentType: "application/merge-patch+json",
        body: { status: { observedGeneration: metadata.generation, conditions: [ready] } },
      });
    }
  }
  async function run(): Promise<void> {
    while (!stopped) {
      await sayDeployed(server);
      await look();
      await delay(EVERY);
    }
  }
  const running = run();
  return {
    async stop() {
      stopped = true;
      await running;
    },
  };
}

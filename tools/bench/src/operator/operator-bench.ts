import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { customResourceDefinitions } from "@grampus/api";
import { type ApiServer, startApiServer } from "@grampus/apiserver-testing";
import { bundleProgram } from "@grampus/operator/bundle";
import { crowd, makeClusters, readyClusters, runPods, statefulSets } from "./crowd.ts";
import { type OperatorProcess, startOperator, type Usage } from "./operator-process.ts";

/** One part of the life of a fleet. */
export interface Phase {
  readonly name: string;
  readonly clusters: number;
  /** Milliseconds it took, where that is the question. */
  readonly took?: number;
  /** Of a core, during the phase. */
  readonly cores: number;
  /** At its end. */
  readonly usage: Usage;
}

const LIMIT_MS = 600_000;

async function phase(
  name: string,
  clusters: number,
  operator: OperatorProcess,
  work: () => Promise<number | undefined>,
): Promise<Phase> {
  const before = operator.usage();
  const startedAt = performance.now();
  const took = await work();
  const usage = operator.usage();
  const cores = ((usage.processor - before.processor) * 1000) / (performance.now() - startedAt);
  return { name, clusters, ...(took === undefined ? {} : { took }), cores, usage };
}

/** What is measured, and how. */
export interface FleetBench {
  /** For what is bundled. */
  readonly directory: string;
  readonly sizes: readonly number[];
  /** How long a fleet is left alone. */
  readonly quietMs: number;
  /** Node's, for the operator. */
  readonly options: readonly string[];
  readonly tell: (text: string) => void;
}

/**
 * The life of a fleet in one operator, once for each size: clusters are made, wait for pods, become Ready, are left
 * alone, and the operator starts anew.
 */
export async function operatorPhases(bench: FleetBench): Promise<readonly Phase[]> {
  const { directory, tell } = bench;
  const bundle = join(directory, "operator.cjs");
  await bundleProgram(join(import.meta.dirname, "operator-program.ts"), bundle);
  const server = await startApiServer();
  try {
    await server.applyDefinitions(Object.values(customResourceDefinitions));
    const phases: Phase[] = [];
    for await (const one of lifeOf(server, bundle, bench)) {
      const { name, clusters, cores, usage } = one;
      tell(`${name}, ${clusters} clusters: ${Math.round(usage.resident)} MiB, ${cores.toFixed(3)} cores`);
      phases.push(one);
    }
    return phases;
  } finally {
    await server.stop();
  }
}

async function* lifeOf(
  server: ApiServer,
  bundle: string,
  { sizes, quietMs, options }: FleetBench,
): AsyncGenerator<Phase> {
  const quiet = async () => {
    await delay(quietMs);
    return undefined;
  };
  const port = 20_000 + Math.floor(Math.random() * 10_000);
  const start = () => startOperator(bundle, server.kubeconfig, port, options);
  let operator = start();
  try {
    await operator.synced();
    yield await phase("idle", 0, operator, quiet);
    let before = 0;
    for (const size of sizes) {
      const added = crowd(before, size);
      yield await phase("are made", size, operator, async () => {
        const startedAt = performance.now();
        await makeClusters(server, added);
        await statefulSets(server, size, LIMIT_MS);
        return performance.now() - startedAt;
      });
      yield await phase("left alone, waiting for pods", size, operator, quiet);
      yield await phase("become Ready", size, operator, async () => {
        await runPods(server, added);
        return await readyClusters(server, size, LIMIT_MS);
      });
      yield await phase("left alone, Ready", size, operator, quiet);
      await operator.stop();
      operator = start();
      await operator.synced();
      yield await phase("all looked at after a restart", size, operator, () =>
        operator.sawAll(size, LIMIT_MS),
      );
      yield await phase("left alone, Ready", size, operator, quiet);
      before = size;
    }
  } finally {
    await operator.stop();
  }
}

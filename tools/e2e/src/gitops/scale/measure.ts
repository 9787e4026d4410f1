import { loadavg } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { type ApiServer, startApiServer } from "@grampus/apiserver-testing";
import { expectThat } from "../../e2e-fault.ts";
import { kubectl } from "../../kube.ts";
import { eventually } from "../../retry.ts";
import { controllersOf } from "../controllers.ts";
import { type Fleet, makeFleet, type Pushed, REPOSITORY } from "../fleet.ts";
import { hasSynced, type Tool } from "../tool.ts";
import { clusterFile, clusterName, definitions, NAMESPACE } from "./fleet.ts";
import type { Measured } from "./row.ts";
import { startStubOperator } from "./stub-operator.ts";
import { usage } from "./usage.ts";

/** One way to deliver a fleet. */
export interface Variant {
  readonly name: string;
  readonly tool: Tool;
  /** Settings of the delivery, as a definition says them. */
  readonly settings?: string;
  /** Changes what was compiled, before it is committed. */
  readonly change?: (fleet: Fleet) => void;
}

const WITHIN = 1_800_000;
const IDLE_SECONDS = 30;

const secondsSince = (from: number) => Number(((performance.now() - from) / 1000).toFixed(1));
const load = () => Number((loadavg()[0] ?? 0).toFixed(1));

/** `max_connections` of a cluster as Kubernetes has it. */
async function maxConnections(server: ApiServer, cluster: string): Promise<unknown> {
  const path = `/apis/mysql.oracle.com/v1alpha1/namespaces/${NAMESPACE}/clusters/${cluster}`;
  const { body } = await server.request("GET", path);
  const found: { readonly spec?: { readonly variables?: { readonly max_connections?: unknown } } } =
    JSON.parse(JSON.stringify(body));
  return found.spec?.variables?.max_connections;
}

async function measureOn(
  server: ApiServer,
  root: string,
  { name, tool, settings, change }: Variant,
  clusters: number,
  kubectlProgram: string,
  undo: (() => unknown)[],
): Promise<Measured> {
  const kube = kubectl(kubectlProgram, { kubeconfig: server.kubeconfig });
  const controllers = controllersOf(root, server.kubeconfig);
  await controllers.wipe();
  undo.push(() => controllers.wipe());
  await controllers.start(tool.name);
  const fleet = await makeFleet(root, () => tool.announce(kube));
  undo.push(() => fleet.remove());
  const git = await controllers.serve(fleet.served);
  undo.push(() => git.stop());
  const stub = startStubOperator(server, NAMESPACE);
  undo.push(() => stub.stop());
  const used = () => usage(tool.processes.map((process) => controllers.pid(process)));
  const look = async (pushed: Pushed) => {
    const states = await tool.states(kube);
    const waiting = states.filter((state) => !hasSynced(pushed, state));
    expectThat(
      states.length > 0 && waiting.length === 0 && stub.ready() === clusters,
      `${waiting.length} of ${states.length} wait, ${waiting[0]?.name}: ${waiting[0]?.message}`,
    );
    return true;
  };
  const synced = (pushed: Pushed) =>
    Promise.race([
      stub.failed,
      eventually(`${clusters} clusters are synced`, () => look(pushed), { within: WITHIN, every: 1000 }),
    ]);
  const publish = async (message: string) => {
    await fleet.grampus("compile", "--no-types");
    change?.(fleet);
    return fleet.push(message);
  };
  fleet.write(definitions(tool, `${git.url}/${REPOSITORY}`, settings, clusters));
  const first = await publish("the fleet");
  const began = used();
  const bootstrappedAt = performance.now();
  await tool.bootstrap(kube, fleet.root, "dev");
  await synced(first);
  const firstSeconds = secondsSince(bootstrappedAt);
  const afterFirst = used();
  const firstLoad = load();
  await delay(IDLE_SECONDS * 1000);
  const afterIdle = used();
  const changed = clusterName(Math.floor(clusters / 2));
  fleet.edit(clusterFile(changed), "max_connections: 100", "max_connections: 101");
  const beforeChange = used();
  const pushed = await publish("one cluster");
  await eventually(
    "Kubernetes has the change",
    async () => ((await maxConnections(server, changed)) === 101 ? true : undefined),
    { within: WITHIN, every: 100 },
  );
  const changeSeconds = secondsSince(pushed.at);
  await synced(pushed);
  const changeAllSeconds = secondsSince(pushed.at);
  const end = used();
  return {
    variant: name,
    clusters,
    date: new Date().toISOString().slice(0, 10),
    firstSeconds,
    firstCpuSeconds: Math.round(afterFirst.cpuSeconds - began.cpuSeconds),
    firstLoad,
    changeSeconds,
    changeAllSeconds,
    changeCpuSeconds: Math.round(end.cpuSeconds - beforeChange.cpuSeconds),
    changeLoad: load(),
    idlePercent: Math.round(((afterIdle.cpuSeconds - afterFirst.cpuSeconds) / IDLE_SECONDS) * 100),
    peakMiB: end.peakMiB,
  };
}

/** Delivers a fleet to an API server that has nothing else, and changes one cluster of it. */
export async function measure(
  root: string,
  variant: Variant,
  clusters: number,
  kubectlProgram: string,
): Promise<Measured> {
  const server = await startApiServer();
  const undo: (() => unknown)[] = [() => server.stop()];
  try {
    return await measureOn(server, root, variant, clusters, kubectlProgram, undo);
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

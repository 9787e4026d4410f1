import { setTimeout as delay } from "node:timers/promises";
import { startApiServer } from "@grampus/apiserver-testing";
import { expectThat } from "../../e2e-fault.ts";
import { kubectl } from "../../kube.ts";
import { eventually } from "../../retry.ts";
import { controllersOf } from "../controllers.ts";
import { type Fleet, makeFleet, type Pushed, REPOSITORY } from "../fleet.ts";
import type { Measured } from "../scale-row.ts";
import { hasSynced, type Tool } from "../tool.ts";
import { startStubOperator } from "./stub-operator.ts";
import { usage } from "./usage.ts";

/** One way to deliver a fleet. */
export interface Variant {
  readonly name: string;
  readonly tool: Tool;
  /** Changes what was compiled, before it is committed. */
  readonly change?: (fleet: Fleet) => void;
}

const NAMESPACE = "mysql-dev";
const WITHIN = 900_000;
const IDLE_SECONDS = 30;

const clusterName = (index: number) => `c${String(index).padStart(4, "0")}`;
const clusterFile = (name: string) => `clusters/${name}/cluster.ts`;

function definitions(tool: Tool, repository: string, clusters: number): Readonly<Record<string, string>> {
  const names = Array.from({ length: clusters }, (_, index) => clusterName(index));
  const cluster = (name: string) =>
    `import { defineCluster } from "@grampus/dsl";\n\nexport default defineCluster({ name: "${name}", members: 1, storage: { size: "1Gi" }, variables: { max_connections: 100 } });\n`;
  const imports = names.map((name) => `import ${name} from "../../clusters/${name}/cluster.ts";`).join("\n");
  const environment = `import { ${tool.name}, defineEnvironment, kubernetes } from "@grampus/dsl";
${imports}

export default defineEnvironment({
  name: "dev",
  namespace: "${NAMESPACE}",
  platform: kubernetes(),
  delivery: ${tool.delivery(repository)},
  clusters: { ${names.join(", ")} },
});
`;
  return {
    ...Object.fromEntries(names.map((name) => [clusterFile(name), cluster(name)])),
    "environments/dev/environment.ts": environment,
  };
}

const secondsSince = (from: number) => Number(((performance.now() - from) / 1000).toFixed(1));

/** Delivers a fleet to an API server that has nothing else, and changes one cluster of it. */
export async function measure(
  root: string,
  { name, tool, change }: Variant,
  clusters: number,
  kubectlProgram: string,
): Promise<Measured> {
  const server = await startApiServer();
  const kube = kubectl(kubectlProgram, { kubeconfig: server.kubeconfig });
  const controllers = controllersOf(root, server.kubeconfig);
  await controllers.wipe();
  await controllers.start(tool.name);
  const fleet = await makeFleet(root, () => tool.announce(kube));
  const git = await controllers.serve(fleet.served);
  const stub = startStubOperator(server, NAMESPACE);
  const used = () => usage(tool.processes.map((process) => controllers.pid(process)));
  const synced = (pushed: Pushed) =>
    eventually(
      `${clusters} clusters are synced`,
      async () => {
        const states = await tool.states(kube);
        const waiting = states.filter((state) => !hasSynced(pushed, state));
        expectThat(
          states.length > clusters && waiting.length === 0,
          `${waiting.length} of ${states.length} wait, ${waiting[0]?.name}: ${waiting[0]?.message}`,
        );
        return true;
      },
      { within: WITHIN, every: 500 },
    );
  const publish = async (message: string) => {
    await fleet.grampus("compile", "--no-types");
    change?.(fleet);
    return fleet.push(message);
  };
  try {
    fleet.write(definitions(tool, `${git.url}/${REPOSITORY}`, clusters));
    const first = await publish("the fleet");
    const began = used();
    const bootstrappedAt = performance.now();
    await tool.bootstrap(kube, fleet.root, "dev");
    await synced(first);
    const firstSeconds = secondsSince(bootstrappedAt);
    const afterFirst = used();
    await delay(IDLE_SECONDS * 1000);
    const afterIdle = used();
    const changed = clusterName(Math.floor(clusters / 2));
    fleet.edit(clusterFile(changed), "max_connections: 100", "max_connections: 101");
    const pushed = await publish("one cluster");
    const show = [
      "get",
      "clusters.mysql.oracle.com",
      changed,
      "-n",
      NAMESPACE,
      "-o",
      "jsonpath={.spec.variables.max_connections}",
    ];
    await eventually(
      "Kubernetes has the change",
      async () => ((await kube.run(...show)) === "101" ? true : undefined),
      { within: WITHIN, every: 200 },
    );
    const changeSeconds = secondsSince(pushed.at);
    await synced(pushed);
    const changeAllSeconds = secondsSince(pushed.at);
    const end = used();
    return {
      variant: name,
      clusters,
      firstSeconds,
      firstCpuSeconds: Math.round(afterFirst.cpuSeconds - began.cpuSeconds),
      changeSeconds,
      changeAllSeconds,
      changeCpuSeconds: Math.round(end.cpuSeconds - afterIdle.cpuSeconds),
      idlePercent: Math.round(((afterIdle.cpuSeconds - afterFirst.cpuSeconds) / IDLE_SECONDS) * 100),
      peakMiB: end.peakMiB,
    };
  } finally {
    await stub.stop();
    await git.stop();
    await controllers.wipe();
    await server.stop();
    fleet.remove();
  }
}

import { ROLE_LABEL } from "@grampus/api";
import { E2eFault, expectThat } from "../e2e-fault.ts";
import { eventually } from "../retry.ts";
import {
  DEV_ORDERS,
  expectSameProcesses,
  type Proof,
  processes,
  type Step,
  type StepResult,
  serves,
} from "./proof.ts";

/** Something that a person changes in the cluster, past Git. */
interface Drift {
  readonly kind: string;
  readonly name: string;
  readonly subresource?: string;
  /** Where what is changed is in the object. */
  readonly path: readonly string[];
  readonly value: number | string;
}

const DRIFTS: readonly (Drift & { readonly what: string; readonly by: "the tool" | "the operator" })[] = [
  {
    what: "spec",
    by: "the tool",
    kind: "clusters.mysql.oracle.com",
    name: "orders",
    path: ["spec", "variables", "max_connections"],
    value: 55,
  },
  {
    what: "status",
    by: "the operator",
    kind: "clusters.mysql.oracle.com",
    name: "orders",
    subresource: "status",
    path: ["status", "readyReplicas"],
    value: 77,
  },
  {
    what: "Service",
    by: "the operator",
    kind: "service",
    name: "orders-primary",
    path: ["spec", "selector", ROLE_LABEL],
    value: "nobody",
  },
  {
    what: "StatefulSet",
    by: "the operator",
    kind: "statefulset",
    name: "orders",
    path: ["spec", "replicas"],
    value: 4,
  },
];

function valueAt(object: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    object,
  );
}

/** Changes it by hand and waits until it is as before. Gives the milliseconds. */
async function heal(proof: Proof, drift: Drift, ask: () => Promise<void>): Promise<number> {
  const { kube } = proof.stage;
  const place = [drift.kind, drift.name, "-n", proof.cluster.namespace];
  const read = async () => valueAt(JSON.parse(await kube.run("get", ...place, "-o", "json")), drift.path);
  const before = await read();
  if (before === undefined || before === drift.value) {
    throw new E2eFault("setup", `${drift.kind} has ${before} at ${drift.path.join(".")}`);
  }
  const patch = JSON.stringify([
    {
      op: "replace",
      path: `/${drift.path.map((key) => key.replaceAll("/", "~1")).join("/")}`,
      value: drift.value,
    },
  ]);
  const part = drift.subresource === undefined ? [] : ["--subresource", drift.subresource];
  const changedAt = performance.now();
  await kube.run("patch", ...place, ...part, "--type=json", "-p", patch);
  await ask();
  return eventually(
    `${drift.kind} ${drift.path.join(".")} is ${before} again`,
    async () => {
      const value = await read();
      expectThat(JSON.stringify(value) === JSON.stringify(before), `it is ${value}`);
      return Math.round(performance.now() - changedAt);
    },
    { within: 120_000, every: 100 },
  );
}

function stepFor({ what, by, ...drift }: (typeof DRIFTS)[number]): Step {
  const run = async (proof: Proof): Promise<StepResult> => {
    const { tool, stage, cluster } = proof;
    const before = await processes(cluster);
    // Argo CD watches what it applied; Flux looks at its interval, or when it is asked.
    const asked = tool.name === "flux" && by === "the tool";
    const healed = await heal(proof, drift, () =>
      asked ? tool.refresh(stage.kube, DEV_ORDERS) : Promise.resolve(),
    );
    await serves(proof);
    await expectSameProcesses(cluster, before);
    return {
      figures: { healed, by: by === "the operator" ? "operator" : asked ? "flux, asked" : tool.name },
    };
  };
  const name = `drift of the ${what} is healed by ${by}`;
  return by === "the tool" ? { name, inCore: true, run } : { name, run };
}

/** What is changed by hand becomes again what Git and the operator say. */
export const DRIFT: readonly Step[] = DRIFTS.map(stepFor);

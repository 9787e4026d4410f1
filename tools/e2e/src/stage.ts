import { outputOf } from "./command.ts";
import { type Kube, kubectl } from "./kube.ts";
import { OPERATOR } from "./operator-pods.ts";
import { findRig } from "./rig.ts";
import type { Stage } from "./scenario.ts";

/** Where scenarios are to run. */
export interface StageOptions {
  readonly root: string;
  /** A kubeconfig context; the rig when absent. */
  readonly context: string | undefined;
  /** Leaves the operator that is deployed. */
  readonly keep: boolean;
  readonly core: boolean;
  /** Leaves the cluster as it is: whoever runs there empties it first. */
  readonly bare: boolean;
  readonly say: (text: string) => void;
}

async function waitForOperator(kube: Kube): Promise<void> {
  const rollout = ["rollout", "status", `deployment/${OPERATOR.name}`, "--timeout=120s"];
  await kube.run("-n", OPERATOR.namespace, ...rollout);
}

/** Starts the rig, or takes the named cluster, and deploys the operator there. */
export async function setStage({ root, context, keep, core, bare, say }: StageOptions): Promise<Stage> {
  const rig = context === undefined ? findRig(root, process.env) : undefined;
  if (!bare) await rig?.up(3);
  if (!bare && rig !== undefined) say("the rig is up");
  const kube =
    rig === undefined
      ? kubectl("kubectl", { context: context ?? "" })
      : kubectl(rig.kubectl, { kubeconfig: rig.kubeconfig });
  const stage = { root, kube, core, say, ...(rig === undefined ? {} : { rig }) };
  if (bare) return stage;
  if (!keep) {
    const target = context === undefined ? [] : ["--", "--context", context];
    await outputOf("npm", ["run", "-s", "deploy:dev", ...target], { cwd: root, timeout: 600_000 });
  }
  await waitForOperator(kube);
  say("the operator is deployed");
  return stage;
}

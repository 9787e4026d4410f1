import { runningContainer } from "./container.ts";
import type { Kube, PrintedObject } from "./kube.ts";
import type { Rig } from "./rig.ts";
import type { TestedCluster } from "./tested-cluster.ts";

/** Sends a signal to a member's mysqld, inside its container. */
export async function signalMysqld(
  kube: Kube,
  { namespace }: TestedCluster,
  member: string,
  signal: "KILL" | "STOP" | "CONT",
): Promise<void> {
  const command = `kill -${signal} "$(cat /run/mysqld/mysqld.pid)"`;
  await kube.run("exec", member, "-n", namespace, "-c", "mysql", "--", "bash", "-c", command);
}

/** kill -9 of a member's mysqld. */
export function killMysqld(kube: Kube, cluster: TestedCluster, member: string): Promise<void> {
  return signalMysqld(kube, cluster, member, "KILL");
}

/** Deletes a member's pod without waiting for it to end. */
export async function killPod(kube: Kube, { namespace }: TestedCluster, member: string): Promise<void> {
  await kube.run("delete", "pod", member, "-n", namespace, "--grace-period=0", "--force", "--wait=false");
}

/** kill -9 of a pod's first process in its node: it hears no SIGTERM first. Whether there was one to kill. */
export async function killFirstProcess(rig: Rig, pod: PrintedObject): Promise<boolean> {
  const container = await runningContainer(rig, pod);
  if (container === undefined) return false;
  await rig.exec(container.node, "kill", "-KILL", container.pid);
  return true;
}

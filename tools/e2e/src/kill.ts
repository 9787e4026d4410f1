import type { Kube } from "./kube.ts";
import type { TestedCluster } from "./tested-cluster.ts";

const KILL_MYSQLD = 'kill -9 "$(cat /run/mysqld/mysqld.pid)"';

/** kill -9 of a member's mysqld, inside its container. */
export async function killMysqld(kube: Kube, { namespace }: TestedCluster, member: string): Promise<void> {
  await kube.run("exec", member, "-n", namespace, "-c", "mysql", "--", "bash", "-c", KILL_MYSQLD);
}

/** Deletes a member's pod without waiting for it to end. */
export async function killPod(kube: Kube, { namespace }: TestedCluster, member: string): Promise<void> {
  await kube.run("delete", "pod", member, "-n", namespace, "--grace-period=0", "--force", "--wait=false");
}

import type { PrintedObject } from "./kube.ts";
import type { Rig } from "./rig.ts";

/** Where a pod's first container runs, and its first process as the node counts. */
export interface RunningContainer {
  readonly node: string;
  readonly pid: string;
}

/** The first container of a pod, if it runs. */
export async function runningContainer(rig: Rig, pod: PrintedObject): Promise<RunningContainer | undefined> {
  const id = pod.status?.containerStatuses?.[0]?.containerID?.replace("containerd://", "");
  const node = pod.spec?.nodeName;
  if (id === undefined || node === undefined) return undefined;
  const tasks = await rig.exec(node, "ctr", "-n", "k8s.io", "tasks", "ls");
  const [, pid] =
    tasks
      .split("\n")
      .map((line) => line.trim().split(/\s+/))
      .find(([task, , state]) => task === id && state === "RUNNING") ?? [];
  return pid === undefined ? undefined : { node, pid };
}

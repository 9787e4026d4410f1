import { E2eFault } from "./e2e-fault.ts";
import type { Kube } from "./kube.ts";
import { leader, OPERATOR } from "./operator-pods.ts";

/** Resident memory of the operator that works, in MiB, as its metrics have it. */
export async function operatorMemory(kube: Kube): Promise<number> {
  const pod = await leader(kube);
  const path = `/api/v1/namespaces/${OPERATOR.namespace}/pods/${pod.metadata.name}:8080/proxy/metrics`;
  const metrics = await kube.run("get", "--raw", path);
  const bytes = /^process_resident_memory_bytes (\S+)$/m.exec(metrics)?.[1];
  if (bytes === undefined) throw new E2eFault("finding", "the operator's metrics lack its resident memory");
  return Math.round(Number(bytes) / 1024 / 1024);
}

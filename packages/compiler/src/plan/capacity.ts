import { type Cluster, parseQuantity, type Quantity, wantedMembers } from "@grampus/api";

/** What all members of a cluster ask Kubernetes for. */
export interface Capacity {
  /** Bytes of their volumes. */
  readonly disk: number;
  /** Bytes of memory that mysqld requests. */
  readonly memory: number;
  /** Thousandths of a processor that mysqld requests. */
  readonly cpu: number;
}

export const NO_CAPACITY: Capacity = { disk: 0, memory: 0, cpu: 0 };

const BILLION = 1_000_000_000n;
const MILLION = 1_000_000n;

function amount(quantity: Quantity | undefined, unit: bigint): number {
  return Number((parseQuantity(String(quantity ?? "0")) ?? 0n) / unit);
}

/** What a cluster asks for: a limit without a request is the request, as Kubernetes has it. */
export function capacityOf({ spec = {} }: Cluster): Capacity {
  const members = wantedMembers(spec);
  const { requests, limits } = spec.resources?.server ?? {};
  const storage = spec.volumeClaimTemplate?.spec?.resources?.requests?.storage;
  return {
    disk: members * amount(storage, BILLION),
    memory: members * amount(requests?.memory ?? limits?.memory, BILLION),
    cpu: members * amount(requests?.cpu ?? limits?.cpu, MILLION),
  };
}

/** What several clusters ask for together. */
export function capacitySum(capacities: readonly Capacity[]): Capacity {
  return capacities.reduce(
    (sum, { disk, memory, cpu }) => ({
      disk: sum.disk + disk,
      memory: sum.memory + memory,
      cpu: sum.cpu + cpu,
    }),
    NO_CAPACITY,
  );
}

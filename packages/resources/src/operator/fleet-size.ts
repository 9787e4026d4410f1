import { compareQuantities, type Quantity, type ResourceRequirements } from "@grampus/api";

/**
 * What the operator needs for fleets of up to so many clusters of three members; the figures behind it are in
 * docs/results/fleet.md. The steps are far apart, so that a fleet seldom crosses one: that restarts the operator, and no
 * member.
 */
const STEPS = [
  { clusters: 100, cpu: "50m", memory: "128Mi", limit: "512Mi" },
  { clusters: 300, cpu: "100m", memory: "256Mi", limit: "512Mi" },
  { clusters: 1_000, cpu: "300m", memory: "512Mi", limit: "1Gi" },
  { clusters: 3_000, cpu: "1", memory: "1536Mi", limit: "3Gi" },
] as const;

const [LEAST] = STEPS;
const LARGEST = { cpu: "3", memory: "4Gi", limit: "8Gi" } as const;

/** What is requested: no more than the limit that is given, but not less than an operator without clusters needs. */
function within(asked: string, limit: Quantity | undefined, least: string): Quantity {
  if (limit === undefined || compareQuantities(asked, limit) !== 1) return asked;
  return compareQuantities(least, limit) === 1 ? least : limit;
}

/** Processor and memory of an operator that looks after this many clusters: what is given over what it needs. */
export function operatorResources(
  clusters: number,
  { requests, limits }: ResourceRequirements = {},
): ResourceRequirements {
  const { cpu, memory, limit } = STEPS.find((step) => clusters <= step.clusters) ?? LARGEST;
  return {
    requests: {
      cpu: within(cpu, limits?.cpu, LEAST.cpu),
      memory: within(memory, limits?.memory, LEAST.memory),
      ...requests,
    },
    limits: { memory: limit, ...limits },
  };
}

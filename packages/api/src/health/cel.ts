import { API_VERSION, CLUSTER_KIND } from "../group.ts";
import { type Fact, HEALTH_RULES, type Health } from "./rules.ts";

/** An entry of `healthCheckExprs` of Flux's Kustomization: evaluated in the order `inProgress`, `failed`, `current`. */
export interface HealthCheckExpressions {
  readonly apiVersion: string;
  readonly kind: string;
  readonly inProgress: string;
  readonly failed: string;
  readonly current: string;
}

function expression(fact: Fact): string {
  switch (fact.kind) {
    case "deleting":
      return "has(metadata.deletionTimestamp)";
    case "unseen":
      return "status.?observedGeneration.orValue(-1) != metadata.generation";
    case "condition":
      return `status.?conditions.orValue([]).exists(c, c.?type.orValue('') == '${fact.type}' && c.?status.orValue('') == 'True')`;
  }
}

/** True where a rule with this health is the first that holds. */
function firstOf(health: Health): string {
  const earlier: string[] = [];
  const alternatives: string[] = [];
  for (const { fact, health: one } of HEALTH_RULES) {
    const here = expression(fact);
    if (one === health) alternatives.push([...earlier, here].join(" && "));
    else earlier.push(`!(${here})`);
  }
  return alternatives.map((one) => `(${one})`).join(" || ");
}

/** How Flux tells the health of a Cluster. What no rule is about is in progress, as Flux has it too. */
export function clusterHealthExpressions(): HealthCheckExpressions {
  return {
    apiVersion: API_VERSION,
    kind: CLUSTER_KIND,
    inProgress: firstOf("Progressing"),
    failed: firstOf("Degraded"),
    current: firstOf("Healthy"),
  };
}

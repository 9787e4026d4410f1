import { isPlainObject } from "../plain-object.ts";
import { type Fact, HEALTH_RULES, type Health, OTHERWISE } from "./rules.ts";

/** How a Cluster is, and why. */
export interface HealthVerdict {
  readonly health: Health;
  readonly message: string;
}

function member(value: unknown, key: string): unknown {
  return isPlainObject(value) ? value[key] : undefined;
}

function trueCondition(object: unknown, type: string): unknown {
  const conditions = member(member(object, "status"), "conditions");
  return Array.isArray(conditions)
    ? conditions.find((one: unknown) => member(one, "type") === type && member(one, "status") === "True")
    : undefined;
}

function holds(object: unknown, fact: Fact): boolean {
  const metadata = member(object, "metadata");
  switch (fact.kind) {
    case "deleting":
      return member(metadata, "deletionTimestamp") !== undefined;
    case "unseen":
      return member(member(object, "status"), "observedGeneration") !== member(metadata, "generation");
    case "condition":
      return trueCondition(object, fact.type) !== undefined;
  }
}

/** The health of a Cluster as the API server has it: what Argo CD and Flux say of it too. */
export function healthOf(object: unknown): HealthVerdict {
  const rule = HEALTH_RULES.find(({ fact }) => holds(object, fact));
  if (rule === undefined) return OTHERWISE;
  const { fact, health } = rule;
  const said = fact.kind === "condition" ? member(trueCondition(object, fact.type), "message") : undefined;
  return { health, message: rule.message ?? (typeof said === "string" ? said : "") };
}

import { isPlainObject } from "../plain-object.ts";
import { HEALTH_RULES, type Health, type Premise, type Words } from "./rules.ts";

/** How a Cluster is, and why. */
export interface HealthVerdict {
  readonly health: Health;
  readonly message: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** What the table looks at; what is of another type than it should be is as if it were not there. */
interface Facts {
  readonly metadata: Fields;
  readonly status: Fields;
  readonly conditions: readonly Fields[];
}

function fields(value: unknown): Fields {
  return isPlainObject(value) ? value : {};
}

function factsOf(cluster: Fields): Facts {
  const status = fields(cluster.status);
  const conditions = Array.isArray(status.conditions) ? status.conditions.filter(isPlainObject) : [];
  return { metadata: fields(cluster.metadata), status, conditions };
}

function conditionOf({ conditions }: Facts, wanted: string, value?: "True"): Fields | undefined {
  return conditions.find(({ type, status }) => type === wanted && (value === undefined || status === value));
}

function holds(when: Premise, facts: Facts): boolean {
  const { observedGeneration } = facts.status;
  switch (when.kind) {
    case "deleted":
      return typeof facts.metadata.deletionTimestamp === "string";
    case "unseen":
      return typeof observedGeneration !== "number" || observedGeneration === -1;
    case "stale":
      return observedGeneration !== facts.metadata.generation;
    case "condition":
      return conditionOf(facts, when.type, "True") !== undefined;
    case "always":
      return true;
  }
}

function messageOf(words: Words, facts: Facts): string {
  if (words.kind === "text") return words.text;
  const condition = conditionOf(facts, words.type, "True") ?? conditionOf(facts, words.type) ?? {};
  const said = [condition.reason, condition.message].filter(
    (text) => typeof text === "string" && text !== "",
  );
  return said.length === 0 ? words.otherwise : said.join(": ");
}

/** The health of a Cluster as the API server has it, of whatever types: what Argo CD and Flux say of it too. */
export function healthOf(object: unknown): HealthVerdict {
  const facts = factsOf(fields(object));
  const found = HEALTH_RULES.find(({ when }) => holds(when, facts));
  if (found === undefined) throw new TypeError("the last line of the table of health holds always");
  return { health: found.health, message: messageOf(found.words, facts) };
}

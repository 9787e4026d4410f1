import { API_VERSION, CLUSTER_KIND } from "../group.ts";
import {
  FLUX_ORDER,
  FLUX_OUTCOMES,
  type FluxOutcome,
  HEALTH_RULES,
  type HealthRule,
  type Premise,
} from "./rules.ts";

/** An entry of `healthCheckExprs` of a Flux Kustomization. */
export interface HealthCheckExpressions extends Readonly<Record<FluxOutcome, string>> {
  readonly apiVersion: string;
  readonly kind: string;
}

function premise(when: Premise): string {
  switch (when.kind) {
    case "deleted":
      return "type(metadata.?deletionTimestamp.orValue(0)) == string";
    case "unseen":
      return "type(status) != map || !(type(status.?observedGeneration.orValue('')) in [int, double]) || status.?observedGeneration == optional.of(-1)";
    case "stale":
      return "status.?observedGeneration != metadata.?generation";
    case "condition":
      return `status.?conditions.optMap(l, type(l) == list && l.exists(c, type(c) == map && c.?type == optional.of('${when.type}') && c.?status == optional.of('True'))).orValue(false)`;
    case "always":
      return "true";
  }
}

/** The lines before this one that Flux has not asked for yet when it asks for this one. */
function unaskedBefore(position: number, asked: FluxOutcome): readonly HealthRule[] {
  return HEALTH_RULES.slice(0, position).filter(
    ({ health }) => FLUX_ORDER.indexOf(FLUX_OUTCOMES[health]) > FLUX_ORDER.indexOf(asked),
  );
}

/** What is in progress when nothing else is said is Flux's own last line, so it needs no words. */
function expression(outcome: FluxOutcome): string {
  return HEALTH_RULES.flatMap((rule, position) => {
    if (rule.when.kind === "always" || FLUX_OUTCOMES[rule.health] !== outcome) return [];
    const before = unaskedBefore(position, outcome).map(({ when }) => ` && !(${premise(when)})`);
    const own = premise(rule.when);
    return [before.length === 0 ? own : `${own}${before.join("")}`];
  }).join(" || ");
}

/**
 * {@link HEALTH_RULES} as the expressions of a Flux Kustomization. Flux gives an expression the fields of the object as
 * variables, so one without any `status` cannot be asked about: Flux then waits, as it does while this says `inProgress`.
 * The API's default gives every Cluster a status.
 */
export function clusterHealthExpressions(): HealthCheckExpressions {
  return {
    apiVersion: API_VERSION,
    kind: CLUSTER_KIND,
    inProgress: expression("inProgress"),
    failed: expression("failed"),
    current: expression("current"),
  };
}

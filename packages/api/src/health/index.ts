export { applicationHealthLua } from "./application.ts";
export { clusterHealthExpressions, type HealthCheckExpressions } from "./cel.ts";
export { clusterHealthLua } from "./lua.ts";
export { READY_REASONS, type ReadyReason } from "./reasons.ts";
export { FLUX_OUTCOMES, HEALTH_RULES, type Health, type HealthRule } from "./rules.ts";
export { type HealthVerdict, healthOf } from "./verdict.ts";
export { readinessWait } from "./wait.ts";

export { clusterHealthExpressions, type HealthCheckExpressions } from "./cel.ts";
export { applicationHealthLua, clusterHealthLua } from "./lua.ts";
export { HEALTH_RULES, type Health } from "./rules.ts";
export { type HealthVerdict, healthOf } from "./verdict.ts";
export { readinessWait } from "./wait.ts";

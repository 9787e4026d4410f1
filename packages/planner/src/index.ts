export { decide } from "./cluster/decision/decide.ts";
export type { CanaryTarget, Decision } from "./cluster/decision/decision.ts";
export { GIVEN_BY_API_SERVER } from "./cluster/desired/as-applied.ts";
export { readTimeSpan } from "./cluster/desired/template-drift.ts";
export type * from "./cluster/diagnosis/index.ts";
export type * from "./cluster/observation/index.ts";
export { FORGOTTEN_ANNOTATION, FORMER_PRIMARY_ANNOTATION } from "./cluster/observation/pod-notes.ts";
export * from "./cluster/round/index.ts";
export { forbidden } from "./cluster/safety/forbidden.ts";
export { FINALIZER } from "./cluster/tasks/add-finalizer.ts";
export {
  ACCEPTED_VARIABLES_ANNOTATION,
  acceptedVariables,
  observedVariableNames,
} from "./cluster/variables/accepted.ts";
export { isBehind, memberLags } from "./cluster/view/lag.ts";
export * from "./gtid/index.ts";
export { type BootstrapIntent, IDENTITY_VERSION, type Identity } from "./identity/identity.ts";
export type * from "./steps/index.ts";
export { stepRecord, stepSubject } from "./steps/index.ts";

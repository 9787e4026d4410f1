export type { Decision, Look } from "./decision/decision.ts";
export type * from "./diagnosis/index.ts";
export type * from "./observation/index.ts";
export type * from "./steps/index.ts";

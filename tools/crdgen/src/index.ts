export { CrdgenFault, readConfiguration } from "./configuration.ts";
export { type Generated, type Generation, generate, type Outputs } from "./generate.ts";
export type { Source } from "./read-kinds.ts";
export { validatorModule } from "./validator-module.ts";

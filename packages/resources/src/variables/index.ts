export { type VariablePlan, variablePlan } from "./variable-plan.ts";

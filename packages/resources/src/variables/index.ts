export { type VariableEffect, variableEffect } from "./classify.ts";
export { type VariablePlan, variablePlan } from "./variable-plan.ts";

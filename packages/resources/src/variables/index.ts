export { optionName, type VariableEffect, variableEffect, variableName } from "./classify.ts";
export { type VariablePlan, variablePlan } from "./variable-plan.ts";

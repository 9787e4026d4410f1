export { serverVariable, serverVariables } from "./catalogue.ts";
export type { ServerVariableSettings } from "./generated/settings.ts";
export {
  CREATION_VARIABLES,
  isOperatorOwned,
  OPERATOR_OWNED_VARIABLES,
  type OperatorOwnedVariable,
} from "./operator-owned.ts";
export { type Series, SUPPORTED_SERIES, seriesOf } from "./series.ts";
export {
  optionName,
  parseVariableLine,
  type ServerVariable,
  type VariableEffect,
  type VariableType,
  variableLine,
  variableName,
} from "./server-variable.ts";
export { isBareLiteral, settableValue } from "./settable-value.ts";
export {
  type UnsettableVariable,
  unsettableVariable,
  type VariableFault,
  variableFaults,
} from "./variable-faults.ts";

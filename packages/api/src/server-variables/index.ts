export { serverVariable, serverVariables } from "./catalogue.ts";
export type { ServerVariableSettings } from "./generated/settings.ts";
export {
  CREATION_VARIABLES,
  isOperatorOwned,
  OPERATOR_OWNED_VARIABLES,
  type OperatorOwnedVariable,
} from "./operator-owned.ts";
export { optionName, variableName } from "./option-name.ts";
export { type Series, SUPPORTED_SERIES, seriesOf } from "./series.ts";
export {
  parseVariableLine,
  type ServerVariable,
  type VariableEffect,
  type VariableType,
  variableLine,
} from "./server-variable.ts";
export { isBareLiteral, settableValue } from "./settable-value.ts";
export {
  type UnsettableVariable,
  unsettableVariable,
  type VariableFault,
  variableFaults,
} from "./variable-faults.ts";

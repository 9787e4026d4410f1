const OPTION = "default_time_zone";
const VARIABLE = "time_zone";

/** The option that sets the variable when the server starts. */
export function optionName(variable: string): string {
  return variable === VARIABLE ? OPTION : variable;
}

/** The variable that an option sets. */
export function variableName(option: string): string {
  return option === OPTION ? VARIABLE : option;
}

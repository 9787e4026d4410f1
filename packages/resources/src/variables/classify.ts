import { isDynamicVariable } from "@grampus/api";
import { STATIC_VARIABLES, VARIABLES_WITHOUT_OPTION } from "./catalogue.ts";

/** `online`: SET GLOBAL changes it. `restart`: only the option file does. `unknown`: the server would not start. */
export type VariableEffect = "online" | "restart" | "unknown";

const OPTIONS_WITHOUT_VARIABLE: ReadonlySet<string> = new Set(["default_time_zone"]);

/**
 * How a change of a server variable reaches a server of this version. Existence is judged for 9.7 only, whose names
 * were read from a server; for another series a name that 9.7 does not know needs a restart.
 */
export function variableEffect(name: string, version: string): VariableEffect {
  if (VARIABLES_WITHOUT_OPTION.has(name)) return "unknown";
  if (isDynamicVariable(name)) return "online";
  if (STATIC_VARIABLES.has(name) || OPTIONS_WITHOUT_VARIABLE.has(name)) return "restart";
  return /^9\.7(\.|$)/.test(version) ? "unknown" : "restart";
}

/** The option that sets the variable when the server starts. */
export function optionName(variable: string): string {
  return variable === "time_zone" ? "default_time_zone" : variable;
}

/** The variable that an option sets. */
export function variableName(option: string): string {
  return option === "default_time_zone" ? "time_zone" : option;
}

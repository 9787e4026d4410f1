import { DYNAMIC_VARIABLES, STATIC_VARIABLES } from "./catalogue.ts";

/** `online`: SET GLOBAL changes it. `restart`: only the option file does. `unknown`: the server would not start. */
export type VariableEffect = "online" | "restart" | "unknown";

const OPTIONS_WITHOUT_VARIABLE: ReadonlySet<string> = new Set(["default_time_zone"]);

/**
 * How a change of a server variable reaches a server of this version. Existence is judged for 9.7 only, whose names
 * were read from a server; for another series a name that 9.7 does not know needs a restart.
 */
export function variableEffect(name: string, version: string): VariableEffect {
  if (DYNAMIC_VARIABLES.has(name)) return "online";
  if (STATIC_VARIABLES.has(name) || OPTIONS_WITHOUT_VARIABLE.has(name) || name.startsWith("loose_"))
    return "restart";
  return /^9\.7(\.|$)/.test(version) ? "unknown" : "restart";
}

import { DYNAMIC_VARIABLES } from "./measured/dynamic-variables.ts";

/**
 * Whether a server variable changes without a restart of mysqld (`SET GLOBAL` works on it). Measured on MySQL 9.7 with
 * the plugins a member has; a variable that server does not have counts as one that needs a restart.
 */
export function isDynamicVariable(name: string): boolean {
  return DYNAMIC_VARIABLES.has(name);
}

import { isBareLiteral, serverVariable } from "@grampus/api";
import { sqlString } from "./sql-text.ts";

/**
 * A value as SET GLOBAL takes it: bare for a number, since the server refuses quoted ones for numeric variables, and a
 * string for everything else, digits too where the variable takes text. `null` is the default.
 * https://dev.mysql.com/doc/refman/9.7/en/set-variable.html
 */
export function variableLiteral(name: string, value: string | null): string {
  if (value === null) return "DEFAULT";
  return isBareLiteral(serverVariable(name)?.type, value) ? value : sqlString(value);
}

import { sqlString } from "./sql-text.ts";

const NUMBER = /^-?[0-9]+(\.[0-9]+)?$/;
const SIZE = /^([0-9]+)([KMGTPE])$/i;
const POWERS = "KMGTPE";

/**
 * A value as SET GLOBAL takes it. Numbers stay bare, since the server refuses quoted ones for numeric variables; sizes
 * such as `64M`, which only option files may write, become bytes; everything else is a string.
 * https://dev.mysql.com/doc/refman/9.7/en/set-variable.html
 */
export function variableLiteral(value: string | null): string {
  if (value === null) return "DEFAULT";
  if (NUMBER.test(value)) return value;
  const [, digits, unit] = SIZE.exec(value) ?? [];
  if (digits !== undefined && unit !== undefined) {
    return String(BigInt(digits) << BigInt(10 * (POWERS.indexOf(unit.toUpperCase()) + 1)));
  }
  return sqlString(value);
}

import { isBareLiteral, serverVariable } from "@grampus/api";
import { OperatorFault } from "../fault.ts";

// Sessions of the operator run with a known sql_mode: a backslash escapes, a double quote is no identifier quote.
const ESCAPES: Readonly<Record<string, string>> = { "'": "''", "\\": "\\\\" };

/**
 * A string literal. Control characters are refused: none of what the operator writes into a statement has any.
 * https://dev.mysql.com/doc/refman/9.7/en/string-literals.html
 */
export function sqlString(text: string): string {
  if (hasControlCharacter(text) || !text.isWellFormed()) {
    throw new OperatorFault(
      "mysql-refused",
      "a text with control characters or lone surrogates is never sent",
    );
  }
  return `'${text.replace(/['\\]/g, (character) => ESCAPES[character] ?? character)}'`;
}

const VARIABLE = /^[a-z][a-z0-9_]{0,63}$/;

/** The name of a server variable, which needs no quotes. */
export function sqlVariable(name: string): string {
  if (!VARIABLE.test(name)) {
    throw new OperatorFault("mysql-refused", `${JSON.stringify(name)} is not the name of a server variable`);
  }
  return name;
}

/**
 * A value as SET GLOBAL takes it: bare for a number, since the server refuses quoted ones for numeric variables, and a
 * string for everything else, digits too where the variable takes text. `null` is the default.
 * https://dev.mysql.com/doc/refman/9.7/en/set-variable.html
 */
export function variableLiteral(name: string, value: string | null): string {
  if (value === null) return "DEFAULT";
  return isBareLiteral(serverVariable(name)?.type, value) ? value : sqlString(value);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id of a member, as a literal. */
export function sqlUuid(text: string): string {
  if (!UUID.test(text)) throw new OperatorFault("mysql-refused", `${JSON.stringify(text)} is not a UUID`);
  return `'${text}'`;
}

function hasControlCharacter(text: string): boolean {
  return [...text].some((character) => character < " " || character === "\u007f");
}

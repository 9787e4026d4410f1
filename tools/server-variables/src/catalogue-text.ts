import { type ServerVariable, variableLine } from "@grampus/api";
import { ABSENT_IN_8_4, OTHER_IN_8_4 } from "./documented-8-4.ts";
import type { Measured } from "./measured-variables.ts";

function quoted(lines: readonly string[]): string {
  const text = lines.join("\n").replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${");
  return `\`\n${text}\n\``;
}

function lines(variables: readonly ServerVariable[]): string {
  return quoted(variables.map(variableLine));
}

/** The module with the catalogue of all series. */
export function catalogueModule({ version, variables }: Measured): string {
  return [
    "// Made by tools/server-variables; do not edit.",
    "",
    `/** Measured on MySQL ${version} with the plugins of a member: each variable with its effect, type and default. */`,
    `export const CATALOGUE_9_7 = ${lines(variables)};`,
    "",
    "/** Variables of 9.7 that 8.4 lacks; from documents, see tools/server-variables/src/documented-8-4.ts. */",
    `export const ABSENT_IN_8_4 = ${quoted(ABSENT_IN_8_4)};`,
    "",
    "/** Variables that 8.4 has and 9.7 lacks or has otherwise; from the same documents. */",
    `export const OTHER_IN_8_4 = ${lines(OTHER_IN_8_4)};`,
    "",
  ].join("\n");
}

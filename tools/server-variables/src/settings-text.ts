import { CREATION_VARIABLES, type ServerVariable, type VariableType } from "@grampus/api";
import { ABSENT_IN_8_4, OTHER_IN_8_4 } from "./documented-8-4.ts";
import type { Measured } from "./measured-variables.ts";

function literals(values: readonly string[]): string {
  return values.map((value) => JSON.stringify(value)).join(" | ");
}

/** The TypeScript type of a variable's values. */
function valueType(type: VariableType): string {
  switch (type.kind) {
    case "boolean":
      return "Switch";
    case "integer":
      return "IntegerText";
    case "number":
      return "NumberText";
    case "enum":
      return type.values.includes("ON") ? `boolean | ${literals(type.values)}` : literals(type.values);
    case "set":
    case "switches":
    case "text":
      return "string";
  }
}

function range(minimum: bigint | number, maximum: bigint | number): string {
  const text = (bound: bigint | number) =>
    typeof bound === "bigint" ? String(bound).replace(/\B(?=(\d{3})+$)/g, ",") : String(bound);
  return `${text(minimum)} to ${text(maximum)}`;
}

function typeText(type: VariableType): string {
  switch (type.kind) {
    case "boolean":
      return "A switch";
    case "integer":
      return `An integer from ${range(type.minimum, type.maximum)}`;
    case "number":
      return `A number from ${range(type.minimum, type.maximum)}; a fraction is written as text`;
    case "enum":
      return `One of ${type.values.join(", ")}`;
    case "set":
      return `Some of ${type.values.join(", ")}, with commas between them`;
    case "switches":
      return `\`name=on\` or \`name=off\` for some of ${type.values.join(", ")}, with commas between them`;
    case "text":
      return "Text";
  }
}

function effectText({ name, effect }: ServerVariable): string {
  if (CREATION_VARIABLES.some((known) => known === name))
    return "For new volumes: it cannot change afterwards.";
  return effect === "online" ? "Changes without a restart." : "A change restarts every member.";
}

function property(variable: ServerVariable, series: string | undefined): string {
  const { name, type } = variable;
  const value = variable.default === undefined ? "" : `, \`${variable.default}\` unless said`;
  const only = series === undefined ? "" : ` ${series} only.`;
  const text = `${typeText(type)}${value}. ${effectText(variable)}${only}`.replaceAll("*/", "*\\/");
  return `  /** ${text} */\n  readonly ${name}?: ${valueType(type)};`;
}

/** The module with the type of the variables that a definition may set. */
export function settingsModule({ version, variables }: Measured): string {
  const absent = new Set(ABSENT_IN_8_4);
  const measured = new Set(variables.map(({ name }) => name));
  const settable = ({ effect }: ServerVariable): boolean => effect === "online" || effect === "restart";
  const properties = [
    ...variables
      .filter(settable)
      .map((each) => [each.name, property(each, absent.has(each.name) ? "9.7" : undefined)]),
    ...OTHER_IN_8_4.filter(({ name }) => !measured.has(name)).map((each) => [
      each.name,
      property(each, "8.4"),
    ]),
  ].sort(([left = ""], [right = ""]) => (left < right ? -1 : 1));
  return [
    `// Made by tools/server-variables from MySQL ${version} and documents about 8.4; do not edit.`,
    'import type { IntegerText, NumberText, Switch } from "../setting-values.ts";',
    "",
    "/** MySQL system variables that a definition may set, by name. What the operator sets itself is not among them. */",
    "export interface ServerVariableSettings {",
    ...properties.map(([, text]) => text),
    "}",
    "",
  ].join("\n");
}

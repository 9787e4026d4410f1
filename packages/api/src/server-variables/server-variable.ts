/**
 * How a change of a variable reaches a server. `online`: SET GLOBAL changes it. `restart`: only the option file does.
 * `not-in-file`: no option sets it when a server starts, so a member would not start with it in its file. `operator`:
 * the operator sets it, and nobody else.
 */
export type VariableEffect = "online" | "restart" | "not-in-file" | "operator";

/** What values a variable takes, as the server's own metadata says it. Bounds are inclusive. */
export type VariableType =
  | { readonly kind: "boolean" | "text" }
  | { readonly kind: "integer"; readonly minimum: bigint; readonly maximum: bigint }
  | { readonly kind: "number"; readonly minimum: number; readonly maximum: number }
  /** `enum`: one of them. `set`: some of them, with commas. `switches`: `name=on` or `name=off` of some, with commas. */
  | { readonly kind: "enum" | "set" | "switches"; readonly values: readonly string[] };

/** A variable of one series of MySQL. */
export interface ServerVariable {
  readonly name: string;
  readonly effect: VariableEffect;
  readonly type: VariableType;
  /** What the server takes when nobody says anything; absent when it follows the machine or there is none. */
  readonly default?: string;
}

/** Whether an option file sets a variable and the operator leaves that to others. */
export function isSettable({ effect }: ServerVariable): boolean {
  return effect === "online" || effect === "restart";
}

function listed(text: string | undefined): readonly string[] {
  return text === undefined || text === "" ? [] : text.split(",");
}

function parseType(words: readonly string[]): VariableType {
  const [kind, first = "", second = ""] = words;
  switch (kind) {
    case "integer":
      return { kind, minimum: BigInt(first), maximum: BigInt(second) };
    case "number":
      return { kind, minimum: Number(first), maximum: Number(second) };
    case "enum":
    case "set":
    case "switches":
      return { kind, values: listed(first) };
    case "boolean":
    case "text":
      return { kind };
    default:
      throw new TypeError(`the catalogue of server variables has the type ${kind}`);
  }
}

const EFFECTS: readonly VariableEffect[] = ["online", "restart", "not-in-file", "operator"];

/** Reads a line of the catalogue; {@link variableLine} writes it. */
export function parseVariableLine(line: string): ServerVariable {
  const [head = "", ...rest] = line.split(" = ");
  const [name = "", word, ...type] = head.split(" ");
  const effect = EFFECTS.find((known) => known === word);
  if (effect === undefined) throw new TypeError(`the catalogue of server variables has the line ${line}`);
  const value = rest.length === 0 ? {} : { default: rest.join(" = ") };
  return { name, effect, type: parseType(type), ...value };
}

function typeText(type: VariableType): string {
  if (type.kind === "integer" || type.kind === "number")
    return `${type.kind} ${type.minimum} ${type.maximum}`;
  return "values" in type ? `${type.kind} ${type.values.join(",")}` : type.kind;
}

/** A variable as a line of the catalogue. */
export function variableLine({ name, effect, type, default: value }: ServerVariable): string {
  return `${name} ${effect} ${typeText(type)}${value === undefined ? "" : ` = ${value}`}`;
}

const TIME_ZONE_OPTION = "default_time_zone";
const TIME_ZONE = "time_zone";

/** The option that sets the variable when the server starts. */
export function optionName(variable: string): string {
  return variable === TIME_ZONE ? TIME_ZONE_OPTION : variable;
}

/** The variable that an option sets. */
export function variableName(option: string): string {
  return option === TIME_ZONE_OPTION ? TIME_ZONE : option;
}

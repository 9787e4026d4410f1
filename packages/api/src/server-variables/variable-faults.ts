import { closest } from "@grampus/diagnostics/closest";
import { parseQuantity } from "../quantity.ts";
import type { ServerVariables } from "../variables.ts";
import { serverVariable, serverVariables } from "./catalogue.ts";
import { isOperatorOwned } from "./operator-owned.ts";
import { type Series, SUPPORTED_SERIES, seriesOf } from "./series.ts";
import { isSettable } from "./server-variable.ts";
import { integerOf } from "./settable-value.ts";
import { type ValueFault, valueFault } from "./value-fault.ts";

/** Why a member would not start with a variable, or would not have the value that is asked for. */
export interface VariableFault {
  readonly name: string;
  /** The reason in the status of a Cluster. */
  readonly reason: "VariableUnknown" | "VariableInvalid";
  readonly found: string | number;
  readonly allowed: string;
  /** What is wrong, with what was found and what is allowed; without a full stop. */
  readonly message: string;
  /** What to do, in lower case and without a full stop; or a question. */
  readonly hint: string;
}

/** What is judged: the variables of a spec, and what decides about them. */
export interface VariablesOfSpec {
  readonly variables: ServerVariables;
  /** `spec.version`, with its default. */
  readonly version: string;
  /** `spec.resources.server.limits.memory`. */
  readonly memoryLimit?: string | number | undefined;
}

const BUFFER_POOL = "innodb_buffer_pool_size";

/** Why a spec may not set a variable, whatever the value. */
export interface UnsettableVariable {
  /** What stands against it, as a clause after "which": `MySQL 9.7 does not have`. */
  readonly which: string;
  readonly allowed: string;
  /** Who has it or sets it instead, in lower case and without a full stop; absent when nobody is known. */
  readonly instead?: string;
  /** The name that may be meant; absent when none is near. */
  readonly near?: string;
}

function unsettable(name: string, series: Series): UnsettableVariable {
  const allowed = `variables that MySQL ${series} takes from an option file`;
  if (serverVariable(name, series) !== undefined) {
    const which = `MySQL ${series} does not take from an option file`;
    return { which, allowed, instead: "sessions set it for themselves" };
  }
  const which = `MySQL ${series} does not have`;
  const other = SUPPORTED_SERIES.find((known) => serverVariable(name, known) !== undefined);
  if (other !== undefined) return { which, allowed, instead: `only ${other} has it` };
  const settable = [...serverVariables(series).values()].filter(isSettable);
  const near = closest(
    name,
    settable.map((known) => known.name),
  );
  return near === undefined ? { which, allowed } : { which, allowed, near };
}

/**
 * Why a spec of a version may not set a variable, by its name alone. `undefined` for one it may set, and for a series
 * that is not run.
 */
export function unsettableVariable(name: string, version: string): UnsettableVariable | undefined {
  const series = seriesOf(version);
  if (series === undefined) return undefined;
  const why = unsettable(name, series);
  if (isOperatorOwned(name)) return { which: "the operator sets itself", allowed: why.allowed };
  const variable = serverVariable(name, series);
  return variable !== undefined && isSettable(variable) ? undefined : why;
}

function nameHint({ instead, near }: UnsettableVariable): string {
  if (near !== undefined) return `did you mean ${near}?`;
  return instead === undefined ? "correct its name, or remove it" : `remove it: ${instead}`;
}

function unknownFault(name: string, found: string | number, series: Series): VariableFault {
  const why = unsettable(name, series);
  return {
    name,
    reason: "VariableUnknown",
    found,
    allowed: why.allowed,
    message: `spec.variables names ${name}, which ${why.which}; a member would not start`,
    hint: nameHint(why),
  };
}

function invalidFault(
  name: string,
  found: string | number,
  { allowed, hint, problem }: ValueFault,
): VariableFault {
  const is = `spec.variables.${name} is ${JSON.stringify(found)}`;
  return { name, reason: "VariableInvalid", found, allowed, message: `${is}; ${problem}`, hint };
}

/** A buffer pool above what the container may use: the kernel would end the server once it is full. */
function memoryFault(
  name: string,
  value: string | number,
  limit: string | number | undefined,
): ValueFault | undefined {
  const nanos = name === BUFFER_POOL && limit !== undefined ? parseQuantity(String(limit)) : undefined;
  const size = integerOf(String(value));
  if (nanos === undefined || size === undefined || size * 1_000_000_000n <= nanos) return undefined;
  return {
    problem: `a member may use ${limit} of memory`,
    allowed: `less than ${limit}`,
    hint: "leave it out, and it is half of the memory; or raise the limit",
  };
}

function faultOf(name: string, value: string | number, series: Series, { memoryLimit }: VariablesOfSpec) {
  const variable = serverVariable(name, series);
  if (variable === undefined || !isSettable(variable)) return unknownFault(name, value, series);
  const fault = valueFault(variable.type, value) ?? memoryFault(name, value, memoryLimit);
  return fault === undefined ? undefined : invalidFault(name, value, fault);
}

/**
 * What is wrong with the variables of a spec, in the order of their names: those the series does not have or takes from
 * no option file, and values out of a variable's type or range. Empty for a series that is not run. A variable of the
 * operator is left to the API server, which refuses its name.
 */
export function variableFaults(spec: VariablesOfSpec): readonly VariableFault[] {
  const series = seriesOf(spec.version);
  if (series === undefined) return [];
  return Object.entries(spec.variables)
    .filter(([name]) => !isOperatorOwned(name))
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([name, value]) => faultOf(name, value, series, spec) ?? []);
}

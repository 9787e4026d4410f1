import { ABSENT_IN_8_4, CATALOGUE_9_7, OTHER_IN_8_4 } from "./generated/catalogue.ts";
import { type Series, SUPPORTED_SERIES } from "./series.ts";
import { parseVariableLine, type ServerVariable } from "./server-variable.ts";

type Catalogue = ReadonlyMap<string, ServerVariable>;

function parsed(text: string): readonly ServerVariable[] {
  return text.trim().split("\n").map(parseVariableLine);
}

function named(variables: readonly ServerVariable[]): Catalogue {
  return new Map(variables.map((variable) => [variable.name, variable]));
}

function read(series: Series): Catalogue {
  const measured = parsed(CATALOGUE_9_7);
  if (series === "9.7") return named(measured);
  const absent = new Set(ABSENT_IN_8_4.trim().split(/\s+/));
  return named([...measured.filter(({ name }) => !absent.has(name)), ...parsed(OTHER_IN_8_4)]);
}

const catalogues = new Map<Series, Catalogue>();

/**
 * All server variables of a series by name, with the plugins of a member. Read from text when it is asked for first.
 * Those of 9.7 were measured; 8.4 is that with its documented differences, see `tools/server-variables`.
 */
export function serverVariables(series: Series): Catalogue {
  const catalogue = catalogues.get(series) ?? read(series);
  catalogues.set(series, catalogue);
  return catalogue;
}

/** A variable of a series; without one, as the newest series that has it knows it. */
export function serverVariable(name: string, series?: Series): ServerVariable | undefined {
  if (series !== undefined) return serverVariables(series).get(name);
  for (const known of SUPPORTED_SERIES.toReversed()) {
    const variable = serverVariables(known).get(name);
    if (variable !== undefined) return variable;
  }
  return undefined;
}

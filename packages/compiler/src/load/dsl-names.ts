import { didYouMean, type Occurrence } from "@grampus/diagnostics";
import * as dsl from "@grampus/dsl";
import { DEFINITION_PACKAGE } from "./imports.ts";

const FUNCTIONS: ReadonlyMap<string, number> = new Map(
  Object.entries(dsl).map(([name, exported]) => [name, exported.length]),
);

/** What to do about a function of the definition language that was named and not called. */
export function callHint(name: string): Pick<Occurrence, "hint"> {
  const parameters = FUNCTIONS.get(name);
  return parameters === undefined ? {} : { hint: `call it: ${name}(${parameters === 0 ? "" : "…"})` };
}

/** What to do about a name that was used and not imported. */
export function importHint(name: string): Pick<Occurrence, "hint"> {
  return FUNCTIONS.has(name) ? { hint: `import { ${name} } from "${DEFINITION_PACKAGE}"` } : {};
}

/** What to import instead of a name that the definition language does not have. */
export function exportHint(name: string): Pick<Occurrence, "hint"> {
  return didYouMean(name, FUNCTIONS.keys());
}

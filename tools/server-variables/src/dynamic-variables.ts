import { type Mysqld, MysqldFault } from "./mysqld.ts";

const READ_ONLY =
  /^ERROR 1238 .*Variable '([a-z0-9_.]+)' is a (?:read only|non persistent read only) variable/gm;
const SESSION_ONLY = /^ERROR 1228 .*Variable '([a-z0-9_.]+)'/gm;
// Not the API's to set, so its class is nobody's business.
const OPERATOR_PREFIX = "group_replication_";

function namesIn(pattern: RegExp, text: string): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, name]) => name ?? []);
}

/** What a server said of its variables. */
export interface Measured {
  readonly version: string;
  /** Variables that `SET GLOBAL` changes without a restart, in the order of their names. */
  readonly dynamic: readonly string[];
  /** All others. */
  readonly fixed: readonly string[];
}

/** Sets every global variable to the value it has and sees which ones the server lets be set. */
export function measuredVariables(server: Mysqld): Measured {
  const [version = "", ...names] = server
    .run(
      "SELECT @@version; SELECT variable_name FROM performance_schema.global_variables ORDER BY variable_name;",
    )
    .trim()
    .split("\n");
  if (names.length < 100)
    throw new MysqldFault("not-answered", `only ${names.length} variables: ${names.join(" ")}`);
  const answers = server.run(names.map((name) => `SET GLOBAL ${name} = @@GLOBAL.${name};`).join("\n"));
  const refused = new Set([...namesIn(READ_ONLY, answers), ...namesIn(SESSION_ONLY, answers)]);
  const isDynamic = (name: string): boolean => !refused.has(name) && !name.startsWith(OPERATOR_PREFIX);
  return {
    version: version.replace(/-.*$/, ""),
    dynamic: names.filter(isDynamic),
    fixed: names.filter((name) => !isDynamic(name)),
  };
}

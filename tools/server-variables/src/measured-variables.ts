import {
  isOperatorOwned,
  optionName,
  type ServerVariable,
  type VariableEffect,
  type VariableType,
} from "@grampus/api";
import { type Mysqld, MysqldFault } from "./mysqld.ts";
import { optionValues, wordType } from "./option-values.ts";

const READ_ONLY =
  /^ERROR 1238 .*Variable '([a-z0-9_.]+)' is a (?:read only|non persistent read only) variable/gm;
const SESSION_ONLY = /^ERROR 1228 .*Variable '([a-z0-9_.]+)'/gm;

/** Options that set a variable of another name and were always taken in `spec.variables`. */
const ALIASES: readonly ServerVariable[] = [
  { name: "default_time_zone", effect: "restart", type: { kind: "text" } },
];

/** Defaults that the server reckons from the machine's processors or memory, or that hold its name or its paths. */
const FOLLOWS_MACHINE = new Set([
  "innodb_buffer_pool_instances",
  "innodb_log_writer_threads",
  "innodb_page_cleaners",
  "innodb_parallel_read_threads",
  "innodb_purge_threads",
  "innodb_read_io_threads",
  "replica_parallel_workers",
  "slave_parallel_workers",
  "temptable_max_ram",
]);

/** What a server said of its variables. */
export interface Measured {
  /** `9.7.4`. */
  readonly version: string;
  /** All of them, in the order of their names. */
  readonly variables: readonly ServerVariable[];
}

interface Metadata {
  readonly name: string;
  /** As `performance_schema.variables_metadata` says it: `Integer`, `Numeric`, `String`, `Enumeration`, `Boolean`, `Set`. */
  readonly dataType: string;
  readonly minimum: string;
  readonly maximum: string;
  /** The global value; `undefined` for a variable that only sessions have. */
  readonly value: string | undefined;
}

function namesIn(pattern: RegExp, text: string): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, name]) => name ?? []);
}

function metadataOf(server: Mysqld): readonly Metadata[] {
  const rows = server.run(
    `SELECT variable_name, data_type, min_value, max_value, variable_scope = 'SESSION_ONLY', g.variable_value
     FROM performance_schema.variables_metadata LEFT JOIN performance_schema.global_variables g USING (variable_name)
     ORDER BY variable_name;`,
  );
  const metadata = rows
    .trimEnd()
    .split("\n")
    .map((row) => row.split("\t"))
    .map(([name = "", dataType = "", minimum = "", maximum = "", sessionOnly, value]) => {
      return { name, dataType, minimum, maximum, value: sessionOnly === "1" ? undefined : value };
    });
  if (metadata.length < 100)
    throw new MysqldFault("not-answered", `only ${metadata.length} variables: ${rows}`);
  return metadata;
}

/** The bounds of a number that has a fraction: what the server makes of far too little and far too much. */
function numberType(server: Mysqld, name: string): VariableType {
  const bound = (value: string) =>
    Number(optionValues(server, [`--${name.replaceAll("_", "-")}=${value}`])?.get(name));
  return { kind: "number", minimum: bound("-1e300"), maximum: bound("1e300") };
}

function typeOf(
  server: Mysqld,
  { name, dataType, minimum, maximum, value }: Metadata,
  hasOption: boolean,
): VariableType {
  if (dataType === "Boolean") return { kind: "boolean" };
  if (dataType === "Integer") return { kind: "integer", minimum: BigInt(minimum), maximum: BigInt(maximum) };
  if (!hasOption) return { kind: "text" };
  return dataType === "Numeric" ? numberType(server, name) : wordType(server, name, dataType, value ?? "");
}

const BOOLEANS: Readonly<Record<string, string>> = { TRUE: "ON", FALSE: "OFF" };

/** A default is what an untouched server prints and what the running one has. */
function defaultOf(metadata: Metadata, type: VariableType, printed: string | undefined): string | undefined {
  const { name, value } = metadata;
  if (printed === undefined || printed === "" || FOLLOWS_MACHINE.has(name) || printed.includes("/"))
    return undefined;
  const text = type.kind === "boolean" ? (BOOLEANS[printed] ?? printed) : printed;
  const isSame = type.kind === "number" ? Number(text) === Number(value) : text === value;
  return isSame ? text : undefined;
}

/** Sets every global variable to the value it has, tries every option, and reads the metadata of all. */
export function measuredVariables(server: Mysqld): Measured {
  const metadata = metadataOf(server);
  const globals = metadata.filter(({ value }) => value !== undefined);
  const answers = server.run(globals.map(({ name }) => `SET GLOBAL ${name} = @@GLOBAL.${name};`).join("\n"));
  const refused = new Set([...namesIn(READ_ONLY, answers), ...namesIn(SESSION_ONLY, answers)]);
  const options = optionValues(server);
  if (options === undefined) throw new MysqldFault("not-answered", "mysqld --verbose --help fails");
  const effectOf = (name: string, hasOption: boolean): VariableEffect => {
    if (isOperatorOwned(name)) return "operator";
    if (!hasOption) return "not-in-file";
    return refused.has(name) ? "restart" : "online";
  };
  const measured = metadata.map((each): ServerVariable => {
    const option = optionName(each.name);
    const hasOption = options.has(option);
    const type = typeOf(server, each, hasOption && option === each.name);
    const value = defaultOf(each, type, options.get(each.name));
    const found = value === undefined ? {} : { default: value };
    return { name: each.name, effect: effectOf(each.name, hasOption), type, ...found };
  });
  return {
    version: server.run("SELECT @@version;").trim().replace(/-.*$/, ""),
    variables: [...measured, ...ALIASES].sort((left, right) => (left.name < right.name ? -1 : 1)),
  };
}

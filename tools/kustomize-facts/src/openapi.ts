import { readFileSync } from "node:fs";
import { join } from "node:path";
import { goModuleDirectory, goOutput } from "./go-module.ts";

interface Definition {
  readonly ref?: string;
  readonly properties?: Readonly<Record<string, Definition>>;
  readonly values?: Definition;
  readonly elements?: Definition;
  readonly strategy?: string;
  readonly mergeKeys?: readonly string[];
}

interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly definition: string;
}

interface OpenApi {
  readonly definitions: Readonly<Record<string, Definition>>;
  readonly kinds: readonly Kind[];
}

/** What the package keeps: definitions that lead to merged lists, the kinds that have one, and scopes. */
export interface OpenApiFacts {
  readonly definitions: Readonly<Record<string, Definition>>;
  /** Definition of each kind, by `apiVersion/kind`. */
  readonly kinds: Readonly<Record<string, string>>;
  /** Whether a kind lives in a namespace, by `apiVersion/kind`. */
  readonly namespaced: Readonly<Record<string, boolean>>;
}

function children({ properties = {}, values, elements }: Definition): readonly Definition[] {
  return [...Object.values(properties), ...(values ? [values] : []), ...(elements ? [elements] : [])];
}

/** Names of the definitions from which a list with a patch strategy can be reached. */
function usefulDefinitions(definitions: OpenApi["definitions"]): ReadonlySet<string> {
  const useful = new Set<string>();
  const isUseful = (definition: Definition): boolean =>
    Boolean(definition.strategy) || useful.has(definition.ref ?? "") || children(definition).some(isUseful);
  for (let size = -1; size !== useful.size; ) {
    size = useful.size;
    for (const [name, definition] of Object.entries(definitions)) if (isUseful(definition)) useful.add(name);
  }
  return useful;
}

function sortedObject<Value>(entries: Iterable<readonly [string, Value]>): Record<string, Value> {
  return Object.fromEntries([...entries].sort(([left], [right]) => (left < right ? -1 : 1)));
}

function pruned(definition: Definition, useful: ReadonlySet<string>): Definition | undefined {
  const properties = sortedObject(
    Object.entries(definition.properties ?? {}).flatMap(([name, child]) => {
      const kept = pruned(child, useful);
      return kept === undefined ? [] : [[name, kept] as const];
    }),
  );
  const values = definition.values && pruned(definition.values, useful);
  const elements = definition.elements && pruned(definition.elements, useful);
  const ref = useful.has(definition.ref ?? "") ? definition.ref : undefined;
  const result: Definition = {
    ...(ref ? { ref } : {}),
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(values ? { values } : {}),
    ...(elements ? { elements } : {}),
    ...(definition.strategy ? { strategy: definition.strategy } : {}),
    ...(definition.mergeKeys?.length ? { mergeKeys: definition.mergeKeys } : {}),
  };
  return Object.keys(result).length === 0 ? undefined : result;
}

const SCOPE = /\{APIVersion: "([^"]+)", Kind: "([^"]+)"\}:\s*(true|false)/g;

/** Reads the table of scopes that kyaml carries beside its OpenAPI data. */
function scopes(): Readonly<Record<string, boolean>> {
  const source = readFileSync(
    join(goModuleDirectory("sigs.k8s.io/kustomize/kyaml"), "openapi/openapi.go"),
    "utf8",
  );
  const entries = source.matchAll(SCOPE);
  return sortedObject(
    [...entries].map(([, apiVersion = "", kind = "", scope]) => [`${apiVersion}/${kind}`, scope === "true"]),
  );
}

/** Asks the Go program for kustomize's built-in OpenAPI data and keeps what a merge needs. */
export function openApiFacts(): OpenApiFacts {
  const data: OpenApi = JSON.parse(goOutput("run", "."));
  const useful = usefulDefinitions(data.definitions);
  const definitions = sortedObject(
    [...useful].flatMap((name) => {
      const definition = data.definitions[name];
      const kept = definition && pruned(definition, useful);
      return kept ? [[name, kept] as const] : [];
    }),
  );
  const kinds = sortedObject(
    data.kinds
      .filter(({ definition }) => useful.has(definition))
      .map(({ apiVersion, kind, definition }) => [`${apiVersion}/${kind}`, definition] as const),
  );
  return { definitions, kinds, namespaced: scopes() };
}

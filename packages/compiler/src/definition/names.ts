import { DNS_LABEL, LONGEST_CLUSTER_NAME } from "@grampus/api";
import { isMap } from "../data/plain-data.ts";
import { typeText, valueText } from "../data/value-text.ts";
import type { Finding } from "../findings/finding.ts";
import type { LoadedDefinition } from "../load/definitions.ts";
import { definitionCodes } from "./diagnostics.ts";

const LONGEST_NAME = { cluster: LONGEST_CLUSTER_NAME, environment: 63 } as const;

/** Whether a text can be a name in Kubernetes that Services and Namespaces can carry too. */
export function isDnsLabel(name: string, longest: number): boolean {
  return name.length <= longest && DNS_LABEL.test(name);
}

/** The name a definition gives itself, or undefined when it gives none that is a text. */
function definitionName({ data }: LoadedDefinition): string | undefined {
  const name = isMap(data) ? data.name : undefined;
  return typeof name === "string" ? name : undefined;
}

/** Finds a name that is missing, is no DNS label or is not the folder's. */
export function nameFindings(definition: LoadedDefinition): readonly Finding[] {
  const { kind, file, folder, data } = definition;
  const owner = kind === "cluster" ? "a cluster definition" : "an environment definition";
  const place = { file, path: ["name"], part: "value" } as const;
  if (!isMap(data)) {
    return [
      {
        diagnostic: definitionCodes.create(
          "wrong-type",
          { field: "the default export" },
          {
            found: typeText(data),
            allowed: `${kind === "cluster" ? "defineCluster" : "defineEnvironment"}({ ... })`,
          },
        ),
        place: { file, path: [], part: "value" },
      },
    ];
  }
  const name = data.name;
  if (name === undefined) {
    return [
      {
        diagnostic: definitionCodes.create("missing-field", { field: "name", owner }, { path: "name" }),
        place,
      },
    ];
  }
  if (typeof name !== "string" || !isDnsLabel(name, LONGEST_NAME[kind])) {
    const allowed = `lower-case letters, digits and -, starting with a letter, at most ${LONGEST_NAME[kind]} characters`;
    const occurrence = { path: "name", found: valueText(name), allowed };
    return [
      { diagnostic: definitionCodes.create("invalid-name", { what: `the ${kind}` }, occurrence), place },
    ];
  }
  if (name === folder) return [];
  const occurrence = { path: "name", found: valueText(name), allowed: valueText(folder) };
  return [
    { diagnostic: definitionCodes.create("name-differs-from-folder", { kind, folder }, occurrence), place },
  ];
}

/** Finds definitions of one kind that share a name. Each is told of the first one. */
export function duplicateFindings(definitions: readonly LoadedDefinition[]): readonly Finding[] {
  const first = new Map<string, LoadedDefinition>();
  const findings: Finding[] = [];
  for (const definition of definitions) {
    const name = definitionName(definition);
    if (name === undefined) continue;
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, definition);
    else {
      findings.push({
        diagnostic: definitionCodes.create(
          "duplicate-name",
          { kind: definition.kind, name },
          {
            path: "name",
            related: [{ message: "the first one", source: { file: earlier.file, line: 1, column: 1 } }],
          },
        ),
        place: { file: definition.file, path: ["name"], part: "value" },
      });
    }
  }
  return findings;
}

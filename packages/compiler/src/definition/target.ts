import type { Finding } from "../findings/finding.ts";
import { definitionCodes } from "./diagnostics.ts";
import type { EnvironmentEntry } from "./entries.ts";

function grouped(
  entries: readonly EnvironmentEntry[],
  key: (entry: EnvironmentEntry) => string,
): readonly (readonly [EnvironmentEntry, ...EnvironmentEntry[]])[] {
  const groups = new Map<string, [EnvironmentEntry, ...EnvironmentEntry[]]>();
  for (const entry of entries) {
    const group = groups.get(key(entry));
    if (group === undefined) groups.set(key(entry), [entry]);
    else group.push(entry);
  }
  return [...groups.values()];
}

function related(entry: EnvironmentEntry) {
  return [{ message: `the environment ${entry.name}`, source: { file: entry.file, line: 1, column: 1 } }];
}

/** Finds environments in one namespace of which more than one or none makes it, and clusters that run in it twice. */
function namespaceFindings(group: readonly [EnvironmentEntry, ...EnvironmentEntry[]]): readonly Finding[] {
  const [{ namespace, target, file }] = group;
  const where = { namespace, target };
  const place = (file: string) => ({ file, path: ["namespace"], part: "value" }) as const;
  const [maker, ...more] = group.filter(({ isNamespaceShared }) => !isNamespaceShared);
  if (maker === undefined) {
    const diagnostic = definitionCodes.create("no-namespace", where, { path: "namespace" });
    return [{ diagnostic, place: place(file) }];
  }
  const makers = more.map((entry): Finding => {
    const occurrence = { path: "namespace", related: related(maker) };
    return {
      diagnostic: definitionCodes.create("shared-namespace", where, occurrence),
      place: place(entry.file),
    };
  });
  const runsIn = new Map<string, EnvironmentEntry>();
  const twice = group.flatMap((entry) =>
    entry.clusters.flatMap(({ cluster: { name } }): readonly Finding[] => {
      const first = runsIn.get(name);
      if (first === undefined) runsIn.set(name, entry);
      if (first === undefined || makers.length > 0) return [];
      const occurrence = { path: `clusters.${name}`, related: related(first) };
      return [
        {
          diagnostic: definitionCodes.create("cluster-twice", { name, ...where }, occurrence),
          place: { file: entry.file, path: ["clusters", name], part: "name" },
        },
      ];
    }),
  );
  return [...makers, ...twice];
}

/** An environment whose operator looks after another namespace alone. */
function unwatched(
  { namespace, target, file }: EnvironmentEntry,
  deployer: EnvironmentEntry,
): readonly Finding[] {
  const watched = deployer.namespace;
  if (deployer.operatorOptions.scope !== "namespace" || namespace === watched) return [];
  const occurrence = {
    path: "namespace",
    found: JSON.stringify(namespace),
    allowed: JSON.stringify(watched),
    related: related(deployer),
  };
  return [
    {
      diagnostic: definitionCodes.create("unwatched-namespace", { namespace, watched, target }, occurrence),
      place: { file, path: ["namespace"], part: "value" },
    },
  ];
}

/** Finds environments on one Kubernetes cluster that would deploy two operators or none, or collide in a namespace. */
export function targetFindings(entries: readonly EnvironmentEntry[]): readonly Finding[] {
  const namespaces = grouped(entries, ({ target, namespace }) => `${target}/${namespace}`).flatMap(
    namespaceFindings,
  );
  const operators = grouped(entries, ({ target }) => target).flatMap((group): readonly Finding[] => {
    const [first] = group;
    const [deployer, ...more] = group.filter(({ operator }) => operator === "deploy");
    if (deployer === undefined) {
      return [
        {
          diagnostic: definitionCodes.create("no-operator", { target: first.target }, { path: "operator" }),
          place: { file: first.file, path: ["operator"], part: "value" },
        },
      ];
    }
    const others = group.filter((entry) => entry.operator === "shared");
    if (more.length === 0) return others.flatMap((entry) => unwatched(entry, deployer));
    return more.map(({ file, target }) => ({
      diagnostic: definitionCodes.create(
        "two-operators",
        { target },
        { path: "target", related: related(deployer) },
      ),
      place: { file, path: ["target"], part: "value" },
    }));
  });
  return [...namespaces, ...operators];
}

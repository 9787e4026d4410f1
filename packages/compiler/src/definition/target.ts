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

/** Finds environments on one Kubernetes cluster that would deploy two operators, none, or into one namespace. */
export function targetFindings(entries: readonly EnvironmentEntry[]): readonly Finding[] {
  const namespaces = grouped(entries, ({ target, namespace }) => `${target}/${namespace}`).flatMap(
    ([first, ...others]) =>
      others.map(
        ({ file, namespace, target }): Finding => ({
          diagnostic: definitionCodes.create(
            "shared-namespace",
            { namespace, target },
            { path: "namespace", related: related(first) },
          ),
          place: { file, path: ["namespace"], part: "value" },
        }),
      ),
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

import type { EnvironmentEntry, Fleet } from "./entries.ts";

/** The nearest environment before one that lists a cluster; undefined when none does. */
export function environmentBefore(
  { environments }: Pick<Fleet, "environments">,
  environment: EnvironmentEntry,
  cluster: string,
): EnvironmentEntry | undefined {
  const passed = new Set<string>();
  for (let { after } = environment; after !== undefined && !passed.has(after); ) {
    const before = environments.get(after);
    if (before === undefined) return undefined;
    if (before.listed.includes(cluster)) return before;
    passed.add(after);
    after = before.after;
  }
  return undefined;
}

/** The release of a cluster that an environment runs; undefined when it runs none. */
export function pinnedRelease({ clusters }: EnvironmentEntry, name: string): number | undefined {
  const source = clusters.find(({ cluster }) => cluster.name === name)?.source;
  return source?.kind === "release" ? source.release.number : undefined;
}

import { didYouMean } from "@grampus/diagnostics";
import type { CommittedEnvironment } from "../committed/committed-environments.ts";
import type { EnvironmentEntry, Fleet } from "../definition/entries.ts";
import { retirementText } from "../definition/retirement.ts";
import type { Finding } from "../findings/finding.ts";
import { fleetCodes } from "../fleet/diagnostics.ts";
import { type Identity, identityText, shortIdentity } from "../fleet/identity.ts";
import { definitionFile } from "../layout.ts";
import { releaseCodes } from "../releases/diagnostics.ts";
import { type CommittedState, type Departure, departures, hasEnded, type Proposal } from "./departures.ts";
import { leavingFindings } from "./leaving-objects.ts";

/** What everybody may want who is refused because of a commit. */
const OTHER_COMMIT = "--against names another commit to compare with";

/** Most clusters that a hint names. */
const WORDS = 3;

/** How to say in an environment's definition that Clusters of another place may leave Git. */
function namedText(names: readonly Identity[], own: Omit<Identity, "name">): string {
  const words = names.map((identity) => {
    return `${JSON.stringify(shortIdentity(identity, own))}: "why"`;
  });
  const listed = words.length > WORDS ? [...words.slice(0, WORDS), "..."] : words;
  return `retired: { ${listed.join(", ")} }`;
}

function movedFinding(
  before: CommittedEnvironment,
  entry: EnvironmentEntry,
  left: readonly Identity[],
  commit: string,
): Finding {
  const field = before.target === entry.target ? "namespace" : "target";
  const clusters = left.map(({ name }) => name);
  const hint = `leave the ${field} as it is; when the data may stay behind, say so in this definition: ${namedText(left, entry)}; ${OTHER_COMMIT}`;
  return {
    diagnostic: fleetCodes.create(
      "environment-moved",
      { environment: entry.name, field, clusters, before: before[field], after: entry[field] },
      { path: field, found: entry[field], allowed: `${before[field]}, as in ${commit}`, hint },
    ),
    place: { file: entry.file, path: [field], part: "value" },
  };
}

/** A Cluster that runs, in an environment that follows releases now and pins none of it. */
function unpinnedFinding(
  { name: environment, file }: EnvironmentEntry,
  { name: cluster }: Identity,
): Finding {
  const hint = `cut what runs and pin it: grampus release ${cluster}, then grampus promote ${cluster} --to ${environment}; or let ${environment} run the definitions as they stand: follows: "head"`;
  return {
    diagnostic: releaseCodes.create(
      "unpinned",
      { cluster, environment },
      { path: `clusters.${cluster}`, hint },
    ),
    place: { file, path: ["clusters", cluster], part: "name" },
  };
}

function leftOutFindings(
  entry: EnvironmentEntry,
  left: readonly Identity[],
  commit: string,
): readonly Finding[] {
  const unpinned = left.filter(({ name }) => entry.waiting.includes(name));
  const others = left.filter((identity) => !unpinned.includes(identity));
  return [
    ...unpinned.map((identity) => unpinnedFinding(entry, identity)),
    ...others.map(
      (identity): Finding => ({
        diagnostic: fleetCodes.create(
          "cluster-left-out",
          { cluster: identity.name, environment: entry.name },
          {
            path: "clusters",
            allowed: `${identity.name}, as in ${commit}`,
            hint: `list it again, under its name; when it shall go, end it first, and leave it out once that is committed: ${retirementText(identity.name)}; ${OTHER_COMMIT}`,
          },
        ),
        place: { file: entry.file, path: ["clusters"], part: "name" },
      }),
    ),
  ];
}

/** The environment that a removed one was renamed to, as far as one can tell: it is new and has its namespace. */
function renamedTo(
  { namespace }: CommittedEnvironment,
  { environments }: CommittedState,
  fleet: Fleet,
): EnvironmentEntry | undefined {
  const candidates = [...fleet.environments.values()].filter(
    (entry) => entry.namespace === namespace && environments.every(({ name }) => name !== entry.name),
  );
  return candidates.length === 1 ? candidates[0] : undefined;
}

function removedFinding(
  before: CommittedEnvironment,
  left: readonly Identity[],
  renamed: EnvironmentEntry | undefined,
  commit: string,
): Finding {
  const file = definitionFile("environment", before.name);
  const hint =
    renamed === undefined
      ? `bring that file back; when its clusters shall go, end each there first, and remove the file once that is committed: ${retirementText(left[0]?.name ?? "")}; ${OTHER_COMMIT}`
      : `when ${renamed.name} is its new name, say there that it is in the same place: target: ${JSON.stringify(before.target)}`;
  const diagnostic = fleetCodes.create(
    "environment-removed",
    { environment: before.name, clusters: left.map(({ name }) => name) },
    { allowed: `${file}, as in ${commit}`, hint },
  );
  if (renamed === undefined) return { diagnostic };
  return { diagnostic, place: { file: renamed.file, path: ["name"], part: "value" } };
}

/** One finding for what a person did once: for the environment when all of it goes, else for each Cluster. */
function unretiredFindings(
  state: CommittedState,
  fleet: Fleet,
  unretired: readonly Departure[],
  commit: string,
): readonly Finding[] {
  return state.environments.flatMap((before) => {
    const left = unretired
      .filter(({ environment }) => environment === before)
      .map(({ identity }) => identity);
    if (left.length === 0) return [];
    const entry = fleet.environments.get(before.name);
    if (entry === undefined) return [removedFinding(before, left, renamedTo(before, state, fleet), commit)];
    const isMoved = entry.namespace !== before.namespace || entry.target !== before.target;
    return isMoved ? [movedFinding(before, entry, left, commit)] : leftOutFindings(entry, left, commit);
  });
}

/** Words for what is not in the commit: they have done their work, or are meant for a Cluster that leaves without one. */
function spentWordFindings(
  environments: readonly CommittedEnvironment[],
  fleet: Fleet,
  unretired: readonly Departure[],
): readonly Finding[] {
  const committed = new Set(
    environments.flatMap(({ target, namespace, clusters }) =>
      clusters.map((name) => identityText({ target, namespace, name })),
    ),
  );
  return [...fleet.environments.values()].flatMap((entry) =>
    entry.retired
      .filter(({ identity }) => !committed.has(identityText(identity)))
      .map(
        ({ key }): Finding => ({
          diagnostic: fleetCodes.create(
            "retired-is-gone",
            { cluster: key },
            {
              path: `retired.${key}`,
              ...didYouMean(
                key,
                unretired.map(({ identity }) => shortIdentity(identity, entry)),
              ),
            },
          ),
          place: { file: entry.file, path: ["retired", key], part: "name" },
        }),
      ),
  );
}

/**
 * Finds Clusters that are in a commit and not in the definitions any more. Each has to have
 * ended in the commit, or to be named as one that stays in Kubernetes; what stays and holds data has to be protected from
 * pruning before it leaves Git.
 */
export async function departureFindings(
  state: CommittedState,
  proposal: Proposal,
): Promise<readonly Finding[]> {
  const { fleet } = proposal;
  const gone = await departures(state, proposal);
  const unretired = gone.filter((departure) => !departure.isNamed && !hasEnded(departure));
  const spent = spentWordFindings(state.environments, fleet, unretired);
  if (unretired.length > 0) {
    return [...spent, ...unretiredFindings(state, fleet, unretired, await state.committed.name())];
  }
  return [...spent, ...(await leavingFindings(state, proposal, gone))];
}

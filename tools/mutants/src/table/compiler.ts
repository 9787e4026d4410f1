import type { Mutant } from "../mutant.ts";

const API = "packages/compiler/src/validate/api.ts";
const POLICIES = "packages/compiler/src/validate/policies.ts";
const BUILT_IN = "packages/compiler/src/validate/built-in-policies.ts";
const STALLS = "packages/compiler/src/validate/stalls.ts";
const ORDER = "packages/compiler/src/validate/version-order.ts";
const HISTORY = "packages/compiler/src/validate/history.ts";
const DEPARTURES = "packages/compiler/src/validate/departures.ts";
const DEPARTED = "packages/compiler/src/validate/departed-clusters.ts";
const PROTECTION = "packages/compiler/src/resolve/protection.ts";
const RESOLVE = "packages/compiler/src/resolve/resolve.ts";
const TREE = "packages/compiler/src/render/tree.ts";
const PLACEMENT = "packages/compiler/src/definition/placement.ts";
const PLACE = "packages/compiler/src/validate/field-place.ts";

/** Defects of what the compiler refuses. */
export const COMPILER_MUTANTS: readonly Mutant[] = [
  {
    id: "C01",
    file: POLICIES,
    bug: "only the first policy is judged (C4)",
    from: "policies.map((policy, index) => ({ policy, index, overlay }))",
    to: "policies.slice(0, 1).map((policy, index) => ({ policy, index, overlay }))",
  },
  {
    id: "C02",
    file: BUILT_IN,
    bug: "one member fewer than asked for will do",
    from: "if (Number(members) >= minimum) return undefined;",
    to: "if (Number(members) >= minimum - 1) return undefined;",
  },
  {
    id: "C03",
    file: BUILT_IN,
    bug: "the largest allowed volume is too large",
    from: "if (compareQuantities(size, policy.size) !== 1) return undefined;",
    to: "if (compareQuantities(size, policy.size) === -1) return undefined;",
  },
  {
    id: "C04",
    file: BUILT_IN,
    bug: "a version is allowed that begins with the same digits",
    from: "version === allowed || version.startsWith(`${allowed}.`)",
    to: "version.startsWith(allowed)",
  },
  {
    id: "C05",
    file: BUILT_IN,
    bug: "one of the resources will do",
    from: "if (missing.length === 0) return undefined;",
    to: "if (missing.length < REQUIRED_RESOURCES.length) return undefined;",
  },
  {
    id: "C06",
    file: BUILT_IN,
    bug: "data may go with the Cluster",
    from: 'if (found === "Retain") return undefined;',
    to: "if (found !== undefined) return undefined;",
  },
  {
    id: "C07",
    file: BUILT_IN,
    bug: "an even number is odd",
    from: "if (Number(members) % 2 === 1) return undefined;",
    to: "if (Number(members) % 2 === 0) return undefined;",
  },
  {
    id: "C08",
    file: STALLS,
    bug: "a version that never ran counts as one that did",
    from: "return seriesOf(version) === undefined ? rest : {",
    to: "return {",
  },
  {
    id: "C09",
    file: STALLS,
    bug: "no version counts as one that ran",
    from: "return seriesOf(version) === undefined ? rest : { ...rest, status: { dataVersion: version } };",
    to: "return rest;",
  },
  {
    id: "C10",
    file: STALLS,
    bug: "what the operator would stall on is not said",
    from: "return specStalls(withDefaults(resource)).map((stall) => finding(stall, layers));",
    to: "return [];",
  },
  {
    id: "C11",
    file: STALLS,
    bug: "an upgrade of the series is not seen",
    from: "return [finding({ ...stall, hint }, layers, place)];",
    to: "return [];",
  },
  {
    id: "C12",
    file: ORDER,
    bug: "a series is lower than its releases",
    from: "const parts = Math.min(",
    to: "const parts = Math.max(",
  },
  {
    id: "C13",
    file: ORDER,
    bug: "an exception holds for all",
    from: "const isAllowed = environment.ahead.includes(cluster.name);",
    to: "const isAllowed = environment.ahead.length > 0;",
  },
  {
    id: "C14",
    file: ORDER,
    bug: "only the nearest environment counts",
    from: "after = fleet.environments.get(after)?.after;",
    to: "after = undefined;",
  },
  {
    id: "C15",
    file: ORDER,
    bug: "the same version is higher",
    from: "compareVersions(shortened(version), shortened(other)) === 1",
    to: "compareVersions(shortened(version), shortened(other)) !== -1",
  },
  {
    id: "C16",
    file: HISTORY,
    bug: "a Cluster that moved in Git is another one",
    from: "const isAtHome = key?.environment === overlay.environment.name;\n    return key === undefined ||",
    to: "const isAtHome = key?.environment === overlay.environment.name;\n    return key === undefined || !isAtHome ||",
  },
  {
    id: "C17",
    file: DEPARTURES,
    bug: "a Cluster that leaves is not seen",
    from: "if (current.has(identityText(identity)) || !isOverlayInScope",
    to: 'if (identityText(identity) !== "" || !isOverlayInScope',
  },
  {
    id: "C18",
    file: DEPARTURES,
    bug: "the word about one Cluster holds for all",
    from: "isNamed: named.has(identityText(identity))",
    to: "isNamed: named.size > 0",
  },
  {
    id: "C19",
    file: DEPARTURES,
    bug: "what a command is not about is asked of it",
    from: "|| !isOverlayInScope(environment.name, name, scope)) return [];",
    to: ") return [];",
  },
  {
    id: "C20",
    file: DEPARTED,
    bug: "what leaves need not be protected",
    from: "return [...spent, ...(await leavingFindings(state, proposal, gone))];",
    to: "return spent;",
  },
  {
    id: "C21",
    file: DEPARTED,
    bug: "words that have done their work are not said",
    from: ".filter(({ identity }) => !committed.has(identityText(identity)))",
    to: '.filter(({ identity }) => identityText(identity) === "")',
  },
  {
    id: "C22",
    file: DEPARTED,
    bug: "a new target is not seen",
    from: "entry.namespace !== before.namespace || entry.target !== before.target",
    to: "entry.namespace !== before.namespace",
  },
  {
    id: "C23",
    file: API,
    bug: "changes are judged from an empty Cluster",
    from: "validateTransition(CLUSTER_KIND, asItRan(before.resource), after)",
    to: "validateTransition(CLUSTER_KIND, after, after)",
  },
  {
    id: "C24",
    file: API,
    bug: "what the API server refuses is not said",
    from: ".filter(({ path }) => !said.has(pathText(path)))",
    to: ".filter(({ path }) => said.has(pathText(path)))",
  },
  {
    id: "C25",
    file: PLACE,
    bug: "the lowest layer that says something is blamed",
    from: "return layers.findLast(({ settings }) => valueAt(settings, path) !== undefined);",
    to: "return layers.find(({ settings }) => valueAt(settings, path) !== undefined);",
  },
  {
    id: "C26",
    file: PLACE,
    bug: "a name is underlined where the value is meant",
    from: 'part: length === path.length ? part : "name",',
    to: 'part: "name",',
  },
  {
    id: "C27",
    file: DEPARTURES,
    bug: "every committed Cluster has ended",
    from: "return object !== undefined && retirementReason(object) !== undefined;",
    to: "return object !== undefined;",
  },
  {
    id: "C28",
    file: PROTECTION,
    bug: "nothing is protected from deletion",
    from: "spec: { deletionProtection: true, ...spec }",
    to: "spec: { ...spec }",
  },
  {
    id: "C29",
    file: RESOLVE,
    bug: "a cluster that ends is protected from pruning still",
    from: "return isRetired(layers) ? manifest : protectedFromPruning(manifest);",
    to: "return protectedFromPruning(manifest);",
  },
  {
    id: "C30",
    file: TREE,
    bug: "a Namespace is protected by a cluster on another target",
    from: "return `${target}/${namespace}`;",
    to: "return `${target.slice(0, 0)}/${namespace}`;",
  },
  {
    id: "C31",
    file: PLACEMENT,
    bug: "a cluster that an environment can list leaves with a word alone",
    from: "if (home === undefined) return [];",
    to: "if (home !== undefined || home === undefined) return [];",
  },
];

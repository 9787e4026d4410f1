import { CLUSTER_KIND } from "@grampus/api";
import { OPERATOR_NAMESPACE } from "@grampus/resources";
import { yamlObjects } from "../committed/yaml-objects.ts";
import { valueAt } from "../data/data-path.ts";
import type { PlainObject } from "../data/plain-data.ts";
import type { Finding } from "../findings/finding.ts";
import { fleetCodes } from "../fleet/diagnostics.ts";
import { generatedFolder, overlayDirectory } from "../layout.ts";
import { isUnprotected } from "../resolve/protection.ts";
import { isInScope } from "../selection/scope.ts";
import type { CommittedState, Departure, Proposal } from "./departures.ts";
import { unreadFinding } from "./unread-state.ts";

interface LeavingObject {
  readonly object: PlainObject;
  /** The environment whose output has it in the commit. */
  readonly environment: string;
}

function nameOf(object: PlainObject, field: "name" | "namespace"): string {
  return String(valueAt(object, ["metadata", field]));
}

function objectText(object: PlainObject): string {
  const name = nameOf(object, "name");
  const isCluster = object.kind === CLUSTER_KIND;
  return `the ${String(object.kind)} ${isCluster ? `${nameOf(object, "namespace")}/${name}` : name}`;
}

/** The objects of operator folders whose files are in the commit only. */
async function operatorObjects(
  { committed }: CommittedState,
  { tree, scope }: Proposal,
): Promise<readonly LeavingObject[]> {
  const files = [...committed.ids.keys()].filter(
    (file) => generatedFolder(file)?.kind === "operator" && !tree.has(file) && isInScope(file, scope),
  );
  const texts = await committed.texts(files);
  return files.flatMap((file) => {
    const folder = generatedFolder(file);
    const environment = folder?.kind === "operator" ? folder.environment : "";
    return yamlObjects(texts.get(file) ?? "").map((object) => ({ object, environment }));
  });
}

/** The Clusters that are retired, and the places of those that cannot be built. */
async function retiredClusters(
  { clusters }: CommittedState,
  departures: readonly Departure[],
): Promise<readonly (LeavingObject | string)[]> {
  const keys = departures.map(({ environment, identity }) => ({
    environment: environment.name,
    cluster: identity.name,
  }));
  const built = await clusters.built(keys);
  return keys.map(({ environment, cluster }) => {
    const object = built.get(overlayDirectory(environment, cluster));
    return object === undefined ? `${environment}/${cluster}` : { object, environment };
  });
}

/** A Namespace that leaves while nobody can tell which Clusters it holds. */
function unknownClustersFinding(
  { object, environment }: LeavingObject,
  { fleet }: Proposal,
  commit: string,
): Finding {
  const namespace = nameOf(object, "name");
  const diagnostic = fleetCodes.create(
    "namespace-unread",
    { environment, namespace, place: commit },
    { hint: `leave ${namespace} as it is; or name a sound commit to compare with: --against <commit>` },
  );
  const entry = fleet.environments.get(environment);
  return entry === undefined
    ? { diagnostic }
    : { diagnostic, place: { file: entry.file, path: ["namespace"], part: "value" } };
}

/** Whether definitions have a namespace still, or it holds no Cluster ever. */
function isNamespaceKept(name: string, { fleet }: Proposal): boolean {
  return (
    name === OPERATOR_NAMESPACE ||
    [...fleet.environments.values()].some(({ namespace }) => namespace === name)
  );
}

function unprotectedFinding(
  { object, environment }: LeavingObject,
  { fleet }: Proposal,
  commit: string,
): Finding {
  const diagnostic = fleetCodes.create("unprotected", { what: objectText(object), place: commit });
  const entry = fleet.environments.get(environment);
  if (entry === undefined) return { diagnostic };
  const field = { Namespace: "namespace", [CLUSTER_KIND]: "retired" }[String(object.kind)] ?? "operator";
  return { diagnostic, place: { file: entry.file, path: [field], part: "value" } };
}

/** How a person ends what stays in Kubernetes; undefined for what is not worth a word. */
function ending(object: PlainObject, proposal: Proposal): string | undefined {
  const name = nameOf(object, "name");
  if (object.kind === CLUSTER_KIND) {
    return `end it with: kubectl delete clusters.mysql.oracle.com ${name} --namespace ${nameOf(object, "namespace")}`;
  }
  if (object.kind !== "Namespace" || isNamespaceKept(name, proposal)) return undefined;
  return `when no volume in it is wanted any more: kubectl delete namespace ${name}`;
}

/**
 * What is to be said about objects that hold data and leave Git rightly: that they stay in Kubernetes, or that they
 * would not, because the commit does not protect them from pruning yet.
 */
export async function leavingFindings(
  state: CommittedState,
  proposal: Proposal,
  retired: readonly Departure[],
): Promise<readonly Finding[]> {
  const [ofOperators, ofClusters] = await Promise.all([
    operatorObjects(state, proposal),
    retiredClusters(state, retired),
  ]);
  const leaving = [...ofOperators, ...ofClusters];
  if (leaving.length === 0) return [];
  const { committed, unreadable, isRequired } = state;
  const commit = await committed.name();
  return leaving.flatMap((object): readonly Finding[] => {
    if (typeof object === "string") {
      return [unreadFinding({ place: object, problem: "cannot be built" }, committed, isRequired)];
    }
    const isNamespace = object.object.kind === "Namespace";
    if (
      isNamespace &&
      unreadable.has(object.environment) &&
      !isNamespaceKept(nameOf(object.object, "name"), proposal)
    ) {
      return [unknownClustersFinding(object, proposal, commit)];
    }
    if (isUnprotected(object.object)) return [unprotectedFinding(object, proposal, commit)];
    const hint = ending(object.object, proposal);
    if (hint === undefined) return [];
    return [{ diagnostic: fleetCodes.create("stays", { what: objectText(object.object) }, { hint }) }];
  });
}

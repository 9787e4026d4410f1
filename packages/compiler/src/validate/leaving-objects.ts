import { CLUSTER_KIND, GROUP } from "@grampus/api";
import { DELETION_PROTECTION_LABEL, OPERATOR_NAMESPACE } from "@grampus/resources";
import { valueAt } from "../data/data-path.ts";
import type { PlainObject } from "../data/plain-data.ts";
import { yamlObjects } from "../data/yaml-objects.ts";
import type { Finding } from "../findings/finding.ts";
import { fleetCodes } from "../fleet/diagnostics.ts";
import { generatedFolder } from "../layout.ts";
import { isUnprotected } from "../resolve/protection.ts";
import { isInScope } from "../selection/scope.ts";
import { type CommittedState, type Departure, hasEnded, type Proposal } from "./departures.ts";
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

/** The Clusters that stay in Kubernetes, and the places of those that cannot be built. */
function stayingClusters(gone: readonly Departure[]): readonly (LeavingObject | string)[] {
  return gone
    .filter((departure) => !hasEnded(departure))
    .map(({ environment: { name: environment }, identity: { name }, object }) =>
      object === undefined ? `${environment}/${name}` : { object, environment },
    );
}

function deletionText(object: PlainObject): string {
  return `kubectl delete clusters.${GROUP} ${nameOf(object, "name")} --namespace ${nameOf(object, "namespace")}`;
}

/** What is said of Clusters that have ended in the commit, and so are deleted. */
function endedFindings(gone: readonly Departure[]): readonly Finding[] {
  return gone.filter(hasEnded).flatMap(({ object }): readonly Finding[] => {
    if (object === undefined) return [];
    const isErased = valueAt(object, ["spec", "deletionPolicy"]) === "Delete";
    const hint = `where Argo CD or Flux does not prune: ${deletionText(object)}`;
    return [{ diagnostic: fleetCodes.create("ends", { what: objectText(object), isErased }, { hint }) }];
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
    const unprotected = JSON.stringify({ spec: { deletionProtection: false } });
    const patch = `kubectl patch clusters.${GROUP} ${name} --namespace ${nameOf(object, "namespace")}`;
    return `end it with: ${patch} --type merge --patch '${unprotected}' && ${deletionText(object)}`;
  }
  if (object.kind !== "Namespace" || isNamespaceKept(name, proposal)) return undefined;
  const unlabel = `kubectl label namespace ${name} ${DELETION_PROTECTION_LABEL}-`;
  return `when no volume in it is wanted any more: ${unlabel} && kubectl delete namespace ${name}`;
}

/**
 * What is to be said about objects that hold data and leave Git rightly: that they are deleted; that they stay in
 * Kubernetes, or that they would not, because the commit does not protect them from pruning yet.
 */
export async function leavingFindings(
  state: CommittedState,
  proposal: Proposal,
  gone: readonly Departure[],
): Promise<readonly Finding[]> {
  const leaving = [...(await operatorObjects(state, proposal)), ...stayingClusters(gone)];
  const ended = endedFindings(gone);
  if (leaving.length === 0) return ended;
  const { committed, unreadable, isRequired } = state;
  const commit = await committed.name();
  const staying = leaving.flatMap((object): readonly Finding[] => {
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
  return [...ended, ...staying];
}

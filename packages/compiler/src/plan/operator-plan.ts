import { type ChangeClass, seriesOf, wantedMembers } from "@grampus/api";
import {
  clusterObjects,
  DEFAULT_PLATFORM,
  OPERATOR_NAME,
  type Platform,
  TEMPLATE_GENERATION_ANNOTATION,
  TEMPLATE_PARTS_ANNOTATION,
  templateDifference,
} from "@grampus/resources";
import { valueAt } from "../data/data-path.ts";
import type { PlainObject } from "../data/plain-data.ts";
import { type ObjectChange, objectChanges } from "./object-changes.ts";
import type { ClusterState } from "./played.ts";

/** A cluster whose members the operator restarts, though nobody changed its spec. */
export interface OperatorRestart {
  readonly cluster: string;
  /** The parts of the template that differ: `security context`. */
  readonly reasons: readonly string[];
}

/** A change of the operator of an environment, or of what the environment brings. */
export interface OperatorPlan {
  readonly environment: string;
  /** Objects of `environments/<env>/operator` that differ. */
  readonly objects: readonly ObjectChange[];
  readonly changeClass: ChangeClass;
  /** The operator's image; absent where the environment does not deploy it. */
  readonly image?: { readonly before: string | undefined; readonly after: string | undefined };
  /** Clusters that were looked at, and those of them that restart; absent where nobody can know. */
  readonly restarts?: { readonly of: number; readonly clusters: readonly OperatorRestart[] };
  /** What has to be known besides, each a sentence. */
  readonly notes: readonly string[];
}

/** A cluster of an environment, as it is before and after. */
export interface LookedAfter {
  readonly name: string;
  readonly state: ClusterState;
}

function deploymentOf(objects: readonly PlainObject[]): PlainObject | undefined {
  return objects.find(
    (object) => object.kind === "Deployment" && valueAt(object, ["metadata", "name"]) === OPERATOR_NAME,
  );
}

const CONTAINER = ["spec", "template", "spec", "containers", 0] as const;

function imageOf(deployment: PlainObject | undefined): string | undefined {
  const image = valueAt(deployment, [...CONTAINER, "image"]);
  return typeof image === "string" ? image : undefined;
}

/** What the tag of an image says, or the whole reference where there is none. */
function versionOf(image: string): string {
  return /:([^:/@]+)(@|$)/.exec(image)?.[1] ?? image;
}

function variableOf(deployment: PlainObject | undefined, name: string): string | undefined {
  const variables = valueAt(deployment, [...CONTAINER, "env"]);
  if (!Array.isArray(variables)) return undefined;
  const value = valueAt(
    variables.find((variable) => valueAt(variable, ["name"]) === name),
    ["value"],
  );
  return typeof value === "string" ? value : undefined;
}

function platformOf(deployment: PlainObject | undefined): Platform {
  const kind = variableOf(deployment, "GRAMPUS_PLATFORM") === "openshift" ? "openshift" : "kubernetes";
  const clusterDomain = variableOf(deployment, "GRAMPUS_CLUSTER_DOMAIN") ?? DEFAULT_PLATFORM.clusterDomain;
  return { kind, clusterDomain };
}

function generationOf(deployment: PlainObject): string | undefined {
  const generation = valueAt(deployment, ["metadata", "annotations", TEMPLATE_GENERATION_ANNOTATION]);
  return typeof generation === "string" ? generation : undefined;
}

/** Whether both operators make the same pods of the same spec: they are of one version, or say that they do. */
function makeTheSame(before: PlainObject, after: PlainObject): boolean {
  const [old, current] = [before, after].map((one) => versionOf(imageOf(one) ?? ""));
  const generation = generationOf(before);
  return old === current || (generation !== undefined && generation === generationOf(after));
}

const GROUP_NAME = "00000000-0000-4000-8000-000000000000";

/** What the pods of a cluster are made of on a platform, by the builders of this package. */
function templateParts({ cluster }: ClusterState, platform: Platform): string | undefined {
  const series = seriesOf(cluster.spec?.version ?? "");
  if (series === undefined) return undefined;
  const replicas = wantedMembers(cluster.spec);
  const { statefulSet } = clusterObjects({ cluster, series, groupName: GROUP_NAME, replicas, platform });
  return statefulSet.spec.template.metadata.annotations?.[TEMPLATE_PARTS_ANNOTATION];
}

function restartsOf(
  clusters: readonly LookedAfter[],
  before: Platform,
  after: Platform,
): readonly OperatorRestart[] {
  return clusters.flatMap(({ name, state }): readonly OperatorRestart[] => {
    const [old, current] = [templateParts(state, before), templateParts(state, after)];
    if (old === undefined || current === undefined) return [];
    const { reasons } = templateDifference(old, current);
    return reasons.length === 0 ? [] : [{ cluster: name, reasons }];
  });
}

const TURNS = "restarts that no spec asked for take turns, one cluster after the other";

/**
 * What a change of an environment's operator folder does to the clusters that the operator looks after. The objects of
 * each are built with this package's builders as the operator was and will be configured. An operator of another version
 * makes the same pods when its Deployment has the same generation of templates; else what it makes of them is not known
 * here, and is said to be so.
 *
 * @param clusters those whose spec stays as it is: what a changed spec does is in its own plan
 */
export function operatorPlan(
  environment: string,
  before: readonly PlainObject[],
  after: readonly PlainObject[],
  clusters: readonly LookedAfter[],
): OperatorPlan | undefined {
  const objects = objectChanges(before, after, () => "metadata");
  if (objects.length === 0) return undefined;
  const [old, current] = [deploymentOf(before), deploymentOf(after)];
  const plan = { environment, objects };
  if (old === undefined || current === undefined) {
    const image = { before: imageOf(old), after: imageOf(current) };
    if (old === undefined && current === undefined) return { ...plan, changeClass: "metadata", notes: [] };
    const note =
      old === undefined
        ? "the operator is installed"
        : "the operator leaves Git: Argo CD or Flux delete it, and nobody looks after the clusters until another one does";
    return { ...plan, changeClass: old === undefined ? "metadata" : "online", image, notes: [note] };
  }
  const image = { before: imageOf(old), after: imageOf(current) };
  if (!makeTheSame(old, current)) {
    const [from, to] = [versionOf(image.before ?? ""), versionOf(image.after ?? "")];
    const note = `the operator goes from ${from} to ${to}, and what ${from} makes of a cluster is not known here: up to ${clusters.length} clusters restart, where ${to} makes other pods; ${TURNS}`;
    return { ...plan, changeClass: "rolling-restart", image, notes: [note] };
  }
  const restarts = {
    of: clusters.length,
    clusters: restartsOf(clusters, platformOf(old), platformOf(current)),
  };
  const notes = restarts.clusters.length === 0 ? [] : [TURNS];
  return { ...plan, changeClass: notes.length === 0 ? "online" : "rolling-restart", image, restarts, notes };
}

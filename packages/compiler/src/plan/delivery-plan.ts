import { valueAt } from "../data/data-path.ts";
import type { PlainObject } from "../data/plain-data.ts";
import { argoCdSettingsDirectory, gitopsDirectory } from "../layout.ts";
import { deliveryMove, moveNotes } from "./delivery-place.ts";
import { type ObjectChange, objectChanges } from "./object-changes.ts";

/** What delivers an environment. */
export type DeliveryTool = "Flux" | "Argo CD";

/** A change of the objects by which an environment is delivered. */
export interface DeliveryPlan {
  readonly environment: string;
  /** What delivers it before and after; absent where nothing does. */
  readonly before?: DeliveryTool;
  readonly after?: DeliveryTool;
  /** Objects of `environments/<env>/gitops` that differ; none where the tool itself comes, goes or changes. */
  readonly objects: readonly ObjectChange[];
  /** Whether it goes to another Kubernetes cluster, as far as the tool's names for them say. */
  readonly isElsewhere: boolean;
  /** Clusters that another object of the same tool delivers than before, by name. */
  readonly moved: readonly string[];
  /** What a person has to do, in order, and what has to be known; each a sentence. */
  readonly notes: readonly string[];
}

const TOOLS: readonly (readonly [suffix: string, tool: DeliveryTool])[] = [
  ["toolkit.fluxcd.io", "Flux"],
  ["argoproj.io", "Argo CD"],
];

/** The tool whose objects these are; undefined of none. */
function toolOf(objects: readonly PlainObject[]): DeliveryTool | undefined {
  const groups = objects.map(({ apiVersion }) => String(apiVersion).split("/")[0] ?? "");
  return TOOLS.find(([suffix]) => groups.some((group) => group.endsWith(suffix)))?.[1];
}

/** The namespaces of the objects of a tool: an installation of it reads the one it is in. */
function namespacesText(objects: readonly PlainObject[]): string {
  const found = objects.map((object) => String(valueAt(object, ["metadata", "namespace"]) ?? ""));
  return [...new Set(found)].sort().join(", ");
}

/** What delivers the others goes first, or it would make them again. */
function removal(tool: DeliveryTool, environment: string): string {
  const folder = gitopsDirectory(environment);
  return `before this is merged, remove ${tool}'s objects as they are now in Git: kubectl delete -f ${folder}/fleet.yaml && kubectl delete --ignore-not-found -k ${folder}; what they delivered runs on`;
}

function startCommand(environment: string): string {
  return `kubectl apply -k ${gitopsDirectory(environment)}`;
}

/** Gives Argo CD what it has to know of health. */
function settingsCommand(environment: string): string {
  return `kubectl apply --server-side --field-manager=grampus -k ${argoCdSettingsDirectory(environment)}`;
}

function start(tool: DeliveryTool, environment: string): string {
  const settings = tool === "Argo CD" ? `${settingsCommand(environment)} && ` : "";
  return `after the merge, apply ${tool}'s objects once: ${settings}${startCommand(environment)}`;
}

/** What nothing delivers, as it is Argo CD's own: a person applies it. */
function settingsNotes(environment: string, objects: readonly ObjectChange[]): readonly string[] {
  if (!objects.some(({ object }) => object === "ConfigMap argocd-cm")) return [];
  return [`nothing syncs argocd-cm: after the merge, apply it: ${settingsCommand(environment)}`];
}

function movedNotes(moved: readonly string[]): readonly string[] {
  if (moved.length === 0) return [];
  const [are, they] = moved.length === 1 ? ["is", "it runs"] : ["are", "they run"];
  return [
    `${moved.join(", ")} ${are} delivered by another Kustomization than before; ${they} on`,
    "what the overlays of moved clusters hold beside the Cluster may be deleted by the one and made again by the other",
    "a moved cluster that is retired may be deleted with this: let it leave before, or after",
  ];
}

function handoverNotes(
  environment: string,
  before: DeliveryTool | undefined,
  after: DeliveryTool | undefined,
): readonly string[] {
  if (before === undefined) return after === undefined ? [] : [start(after, environment)];
  if (after === undefined)
    return [
      removal(before, environment),
      `without that ${before} goes on to deliver what is in Git, though nothing here says so`,
    ];
  return [
    removal(before, environment),
    start(after, environment),
    "never both at once: each would undo what the other one applies",
  ];
}

/**
 * What a change of the objects that deliver an environment means: which tool takes over from which and in what order a
 * person lets them, or what differs of the same tool's.
 */
export function deliveryPlan(
  environment: string,
  before: readonly PlainObject[],
  after: readonly PlainObject[],
  moved: readonly string[] = [],
): DeliveryPlan | undefined {
  const [old, current] = [toolOf(before), toolOf(after)];
  const [from, to] = [namespacesText(before), namespacesText(after)];
  const tools = {
    environment,
    ...(old === undefined ? {} : { before: old }),
    ...(current === undefined ? {} : { after: current }),
  };
  if (old !== current || (old !== undefined && from !== to))
    return {
      ...tools,
      objects: [],
      isElsewhere: false,
      moved: [],
      notes: handoverNotes(environment, old, current),
    };
  const objects = objectChanges(before, after, () => "metadata");
  if (objects.length === 0 && moved.length === 0) return undefined;
  const move = deliveryMove(environment, before, after);
  const notes = [
    ...moveNotes(move, current ?? "", startCommand(environment)),
    ...settingsNotes(environment, objects),
    ...movedNotes(moved),
  ];
  return { ...tools, objects, isElsewhere: move.cluster !== undefined, moved, notes };
}

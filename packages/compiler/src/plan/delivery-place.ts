import { valueAt } from "../data/data-path.ts";
import type { PlainObject } from "../data/plain-data.ts";
import { fleetDeliveryName } from "../delivery/names.ts";

function textAt(object: PlainObject, ...path: readonly string[]): string {
  const value = valueAt(object, path);
  return typeof value === "string" ? value : "";
}

function distinct(texts: readonly string[]): string {
  return [...new Set(texts.filter((text) => text !== ""))].sort().join(", ");
}

function nameOf(object: PlainObject): string {
  return textAt(object, "metadata", "name");
}

/** The Kubernetes cluster that objects deliver to, as the tool names it; empty where they deliver nothing yet. */
function clusterText(objects: readonly PlainObject[], environment: string): string {
  const told = objects
    .filter((object) => nameOf(object) !== fleetDeliveryName(environment))
    .map((object): string => {
      if (object.kind === "Kustomization") {
        const secret = textAt(object, "spec", "kubeConfig", "secretRef", "name");
        return secret === "" ? "where Flux runs" : `the kubeconfig ${secret}`;
      }
      const spec = object.kind === "ApplicationSet" ? ["spec", "template", "spec"] : ["spec"];
      return (
        textAt(object, ...spec, "destination", "name") || textAt(object, ...spec, "destination", "server")
      );
    });
  return distinct(told);
}

/** Where the object that delivers the others reads them. */
function sourceText(objects: readonly PlainObject[], environment: string): string {
  const own = objects.filter((object) => nameOf(object) === fleetDeliveryName(environment));
  const fields = [
    ["spec", "url"],
    ["spec", "ref", "branch"],
    ["spec", "ref", "tag"],
    ["spec", "path"],
    ["spec", "source", "repoURL"],
    ["spec", "source", "targetRevision"],
    ["spec", "source", "path"],
  ];
  return fields
    .flatMap((field) => own.map((object) => textAt(object, ...field)))
    .filter((text) => text !== "")
    .join(" ");
}

/** What differs between two deliveries by one tool besides its objects. */
export interface DeliveryMove {
  /** The two Kubernetes clusters, as the tool names them, where the environment goes to another one. */
  readonly cluster?: readonly [before: string, after: string];
  /** Where the tool reads its objects until it is told otherwise, where that changes. */
  readonly source?: string;
}

/** What moves when the objects that deliver an environment change. */
export function deliveryMove(
  environment: string,
  before: readonly PlainObject[],
  after: readonly PlainObject[],
): DeliveryMove {
  const [oldCluster, cluster] = [clusterText(before, environment), clusterText(after, environment)];
  const [oldSource, source] = [sourceText(before, environment), sourceText(after, environment)];
  return {
    ...(oldCluster === "" || cluster === "" || oldCluster === cluster
      ? {}
      : { cluster: [oldCluster, cluster] }),
    ...(oldSource === source ? {} : { source: oldSource }),
  };
}

/** What a person has to know and do of a move, each a sentence. */
export function moveNotes(
  { cluster, source }: DeliveryMove,
  tool: string,
  command: string,
): readonly string[] {
  return [
    ...(cluster === undefined
      ? []
      : [
          `it delivered to ${cluster[0]}, and will to ${cluster[1]}: if these are two Kubernetes clusters, every Cluster starts there without data, and those that run now run on where they are, delivered by nobody`,
        ]),
    ...(source === undefined
      ? []
      : [
          `${tool} reads ${source} until it has seen this change there; where it cannot, apply its objects once after the merge: ${command}`,
        ]),
  ];
}

import { type Health, healthOf } from "@grampus/api";
import { valueAt } from "../data/data-path.ts";
import { type Listed, type LiveOptions, listedClusters } from "./live-changes.ts";

/** An environment, and which of its clusters are looked at. */
export interface LivePlace {
  readonly environment: string;
  readonly target: string;
  readonly namespace: string;
  readonly clusters: readonly string[];
}

/** How a cluster of an environment is now, by the table of health. */
export interface LiveHealth {
  readonly environment: string;
  readonly cluster: string;
  /** `Missing`: there is no such Cluster in Kubernetes. `Unknown`: Kubernetes did not say. */
  readonly health: Health | "Missing" | "Unknown";
  readonly message: string;
}

function seen(answer: Listed, context: string, cluster: string): Pick<LiveHealth, "health" | "message"> {
  if (answer.kind === "unread")
    return { health: "Unknown", message: `${answer.reason} (the context is ${context})` };
  const found = answer.clusters.find((object) => valueAt(object, ["metadata", "name"]) === cluster);
  return found === undefined ? { health: "Missing", message: "there is no such Cluster" } : healthOf(found);
}

/** Asks Kubernetes, once for each environment, how clusters are. */
export async function fleetHealth(
  places: readonly LivePlace[],
  { contexts, timeout }: LiveOptions,
): Promise<readonly LiveHealth[]> {
  const found = await Promise.all(
    places.map(async ({ environment, target, namespace, clusters }) => {
      const context = contexts.get(environment) ?? target;
      const answer = await listedClusters(context, namespace, timeout);
      return clusters.map((cluster) => ({ environment, cluster, ...seen(answer, context, cluster) }));
    }),
  );
  return found.flat();
}

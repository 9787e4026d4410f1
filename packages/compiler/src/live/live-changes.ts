import type { Diagnostic } from "@grampus/diagnostics";
import { valueAt } from "../data/data-path.ts";
import { toPlainData } from "../data/plain-copy.ts";
import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";
import { planCodes } from "../plan/diagnostics.ts";
import type { ClusterChange, RunningCluster } from "../plan/fleet-plan.ts";
import { kubectl } from "./kubectl.ts";
import { runningCluster } from "./running-cluster.ts";

/** How running clusters are found. */
export interface LiveOptions {
  /** The kubeconfig context of an environment, by its name; the environment's target unless said. */
  readonly contexts: ReadonlyMap<string, string>;
  /** Milliseconds an answer may take; 15,000 unless said. */
  readonly timeout?: number;
}

/** The Clusters of a namespace, as the API server has them; why they cannot be read otherwise. */
export type Listed =
  | { readonly kind: "listed"; readonly clusters: readonly PlainObject[] }
  | { readonly kind: "unread"; readonly reason: string };

const KIND = "clusters.mysql.oracle.com";

function parsed(text: string): PlainValue | undefined {
  try {
    return toPlainData(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Asks the API server for the Clusters of a namespace. */
export async function listedClusters(
  context: string,
  namespace: string,
  timeout: number | undefined,
): Promise<Listed> {
  const answer = await kubectl(context, ["get", KIND, `--namespace=${namespace}`, "--output=json"], timeout);
  if (answer.kind === "unread") return answer;
  const items = valueAt(parsed(answer.text), ["items"]);
  if (!Array.isArray(items)) return { kind: "unread", reason: "what kubectl printed is no list of objects" };
  return { kind: "listed", clusters: items.filter((item: PlainValue) => isMap(item)) };
}

function unread(environment: string, context: string, reason: string): Diagnostic {
  return planCodes.create(
    "not-live",
    { environment, reason },
    { hint: `the context is ${context}; --context ${environment}=NAME names another one` },
  );
}

const NOT_THERE: RunningCluster = {
  start: {},
  notes: ["there is no such Cluster in Kubernetes: what the base says was not applied"],
};

function withRunning(change: ClusterChange, clusters: readonly PlainObject[]): ClusterChange {
  const { name } = change.identity;
  const [running] = clusters.flatMap((object) => runningCluster(object, name, change.before) ?? []);
  if (running !== undefined) return { ...change, running };
  return change.before === undefined ? change : { ...change, running: NOT_THERE };
}

/**
 * Changes with what is known of their clusters from Kubernetes, asked once for each environment; where it cannot be
 * read, a warning says so, and the clusters are taken as healthy.
 */
export async function liveChanges(
  changes: readonly ClusterChange[],
  { contexts, timeout }: LiveOptions,
): Promise<{ readonly changes: readonly ClusterChange[]; readonly diagnostics: readonly Diagnostic[] }> {
  const places = new Map(
    changes.map(({ environment, identity: { target, namespace } }) => [
      `${environment}/${target}/${namespace}`,
      { environment, namespace, context: contexts.get(environment) ?? target },
    ]),
  );
  const answers = new Map<string, Listed>();
  const diagnostics: Diagnostic[] = [];
  await Promise.all(
    [...places].map(async ([key, { namespace, context }]) => {
      answers.set(key, await listedClusters(context, namespace, timeout));
    }),
  );
  for (const [key, { environment, context }] of places) {
    const answer = answers.get(key);
    if (answer?.kind === "unread") diagnostics.push(unread(environment, context, answer.reason));
  }
  const live = changes.map((change) => {
    const { target, namespace } = change.identity;
    const answer = answers.get(`${change.environment}/${target}/${namespace}`);
    return answer?.kind === "listed" ? withRunning(change, answer.clusters) : change;
  });
  return { changes: live, diagnostics };
}

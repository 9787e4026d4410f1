import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { API_VERSION, CLUSTER_KIND, type Cluster, type ClusterSpec } from "@grampus/api";
import { forecast, type StepRecord, stepRecord, summarise } from "@grampus/planner/forecast";
import { expectThat } from "../e2e-fault.ts";
import type { Kube } from "../kube.ts";
import { performedSteps } from "../operator-log.ts";
import { eventually } from "../retry.ts";
import type { Figures, Scenario, Stage } from "../scenario.ts";
import { type TestedCluster, testedCluster } from "../tested-cluster.ts";
import { makeRestrictedNamespace } from "./create.ts";

const NAMESPACE = "e2e-forecasts";
const NAME = "forecast";
const CONFIG = "[mysqld]\nopen_files_limit=5000\n";
const WITHIN_MS = 600_000;
/** The log may be a moment behind the status. */
const LOG_LAGS_MS = 3_000;

interface Change {
  readonly field: string;
  readonly what: string;
  readonly change: (spec: ClusterSpec) => ClusterSpec;
}

const pods = (spec: ClusterSpec, more: ClusterSpec["podTemplate"]): ClusterSpec => ({
  ...spec,
  podTemplate: { ...spec.podTemplate, ...more },
});

/** One after the other on one cluster; each begins when the one before has settled. */
const CHANGES: readonly Change[] = [
  {
    field: "spec.variables.*",
    what: "a variable that changes online",
    change: (spec) => ({ ...spec, variables: { ...spec.variables, max_connections: 77 } }),
  },
  {
    field: "spec.variables.*",
    what: "a variable that needs a restart",
    change: (spec) => ({ ...spec, variables: { ...spec.variables, back_log: 90 } }),
  },
  {
    field: "spec.config.name",
    what: "a my.cnf",
    change: (spec) => ({ ...spec, config: { name: "settings" } }),
  },
  { field: "spec.members", what: "3 to 5 members", change: (spec) => ({ ...spec, members: 5 }) },
  { field: "spec.members", what: "5 to 3 members", change: (spec) => ({ ...spec, members: 3 }) },
  {
    field: "spec.podTemplate.metadata.labels.*",
    what: "a label of the pods",
    change: (spec) => pods(spec, { metadata: { labels: { team: "orders" } } }),
  },
  {
    field: "spec.podTemplate.topologySpreadConstraints",
    what: "spreading over nodes",
    change: (spec) =>
      pods(spec, {
        topologySpreadConstraints: [
          { maxSkew: 2, topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "ScheduleAnyway" },
        ],
      }),
  },
  {
    field: "spec.resources.server",
    what: "less CPU asked for",
    change: (spec) => ({ ...spec, resources: { server: { requests: { cpu: "50m" } } } }),
  },
  {
    field: "spec.nodeSelector.*",
    what: "nodes with Linux",
    change: (spec) => ({ ...spec, nodeSelector: { "kubernetes.io/os": "linux" } }),
  },
  {
    field: "spec.tolerations",
    what: "a taint that nobody has",
    change: (spec) => ({ ...spec, tolerations: [{ key: "dedicated", operator: "Exists" }] }),
  },
  {
    field: "spec.volumeClaimTemplate.metadata.labels.*",
    what: "a label of the claims: the StatefulSet is made anew",
    change: (spec) => ({
      ...spec,
      volumeClaimTemplate: { ...spec.volumeClaimTemplate, metadata: { labels: { team: "orders" } } },
    }),
  },
  {
    field: "spec.deletionPolicy",
    what: "Delete",
    change: (spec) => ({ ...spec, deletionPolicy: "Delete" }),
  },
  {
    field: "spec.deletionProtection",
    what: "protected from deletion",
    change: (spec) => ({ ...spec, deletionProtection: true }),
  },
  {
    field: "spec.updateStrategy.type",
    what: "OnDelete",
    change: (spec) => ({ ...spec, updateStrategy: { type: "OnDelete" } }),
  },
  {
    field: "spec.abandonedMembers",
    what: "a member that is well",
    change: (spec) => ({ ...spec, abandonedMembers: [`${NAME}-2`] }),
  },
  {
    field: "spec.multiMaster",
    what: "several primaries",
    change: (spec) => ({ ...spec, multiMaster: true }),
  },
];

/** What was forecast for a change, and what the operator did. */
interface Comparison {
  readonly field: string;
  readonly change: string;
  readonly primary: string;
  readonly forecast: string;
  readonly performed: string;
  readonly same: boolean;
  readonly seconds: number;
}

function clusterOf(spec: ClusterSpec): Cluster {
  return {
    apiVersion: API_VERSION,
    kind: CLUSTER_KIND,
    metadata: { name: NAME, namespace: NAMESPACE },
    spec,
  };
}

function told(records: readonly StepRecord[], stall: string | undefined): string {
  const { order, claims, variables } = summarise(records);
  const text = [
    ...order,
    ...claims.map((claim) => `change ${claim}`),
    ...variables.map((member) => `set variables of ${member}`),
    ...(stall === undefined ? [] : [`stalled: ${stall}`]),
  ];
  return text.length === 0 ? "nothing" : text.join(", ");
}

/** Waits until the spec as it is was made true or stalls; the reason of the stall. */
function settled(kube: Kube, members: number): Promise<string> {
  return eventually(
    `${NAME} settles`,
    async () => {
      const { metadata, status } = (await kube.find("clusters.mysql.oracle.com", NAMESPACE, NAME)) ?? {};
      if (status?.observedGeneration !== metadata?.generation) return undefined;
      const stalled = status?.conditions?.find(
        ({ type, status: value }) => type === "Stalled" && value === "True",
      );
      if (stalled !== undefined) return stalled.reason ?? "";
      const ready = status?.conditions?.find(({ type }) => type === "Ready");
      return ready?.status === "True" && status?.readyReplicas === members ? "" : undefined;
    },
    { within: WITHIN_MS, every: 500 },
  );
}

async function compare(
  kube: Kube,
  cluster: TestedCluster,
  before: ClusterSpec,
  { field, what, change }: Change,
): Promise<{ readonly spec: ClusterSpec; readonly comparison: Comparison }> {
  const spec = change(before);
  const primary = await cluster.primary();
  const expected = forecast(
    { cluster: clusterOf(before), userConfig: CONFIG },
    { cluster: clusterOf(spec), userConfig: CONFIG },
    { primary },
  );
  const [since, startedAt] = [new Date(), performance.now()];
  await kube.apply(JSON.stringify(clusterOf(spec)));
  const reason = await settled(kube, spec.members ?? 3);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  await delay(LOG_LAGS_MS);
  const performed = told(await performedSteps(kube, cluster, since), reason === "" ? undefined : reason);
  const predicted = told(
    expected.steps.map(stepRecord),
    expected.kind === "stalled" ? expected.stall.reason : undefined,
  );
  const same = performed === predicted && expected.kind !== "endless";
  return {
    spec,
    comparison: { field, change: what, primary, forecast: predicted, performed, same, seconds },
  };
}

function keep(root: string, comparisons: readonly Comparison[]): void {
  const folder = join(root, "docs/results");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "forecasts.json"), `${JSON.stringify(comparisons, undefined, 2)}\n`);
}

async function run({ kube, say, root }: Stage): Promise<Figures> {
  await makeRestrictedNamespace(kube, NAMESPACE);
  const data = { "my.cnf": CONFIG };
  await kube.apply(
    JSON.stringify({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "settings", namespace: NAMESPACE },
      data,
    }),
  );
  let spec: ClusterSpec = { members: 3 };
  await kube.apply(JSON.stringify(clusterOf(spec)));
  const cluster = testedCluster(kube, NAMESPACE, NAME);
  await cluster.ready(3, WITHIN_MS);
  const comparisons: Comparison[] = [];
  for (const change of CHANGES) {
    const { spec: next, comparison } = await compare(kube, cluster, spec, change);
    const { same, forecast: predicted, performed, seconds } = comparison;
    say(
      `${change.field}, ${change.what}: ${same ? performed : `FORECAST ${predicted} PERFORMED ${performed}`} (${seconds} s)`,
    );
    comparisons.push(comparison);
    keep(root, comparisons);
    spec = next;
  }
  const last: ClusterSpec = { ...spec, multiMaster: false, abandonedMembers: [], deletionProtection: false };
  await kube.apply(JSON.stringify(clusterOf(last)));
  await kube.run("delete", "cluster", NAME, "-n", NAMESPACE, "--timeout=180s");
  await kube.run("delete", "namespace", NAMESPACE, "--wait=false");
  const wrong = comparisons.filter(({ same }) => !same);
  expectThat(
    wrong.length === 0,
    wrong
      .map(
        ({ field, change, forecast: predicted, performed }) =>
          `${field}, ${change}: forecast ${predicted}; performed ${performed}`,
      )
      .join("\n"),
  );
  return { changes: comparisons.length, fields: new Set(comparisons.map(({ field }) => field)).size };
}

/** Many changes of one cluster, each forecast first and then compared with what the operator's log says it did. */
export const forecasts: Scenario = {
  name: "forecasts: what was said beforehand is what happens",
  isLong: true,
  run,
};

/** The environments of every fleet that is measured, in promotion order. */
export const ENVIRONMENTS: readonly string[] = ["dev", "staging", "prod"];

function clusterName(index: number): string {
  return `cluster-${String(index).padStart(4, "0")}`;
}

/** A definition's path from the fleet's root. */
export function clusterFile(index: number): string {
  return `clusters/${clusterName(index)}/cluster.ts`;
}

/** The text of a definition; another revision has another value in one field, as an edit would. */
export function clusterDefinition(index: number, revision = 0): string {
  return `import { defineCluster } from "@grampus/dsl";

export default defineCluster({
  name: "${clusterName(index)}",
  owner: "team-${index % 17}",
  version: "${index % 4 === 0 ? "9.7.4" : "9.7"}",
  members: ${[1, 3, 3, 5][index % 4]},
  storage: { size: "${50 + (index % 10) * 50}Gi", class: "${index % 3 === 0 ? "fast" : "standard"}" },
  variables: { max_connections: ${500 + (index % 7) * 100 + revision}, innodb_print_all_deadlocks: true },
  resources: { requests: { cpu: "500m", memory: "${1 + (index % 4)}Gi" }, limits: { memory: "${2 + (index % 4)}Gi" } },
  nodeSelector: { "kubernetes.io/arch": "amd64" },
  pods: { annotations: { "example.com/index": "${index}" }, priorityClassName: "database" },
});
`;
}

/** The text of a definition with one more variable, for which members restart in every environment. */
export function restartingDefinition(index: number): string {
  return clusterDefinition(index).replace("variables: { ", "variables: { back_log: 300, ");
}

function clusterEntry(environment: string, index: number): string {
  const overridden = environment === "prod" || index % 5 === 0;
  const value = overridden
    ? `override(c${index}, { members: ${environment === "prod" ? 5 : 3}, variables: { max_connections: ${800 + (index % 9)} } })`
    : `c${index}`;
  return `    "${clusterName(index)}": ${value},`;
}

function environmentDefinition(environment: string, position: number, clusters: number): string {
  const indexes = Array.from({ length: clusters }, (_, index) => index);
  const before = ENVIRONMENTS[position - 1];
  const platform = environment === "prod" ? "openshift" : "kubernetes";
  return `import { defineEnvironment, ${platform}, override } from "@grampus/dsl";
${indexes.map((index) => `import c${index} from "../../${clusterFile(index)}";`).join("\n")}

export default defineEnvironment({
  name: "${environment}",${before === undefined ? "" : `\n  after: "${before}",\n  follows: "head",`}
  namespace: "mysql-${environment}",
  platform: ${platform}(),
  defaults: { tolerations: [{ key: "dedicated", operator: "Equal", value: "mysql", effect: "NoSchedule" }] },
  clusters: {
${indexes.map((index) => clusterEntry(environment, index)).join("\n")}
  },
});
`;
}

/** The hand-written files of a fleet with some clusters in every environment, by path. The same every time. */
export function fleetFiles(clusters: number): ReadonlyMap<string, string> {
  const definitions = Array.from(
    { length: clusters },
    (_, index) => [clusterFile(index), clusterDefinition(index)] as const,
  );
  const environments = ENVIRONMENTS.map(
    (name, position) =>
      [`environments/${name}/environment.ts`, environmentDefinition(name, position, clusters)] as const,
  );
  return new Map([...definitions, ...environments]);
}

import type { Tool } from "./tool.ts";

/** The cluster that the proof follows through dev and staging. */
export const ORDERS = { name: "orders", dev: "mysql-dev", staging: "mysql-staging" } as const;

/** Files that the proof edits. */
export const CLUSTER_FILE = "clusters/orders/cluster.ts";
export const DEV_FILE = "environments/dev/environment.ts";
export const DEV_PATCH = "environments/dev/clusters/orders/cluster.patch.yaml";

/** What {@link DEV_FILE} says of clusters and the operator, at first and later. */
export const DEV_SAYS = {
  noClusters: "clusters: {}",
  operator: 'deploy({ logLevel: "info" })',
  clusters: (members: number) => `clusters: { orders: override(orders, { members: ${members} }) }`,
} as const;

const CLUSTER = `import { defineCluster } from "@grampus/dsl";

export default defineCluster({
  name: "orders",
  owner: "team-orders",
  storage: { size: "1Gi" },
  variables: { max_connections: 100, back_log: 90 },
});
`;

const environment = (tool: Tool, repository: string, imports: string, body: string) =>
  `import { ${tool.name}, defineEnvironment, ${imports} } from "@grampus/dsl";
import orders from "../../clusters/orders/cluster.ts";

export default defineEnvironment({
  target: "rig",
  platform: kubernetes(),
  delivery: ${tool.delivery(repository)},
${body}
});
`;

/** A fleet with an environment that deploys the operator, without clusters yet, and one that follows releases. */
export function firstDefinitions(tool: Tool, repository: string): Readonly<Record<string, string>> {
  const dev = [
    '  name: "dev",',
    `  namespace: "${ORDERS.dev}",`,
    `  operator: ${DEV_SAYS.operator},`,
    `  ${DEV_SAYS.noClusters},`,
  ];
  const staging = [
    '  name: "staging",',
    '  after: "dev",',
    `  namespace: "${ORDERS.staging}",`,
    '  operator: "shared",',
    "  clusters: { orders },",
  ];
  return {
    [CLUSTER_FILE]: CLUSTER,
    [DEV_FILE]: environment(tool, repository, "deploy, kubernetes, override", dev.join("\n")),
    "environments/staging/environment.ts": environment(tool, repository, "kubernetes", staging.join("\n")),
  };
}

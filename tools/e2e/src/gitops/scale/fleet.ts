import type { Tool } from "../tool.ts";

/** Where the clusters are. */
export const NAMESPACE = "mysql-dev";

/** Name of a cluster of the fleet. */
export const clusterName = (index: number) => `c${String(index).padStart(4, "0")}`;

/** Path of its definition. */
export const clusterFile = (name: string) => `clusters/${name}/cluster.ts`;

/** The definitions of a fleet of equal clusters in one environment. */
export function definitions(
  tool: Tool,
  repository: string,
  settings: string | undefined,
  clusters: number,
): Readonly<Record<string, string>> {
  const names = Array.from({ length: clusters }, (_, index) => clusterName(index));
  const cluster = (name: string) =>
    `import { defineCluster } from "@grampus/dsl";\n\nexport default defineCluster({ name: "${name}", members: 1, storage: { size: "1Gi" }, variables: { max_connections: 100 } });\n`;
  const imports = names.map((name) => `import ${name} from "../../clusters/${name}/cluster.ts";`).join("\n");
  const environment = `import { ${tool.name}, defineEnvironment, kubernetes } from "@grampus/dsl";
${imports}

export default defineEnvironment({
  name: "dev",
  namespace: "${NAMESPACE}",
  platform: kubernetes(),
  delivery: ${tool.delivery(repository, settings)},
  clusters: { ${names.join(", ")} },
});
`;
  return {
    ...Object.fromEntries(names.map((name) => [clusterFile(name), cluster(name)])),
    "environments/dev/environment.ts": environment,
  };
}

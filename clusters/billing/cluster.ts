import { defineCluster } from "@grampus/dsl";

export default defineCluster({
  name: "billing",
  owner: "team-billing",
  labels: { "cost-center": "finance" },
  members: 3,
  storage: { size: "50Gi" },
  variables: { max_connections: 200, sql_require_primary_key: true },
  resources: {
    requests: { cpu: "1", memory: "4Gi" },
    limits: { memory: "4Gi" },
  },
  pods: { labels: { "cost-center": "finance" } },
});

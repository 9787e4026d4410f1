import { defineCluster } from "@grampus/dsl";

export default defineCluster({
  name: "orders",
  owner: "team-orders",
  version: "9.7",
  members: 3,
  storage: { size: "200Gi", class: "fast" },
  variables: {
    max_connections: 500,
    innodb_flush_log_at_trx_commit: 1,
    long_query_time: "0.5",
  },
  resources: {
    requests: { cpu: "2", memory: "8Gi" },
    limits: { memory: "8Gi" },
  },
});

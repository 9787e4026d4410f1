import { argocd, defineEnvironment, kubernetes, maxStorage, override, unset } from "@grampus/dsl";
import billing from "../../clusters/billing/cluster.ts";
import mysql from "../../clusters/mysql/cluster.ts";
import orders from "../../clusters/orders/cluster.ts";

const small = {
  requests: { cpu: "250m", memory: "512Mi" },
  limits: { memory: "1Gi" },
} as const;

export default defineEnvironment({
  name: "dev",
  namespace: "mysql-dev",
  delivery: argocd({ repository: "https://git.example.com/acme/fleet.git" }),
  platform: kubernetes(),
  defaults: { resources: small },
  policies: [maxStorage("20Gi")],
  clusters: {
    mysql,
    orders: override(orders, {
      members: 1,
      storage: { size: "10Gi", class: unset() },
      variables: { max_connections: 100 },
      resources: small,
    }),
    billing: override(billing, { members: 1, storage: { size: "10Gi" }, resources: small }),
  },
});

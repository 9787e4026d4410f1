import {
  allowVersions,
  defineEnvironment,
  flux,
  kubernetes,
  oddMembers,
  override,
  requireOwner,
} from "@grampus/dsl";
import billing from "../../clusters/billing/cluster.ts";
import orders from "../../clusters/orders/cluster.ts";

export default defineEnvironment({
  name: "staging",
  after: "dev",
  namespace: "mysql-staging",
  delivery: flux({ repository: "https://git.example.com/acme/fleet.git" }),
  platform: kubernetes(),
  policies: [oddMembers(), requireOwner(), allowVersions("9.7")],
  clusters: {
    billing,
    orders: override(orders, { storage: { size: "50Gi" }, variables: { long_query_time: "0.1" } }),
  },
});

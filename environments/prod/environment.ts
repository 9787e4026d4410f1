import {
  allowVersions,
  defineEnvironment,
  minMembers,
  oddMembers,
  openshift,
  override,
  requireOwner,
  requireResources,
  retainData,
} from "@grampus/dsl";
import billing from "../../clusters/billing/cluster.ts";
import orders from "../../clusters/orders/cluster.ts";

export default defineEnvironment({
  name: "prod",
  after: "staging",
  namespace: "mysql-prod",
  platform: openshift(),
  defaults: {
    pods: {
      priorityClassName: "database",
      topologySpreadConstraints: [
        { maxSkew: 1, topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: "ScheduleAnyway" },
      ],
    },
  },
  manifests: {
    "priority-class": {
      apiVersion: "scheduling.k8s.io/v1",
      kind: "PriorityClass",
      metadata: { name: "database" },
      value: 100000,
      description: "Databases are placed before, and evicted after, what can be started again elsewhere.",
    },
  },
  policies: [
    minMembers(3),
    oddMembers(),
    requireOwner(),
    requireResources(),
    retainData(),
    allowVersions("9.7"),
  ],
  clusters: {
    billing,
    orders: override(orders, {
      members: 5,
      storage: { size: "2Ti" },
      variables: { max_connections: 2000 },
      resources: { requests: { cpu: "8", memory: "64Gi" }, limits: { memory: "64Gi" } },
    }),
  },
});

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { type MemberMetrics, memberMetrics } from "./member-metrics.ts";

/** What the operator counts. */
export interface Metrics {
  readonly registry: Registry;
  readonly reconciles: Histogram<"state">;
  readonly steps: Counter<"kind" | "outcome">;
  readonly statusWrites: Counter;
  readonly failures: Counter;
  readonly watchTroubles: Counter;
  readonly leader: Gauge;
  readonly rivals: Gauge;
  readonly clusters: Gauge;
  readonly restarting: Gauge;
  readonly restartsWaiting: Gauge;
  readonly members: MemberMetrics;
}

/** Fresh metrics in a registry of their own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 50 });
  const registers = [registry];
  return {
    registry,
    reconciles: new Histogram({
      name: "grampus_reconcile_seconds",
      help: "Rounds of observing, deciding and acting, by diagnosis.",
      labelNames: ["state"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
      registers,
    }),
    steps: new Counter({
      name: "grampus_steps_total",
      help: "Steps by kind and outcome.",
      labelNames: ["kind", "outcome"],
      registers,
    }),
    statusWrites: new Counter({
      name: "grampus_status_writes_total",
      help: "Writes of a status.",
      registers,
    }),
    failures: new Counter({ name: "grampus_failures_total", help: "Rounds that failed.", registers }),
    watchTroubles: new Counter({
      name: "grampus_watch_troubles_total",
      help: "Failed lists and broken watches.",
      registers,
    }),
    leader: new Gauge({ name: "grampus_leader", help: "1 while this process holds the Lease.", registers }),
    rivals: new Gauge({
      name: "grampus_rival_operators",
      help: "Operators of other namespaces in whose favour this one stands back.",
      registers,
    }),
    clusters: new Gauge({ name: "grampus_clusters", help: "Clusters known.", registers }),
    restarting: new Gauge({
      name: "grampus_restarting_clusters",
      help: "Clusters whose members are being restarted for a new operator or another platform.",
      registers,
    }),
    restartsWaiting: new Gauge({
      name: "grampus_restarts_waiting",
      help: "Clusters that wait for their turn at that.",
      registers,
    }),
    members: memberMetrics(registers),
  };
}

export type { Cluster } from "./cluster.ts";

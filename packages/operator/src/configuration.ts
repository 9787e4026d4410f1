import { hostname } from "node:os";
import { DEFAULT_PLATFORM, type Platform } from "@grampus/resources";
import { OperatorFault } from "./fault.ts";
import { LOG_LEVELS, type LogLevel } from "./log.ts";

/** What the operator is told by its environment. */
export interface Configuration {
  /** The namespace it runs in, where its Lease is; the connection's own unless said. */
  readonly namespace: string | undefined;
  /** Different for every process. */
  readonly identity: string;
  /** The namespace whose clusters it looks after; all unless said. */
  readonly watchedNamespace: string | undefined;
  readonly platform: Platform;
  readonly port: number;
  /** Clusters worked on at the same time. */
  readonly workers: number;
  /** Clusters whose members are restarted at the same time for a new operator or another platform. */
  readonly restartingClusters: number;
  /** The least important lines that are written. */
  readonly logLevel: LogLevel;
}

type Environment = Readonly<Record<string, string | undefined>>;

function platformKind(value: string | undefined): Platform["kind"] {
  if (value === undefined || value === "kubernetes") return "kubernetes";
  if (value === "openshift") return value;
  throw new OperatorFault(
    "configuration",
    `GRAMPUS_PLATFORM is ${JSON.stringify(value)}; it can be "kubernetes" or "openshift"`,
  );
}

function wholeNumber(name: string, value: string | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  if (/^[1-9][0-9]{0,4}$/.test(value)) return Number(value);
  throw new OperatorFault(
    "configuration",
    `${name} is ${JSON.stringify(value)}; it has to be a whole number above 0`,
  );
}

function logLevel(value: string | undefined): LogLevel {
  if (value === undefined) return "info";
  const known = LOG_LEVELS.find((level) => level === value);
  if (known !== undefined) return known;
  const allowed = LOG_LEVELS.map((level) => JSON.stringify(level)).join(", ");
  throw new OperatorFault(
    "configuration",
    `GRAMPUS_LOG_LEVEL is ${JSON.stringify(value)}; it can be ${allowed}`,
  );
}

/** Reads the environment; throws `configuration` with what was found and what is allowed. */
export function readConfiguration(env: Environment): Configuration {
  return {
    namespace: env.POD_NAMESPACE,
    identity: `${env.POD_NAME ?? hostname()}_${crypto.randomUUID()}`,
    watchedNamespace: env.GRAMPUS_NAMESPACE,
    platform: {
      kind: platformKind(env.GRAMPUS_PLATFORM),
      clusterDomain: env.GRAMPUS_CLUSTER_DOMAIN ?? DEFAULT_PLATFORM.clusterDomain,
    },
    port: wholeNumber("GRAMPUS_PORT", env.GRAMPUS_PORT, 8080),
    workers: wholeNumber("GRAMPUS_WORKERS", env.GRAMPUS_WORKERS, 8),
    restartingClusters: wholeNumber("GRAMPUS_RESTARTING_CLUSTERS", env.GRAMPUS_RESTARTING_CLUSTERS, 1),
    logLevel: logLevel(env.GRAMPUS_LOG_LEVEL),
  };
}

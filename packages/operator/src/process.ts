import { setTimeout as delay } from "node:timers/promises";
import { readConfiguration } from "./configuration.ts";
import { serveHealth } from "./health-server.ts";
import { kubeClient } from "./kube/client.ts";
import { connectKube, defaultKubeConfig } from "./kube/connection.ts";
import { type RivalOperator, rivalOperators, SCOPE_ANNOTATION } from "./kube/rival-operators.ts";
import { acquireSoleLease } from "./kube/sole-lease.ts";
import { jsonLog, type Log, type LogLevel } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import type { ConnectMember } from "./mysql/member-connection.ts";
import { createOperator } from "./operator.ts";
import { standingBack, unreadiness } from "./readiness.ts";
import { LAST_ROUNDS_MS, LEASE_MS, LONGEST_SILENCE_MS } from "./timing.ts";

const LEASE = "grampus-operator";

/** Lines to standard output, as a process of the operator writes them. */
export function processLog(least: LogLevel): Log {
  return jsonLog(
    (line) => process.stdout.write(line),
    () => new Date(),
    least,
  );
}

/**
 * Runs the operator until it is asked to end or loses its Lease; gives the exit code of the process.
 *
 * @param connectMember how to reach members; the driver, unless something stands in for the servers
 */
export async function runOperator(connectMember: ConnectMember): Promise<number> {
  const configuration = readConfiguration(process.env);
  const log = processLog(configuration.logLevel);
  const connection = connectKube(defaultKubeConfig(process.env));
  const metrics = createMetrics();
  const shutdown = new AbortController();
  for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, () => shutdown.abort());

  const watching = new AbortController();
  const { signal } = watching;
  let rivals: readonly RivalOperator[] | undefined;
  const operator = createOperator({ connection, connectMember, configuration, log, metrics, signal });
  const server = await serveHealth(
    configuration.port,
    {
      sickness: () =>
        operator.synced() && operator.silence() > LONGEST_SILENCE_MS
          ? `nothing heard from the API server for ${operator.silence()} ms`
          : undefined,
      unreadiness: () => unreadiness({ synced: operator.synced(), rivals }),
    },
    metrics,
  );
  log("info", "operator started", { identity: configuration.identity, uptime: performance.now() });

  while (!operator.synced() && !shutdown.signal.aborted) await delay(50);
  const name = { namespace: configuration.namespace ?? connection.namespace, name: LEASE };
  const scope = configuration.watchedNamespace;
  const now = () => performance.now();
  const lease = await acquireSoleLease(
    {
      client: kubeClient(connection, "grampus-lease"),
      name,
      identity: configuration.identity,
      annotations: scope === undefined ? {} : { [SCOPE_ANNOTATION]: scope },
      duration: LEASE_MS.duration,
      renewDeadline: LEASE_MS.renewDeadline,
      renewEvery: LEASE_MS.renewEvery,
      retryEvery: LEASE_MS.retryEvery,
      rivals: rivalOperators({ connection, lease: name, scope, duration: LEASE_MS.duration, now }),
      standBackFor: LEASE_MS.standBackFor,
      random: Math.random,
      onRivals: (found) => {
        rivals = found;
        metrics.rivals.set(found.length);
        log(found.length === 0 ? "info" : "warn", standingBack(found) ?? "no other operator is at work");
      },
      onTrouble: (message) => log("warn", message),
      now,
    },
    shutdown.signal,
  );
  if (lease !== undefined) {
    log("info", "holding the Lease: acting on clusters");
    operator.start();
    const asked = new Promise<"asked">((resolve) => {
      if (shutdown.signal.aborted) resolve("asked");
      shutdown.signal.addEventListener("abort", () => resolve("asked"));
    });
    const why = await Promise.race([asked, lease.lost.then(() => "lost" as const)]);
    if (why === "lost") {
      log("error", "the Lease is lost: another operator may act now; ending at once");
      return 1;
    }
    log("info", "asked to end: handing the Lease over");
    await Promise.race([operator.stop(), delay(LAST_ROUNDS_MS)]);
    await lease.release();
  }
  watching.abort();
  server.close();
  connection.close();
  return 0;
}

import { setTimeout as delay } from "node:timers/promises";
import { readConfiguration } from "./configuration.ts";
import { errorText } from "./fault.ts";
import { serveHealth } from "./health-server.ts";
import { kubeClient } from "./kube/client.ts";
import { connectKube, defaultKubeConfig } from "./kube/connection.ts";
import { type RivalOperator, rivalOperators, SCOPE_ANNOTATION } from "./kube/rival-operators.ts";
import { acquireSoleLease } from "./kube/sole-lease.ts";
import { jsonLog } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { createOperator } from "./operator.ts";
import { standingBack, unreadiness } from "./readiness.ts";

const LEASE = "grampus-operator";
const LEASE_DURATION = 15_000;
const RENEW_DEADLINE = 10_000;
const RENEW_EVERY = 4000;
const RETRY_EVERY = 1000;
const STAND_BACK_FOR = 4000;
// A round that is going on may end by itself; one that hangs must not hold up the Lease.
const LAST_ROUNDS = 5000;
// Bookmarks come about once a minute; caches that heard nothing for this long are of no use.
const LONGEST_SILENCE = 300_000;

const log = jsonLog(
  (line) => process.stdout.write(line),
  () => new Date(),
);

async function run(): Promise<number> {
  const configuration = readConfiguration(process.env);
  const connection = connectKube(defaultKubeConfig(process.env));
  const metrics = createMetrics();
  const shutdown = new AbortController();
  for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, () => shutdown.abort());

  const watching = new AbortController();
  const { signal } = watching;
  let rivals: readonly RivalOperator[] | undefined;
  const operator = createOperator({ connection, configuration, log, metrics, signal });
  const server = await serveHealth(
    configuration.port,
    {
      sickness: () =>
        operator.synced() && operator.silence() > LONGEST_SILENCE
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
      duration: LEASE_DURATION,
      renewDeadline: RENEW_DEADLINE,
      renewEvery: RENEW_EVERY,
      retryEvery: RETRY_EVERY,
      rivals: rivalOperators({ connection, lease: name, scope, duration: LEASE_DURATION, now }),
      standBackFor: STAND_BACK_FOR,
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
    await Promise.race([operator.stop(), delay(LAST_ROUNDS)]);
    await lease.release();
  }
  watching.abort();
  server.close();
  connection.close();
  return 0;
}

run().then(
  (exitCode) => process.exit(exitCode),
  (error) => {
    log("error", `the operator ends: ${errorText(error)}`);
    process.exit(1);
  },
);

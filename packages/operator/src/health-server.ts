import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { Metrics } from "./metrics.ts";

/** What the probes ask. */
export interface Health {
  /** Why the process is of no use any more; nothing while it is fine. */
  readonly sickness: () => string | undefined;
  /** Why it is not ready yet; nothing when it is. */
  readonly unreadiness: () => string | undefined;
}

/** Serves `/healthz`, `/readyz` and `/metrics` on all addresses. Resolves when it listens. */
export async function serveHealth(port: number, health: Health, metrics: Metrics): Promise<Server> {
  const answers: Readonly<Record<string, () => Promise<readonly [status: number, text: string]>>> = {
    "/healthz": async () => probe(health.sickness()),
    "/readyz": async () => probe(health.unreadiness()),
    "/metrics": async () => [200, await metrics.registry.metrics()],
  };
  const server = createServer((request, response) => {
    const answer = answers[new URL(request.url ?? "/", "http://operator").pathname];
    const done = answer === undefined ? Promise.resolve([404, "not found\n"] as const) : answer();
    done.then(
      ([status, text]) =>
        response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  server.listen(port);
  await once(server, "listening");
  return server;
}

function probe(problem: string | undefined): readonly [number, string] {
  return problem === undefined ? [200, "ok\n"] : [503, `${problem}\n`];
}

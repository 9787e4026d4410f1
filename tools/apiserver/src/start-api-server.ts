import type { ApiServer } from "./api-server.ts";
import { ApiServerFault } from "./fault.ts";
import { findServerPrograms, type ServerPrograms } from "./programs.ts";
import { startFromPath } from "./start-from-path.ts";
import { startRig } from "./start-rig.ts";

/**
 * Starts a fresh etcd and kube-apiserver on free ports of loopback, in about 4 seconds. They end with this process.
 *
 * @throws ApiServerFault when there is nothing to start, or it does not become ready.
 */
export async function startApiServer(programs: ServerPrograms = findServerPrograms()): Promise<ApiServer> {
  if (programs.kind === "rig") return await startRig(programs.apitest);
  if (programs.kind === "path") return await startFromPath(programs.etcd, programs.kubeApiserver);
  throw new ApiServerFault("not-found", `there is no API server to start: ${programs.how}`);
}

/**
 * Whether tests that need an API server have to be skipped, for `describe.skipIf`. Says so in one line on standard
 * error, and how to get one.
 */
export function apiServerIsMissing(): boolean {
  const programs = findServerPrograms();
  if (programs.kind === "none")
    process.stderr.write(`skipped: no API server to test against; ${programs.how}\n`);
  return programs.kind === "none";
}

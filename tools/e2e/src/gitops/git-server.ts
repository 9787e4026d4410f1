import { spawn } from "node:child_process";
import { once } from "node:events";
import { E2eFault } from "../e2e-fault.ts";

/** A Git server on this machine. */
export interface GitServer {
  /** Address of the folder of its repositories. */
  readonly url: string;
  stop(): Promise<void>;
}

/** The first of the ports of the rig's controllers is the Git server's. */
const PORT = Number(process.env.GITOPS_PORT ?? 29_000);

/** Serves bare repositories over HTTP, on the same port each time: a repository that was away comes back. */
export async function startGitServer(program: string, folder: string): Promise<GitServer> {
  const child = spawn(program, [folder, String(PORT)], { stdio: ["ignore", "pipe", "ignore"] });
  const ended = once(child, "close");
  const said = await Promise.race([once(child.stdout, "data"), ended.then(() => undefined)]);
  if (said === undefined) throw new E2eFault("setup", `the Git server does not start on port ${PORT}`);
  return {
    url: String(said[0]).trim(),
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

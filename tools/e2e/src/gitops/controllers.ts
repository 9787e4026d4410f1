import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { outputOf } from "../command.ts";
import { E2eFault } from "../e2e-fault.ts";
import { type GitServer, startGitServer } from "./git-server.ts";

/** Which controllers sync a fleet. */
export type ToolName = "flux" | "argocd";

/** Real Flux and real Argo CD of the rig, as processes of this machine. */
export interface Controllers {
  /** Folder with the manifests of their CRDs and settings, as their versions ship them. */
  readonly manifests: string;
  start(tool: ToolName): Promise<void>;
  /** Ends all of them and forgets what they stored on disk. */
  wipe(): Promise<void>;
  /** kill -9 of one of them; {@link start} starts it again. */
  kill(controller: string): void;
  /** The process id of one of them. */
  pid(controller: string): number;
  /** Serves the bare repositories of a folder. */
  serve(folder: string): Promise<GitServer>;
}

/** What each tool needs to have been built. */
const BUILT: Readonly<Record<ToolName, string>> = { flux: "done-flux", argocd: "done-argocd" };

/** How often Argo CD reads the repository. */
const ARGOCD_RESYNC_SECONDS = 10;

function places(root: string, env: Readonly<Record<string, string | undefined>>) {
  const rig = resolve(root, env.GRAMPUS_RIG ?? "../shared/rig");
  const cache = join(env.RIG_CACHE ?? join(homedir(), ".cache/rig"), "gitops");
  return { scripts: join(rig, "gitops"), cache, run: env.GITOPS_RUN ?? join(cache, "run") };
}

/** Why the controllers of a tool cannot be started here; nothing when they can. */
export function controllersAreMissing(root: string, tool: ToolName): string | undefined {
  const { scripts, cache } = places(root, process.env);
  if (!existsSync(join(scripts, "up"))) return `the rig has no ${join(scripts, "up")}`;
  return existsSync(join(cache, BUILT[tool]))
    ? undefined
    : "the rig's Flux and Argo CD are not built: run its `build gitops`, about 15 minutes";
}

/** The controllers of the rig, against the cluster of a kubeconfig. */
export function controllersOf(root: string, kubeconfig: string): Controllers {
  const { scripts, cache, run } = places(root, process.env);
  const env = { KUBECONFIG: kubeconfig, GITOPS_RESYNC: `${ARGOCD_RESYNC_SECONDS}s` };
  const pid = (controller: string) => {
    // "PID STARTTIME", as the rig's scripts write it.
    const [id] = readFileSync(join(run, "pids", `${controller}.pid`), "utf8").split(" ");
    const found = Number(id);
    if (!Number.isInteger(found) || found <= 1) {
      throw new E2eFault("setup", `no process is known as ${controller}`);
    }
    return found;
  };
  return {
    manifests: join(cache, "manifests"),
    async start(tool) {
      await outputOf(join(scripts, "up"), [tool], { env, timeout: 180_000 });
    },
    async wipe() {
      await outputOf(join(scripts, "down"), ["--wipe"], { env, timeout: 120_000 });
    },
    kill(controller) {
      process.kill(pid(controller), "SIGKILL");
    },
    pid,
    serve: (folder) => startGitServer(join(scripts, "git-server"), folder),
  };
}

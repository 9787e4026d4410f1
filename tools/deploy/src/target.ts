import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { DeployFault } from "./deploy-fault.ts";

/** Folders of the rig: its programs, and what it built. */
export interface Rig {
  readonly directory: string;
  readonly cache: string;
}

/** Where the operator goes. */
export type Target =
  | { readonly kind: "rig"; readonly rig: Rig; readonly kubeconfig: string; readonly kubectl: string }
  | { readonly kind: "context"; readonly context: string };

type Environment = Readonly<Record<string, string | undefined>>;

/** The rig, where it is there and built. */
function findRig(root: string, env: Environment): Rig | undefined {
  const directory = resolve(root, env.GRAMPUS_RIG ?? "../shared/rig");
  const cache = env.RIG_CACHE ?? join(homedir(), ".cache/rig");
  return existsSync(join(directory, "mkimage")) && existsSync(join(cache, "rootfs/node"))
    ? { directory, cache }
    : undefined;
}

/**
 * The named context, or else the rig's cluster. Never the current context of the kubeconfig: that may be anything.
 * Throws `no-target` when neither is there.
 */
export function findTarget(root: string, context: string | undefined, env: Environment): Target {
  if (context !== undefined) return { kind: "context", context };
  const rig = findRig(root, env);
  const kubeconfig = rig === undefined ? "" : join(rig.cache, "run/admin.conf");
  if (rig === undefined || !existsSync(kubeconfig)) {
    throw new DeployFault(
      "no-target",
      "there is nowhere to deploy to: name a context with --context, or start the rig (its `up`) and name its folder with GRAMPUS_RIG",
    );
  }
  return { kind: "rig", rig, kubeconfig, kubectl: join(rig.cache, "bin/kubectl") };
}

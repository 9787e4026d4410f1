import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { outputOf } from "./command.ts";
import { E2eFault } from "./e2e-fault.ts";

/** The rig: a Kubernetes cluster of this machine whose nodes can be broken. */
export interface Rig {
  readonly kubeconfig: string;
  readonly kubectl: string;
  /** Where the API server writes who wrote what. */
  readonly auditLog: string;
  up(nodes: number): Promise<void>;
  /** Ends it and forgets everything it stored; the next {@link up} is an empty cluster. */
  wipe(): Promise<void>;
  /** Does one thing to one node: kill, boot, partition, heal. */
  node(name: string, action: "kill" | "boot" | "partition" | "heal"): Promise<void>;
  /** Output of a program that runs in a node's namespaces, with this machine's files; a partition does not end it. */
  exec(node: string, ...command: readonly string[]): Promise<string>;
  /** The same for a program that is talked with while it runs. */
  start(node: string, ...command: readonly string[]): ChildProcessWithoutNullStreams;
  /** Makes this machine reach Services through a node that stays up. */
  routeServicesThrough(node: string): Promise<void>;
}

/** The rig named by GRAMPUS_RIG; throws `setup` when it is not there or not built. */
export function findRig(root: string, env: Readonly<Record<string, string | undefined>>): Rig {
  const directory = resolve(root, env.GRAMPUS_RIG ?? "../shared/rig");
  const cache = env.RIG_CACHE ?? join(homedir(), ".cache/rig");
  if (!existsSync(join(directory, "up")) || !existsSync(join(cache, "bin/kubectl"))) {
    throw new E2eFault(
      "setup",
      `there is no built rig at ${directory}: build it and name its folder with GRAMPUS_RIG`,
    );
  }
  const auditLog = join(cache, "logs/audit.log");
  const flags = [
    `--audit-policy-file=${join(import.meta.dirname, "../audit-policy.yaml")}`,
    `--audit-log-path=${auditLog}`,
    "--audit-log-maxsize=200",
  ].join(" ");
  const run = async (program: string, args: readonly string[], timeout: number) => {
    await outputOf(join(directory, program), args, { env: { RIG_APISERVER_FLAGS: flags }, timeout });
  };
  const nodectl = join(directory, "nodectl");
  return {
    kubeconfig: join(cache, "run/admin.conf"),
    kubectl: join(cache, "bin/kubectl"),
    auditLog,
    up: (nodes) => run("up", [String(nodes)], 600_000),
    wipe: () => run("down", ["--wipe"], 120_000),
    node: (name, action) => run("nodectl", [name, action], 120_000),
    exec: (node, ...command) => outputOf(nodectl, [node, "exec", ...command], { timeout: 60_000 }),
    start: (node, ...command) => spawn(nodectl, [node, "exec", ...command]),
    async routeServicesThrough(node) {
      const address = `10.88.0.1${node.slice(1)}`;
      await outputOf("ip", ["route", "replace", "10.96.0.0/16", "via", address]);
    },
  };
}

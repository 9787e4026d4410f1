import { accessSync, constants } from "node:fs";
import { delimiter, join, resolve } from "node:path";

/** What a server can be started with here. */
export type ServerPrograms =
  | { readonly kind: "rig"; readonly apitest: string }
  | { readonly kind: "path"; readonly etcd: string; readonly kubeApiserver: string }
  | { readonly kind: "none"; readonly how: string };

const ROOT = resolve(import.meta.dirname, "../../..");

type Environment = Readonly<Record<string, string | undefined>>;

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function inPath(environment: Environment, name: string): string | undefined {
  const directories = (environment.PATH ?? "").split(delimiter).filter((directory) => directory !== "");
  return directories.map((directory) => join(directory, name)).find(isExecutable);
}

/**
 * Finds a rig that was built (`GRAMPUS_RIG`, by default `../shared/rig` beside the repository), else etcd and
 * kube-apiserver in `PATH`. The rig's binaries are in `RIG_CACHE`, by default `~/.cache/rig`.
 */
export function findServerPrograms(environment: Environment = process.env): ServerPrograms {
  const apitest = join(resolve(ROOT, environment.GRAMPUS_RIG ?? "../shared/rig"), "apitest");
  const cache = environment.RIG_CACHE ?? join(environment.HOME ?? "/root", ".cache/rig");
  const hasRig = isExecutable(apitest);
  if (hasRig && isExecutable(join(cache, "bin/kube"))) return { kind: "rig", apitest };
  const etcd = inPath(environment, "etcd");
  const kubeApiserver = inPath(environment, "kube-apiserver");
  if (etcd !== undefined && kubeApiserver !== undefined) return { kind: "path", etcd, kubeApiserver };
  const how = hasRig
    ? `run ${join(apitest, "../build")} once`
    : "name the rig's folder with GRAMPUS_RIG, or put etcd and kube-apiserver (setup-envtest has both) in PATH";
  return { kind: "none", how };
}

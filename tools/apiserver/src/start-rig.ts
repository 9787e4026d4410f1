import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { type ApiServer, apiServer } from "./api-server.ts";
import { ApiServerFault } from "./fault.ts";
import { freePorts } from "./free-ports.ts";
import { readKubeconfig } from "./kubeconfig.ts";
import { startWatching } from "./supervised.ts";

const MARK = "kubeconfig ";
const TELL = `printf '${MARK}%s\\n' "$KUBECONFIG"; exec cat >/dev/null`;

/** Starts the rig's etcd and kube-apiserver; both end, and their state goes, when this process does. */
export async function startRig(apitest: string): Promise<ApiServer> {
  const port = await freePorts(3);
  const ports = { RIG_API_PORT: String(port), RIG_ETCD_PORT: String(port + 1) };
  const rig = startWatching(apitest, ["sh", "-c", TELL], { ...process.env, ...ports });
  const ended = once(rig.process, "close").then(() => {
    throw new ApiServerFault("not-started", `${apitest} ended before its server was ready:\n${rig.log()}`);
  });
  const told = new Promise<string>((resolve) => {
    createInterface(rig.process.stdout).on("line", (line) => {
      if (line.startsWith(MARK)) resolve(line.slice(MARK.length));
    });
  });
  const kubeconfig = await Promise.race([told, ended]);
  ended.catch(() => undefined);
  return apiServer(readKubeconfig(readFileSync(kubeconfig, "utf8")), kubeconfig, rig.stop);
}

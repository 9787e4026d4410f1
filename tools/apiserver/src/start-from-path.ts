import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { stringify } from "yaml";
import { type ApiServer, apiServer } from "./api-server.ts";
import { connect } from "./connection.ts";
import { ApiServerFault } from "./fault.ts";
import { freePorts } from "./free-ports.ts";
import type { Access } from "./kubeconfig.ts";
import { type Supervised, startServer } from "./supervised.ts";

const PATIENCE_MS = 60_000;

function writeServiceAccountKey(directory: string): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const file = join(directory, "service-account.key");
  writeFileSync(file, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  return file;
}

function writeKubeconfig(directory: string, access: Access): string {
  const file = join(directory, "kubeconfig");
  const authority = Buffer.from(access.certificateAuthority).toString("base64");
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "test", cluster: { server: access.server, "certificate-authority-data": authority } }],
    users: [{ name: "test", user: { token: access.token } }],
    contexts: [{ name: "test", context: { cluster: "test", user: "test" } }],
    "current-context": "test",
  };
  writeFileSync(file, stringify(config), { mode: 0o600 });
  return file;
}

async function isReady(access: Access): Promise<boolean> {
  const connection = connect(access);
  try {
    const { status } = await connection.request("GET", "/readyz");
    return status === 200;
  } catch {
    return false;
  } finally {
    connection.close();
  }
}

async function readyAccess(
  server: string,
  directory: string,
  token: string,
  program: Supervised,
): Promise<Access> {
  const certificate = join(directory, "apiserver.crt");
  for (const start = Date.now(); Date.now() - start < PATIENCE_MS; ) {
    if (program.process.exitCode !== null || program.process.signalCode !== null) break;
    if (existsSync(certificate)) {
      const access = { server, certificateAuthority: readFileSync(certificate, "utf8"), token };
      if (await isReady(access)) return access;
    }
    await delay(100);
  }
  throw new ApiServerFault("not-started", `kube-apiserver is not ready:\n${program.log()}`);
}

/** Starts the given etcd and kube-apiserver; both end when this process does. */
export async function startFromPath(etcd: string, kubeApiserver: string): Promise<ApiServer> {
  const directory = mkdtempSync(join(tmpdir(), "grampus-apiserver-"));
  const port = await freePorts(3);
  const [client, peer] = [port + 1, port + 2].map((number) => `http://127.0.0.1:${number}`);
  const database = startServer(etcd, [
    "--name=test",
    `--data-dir=${join(directory, "etcd")}`,
    "--unsafe-no-fsync",
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=test=${peer}`,
    "--log-level=warn",
  ]);
  const token = randomBytes(16).toString("hex");
  const tokens = join(directory, "tokens.csv");
  writeFileSync(tokens, `${token},test,test,system:masters\n`, { mode: 0o600 });
  const key = writeServiceAccountKey(directory);
  const program = startServer(kubeApiserver, [
    "--bind-address=127.0.0.1",
    "--advertise-address=127.0.0.1",
    `--secure-port=${port}`,
    `--etcd-servers=${client}`,
    `--cert-dir=${directory}`,
    `--token-auth-file=${tokens}`,
    "--authorization-mode=RBAC",
    "--service-cluster-ip-range=10.96.0.0/16",
    "--service-account-issuer=https://kubernetes.default.svc",
    `--service-account-key-file=${key}`,
    `--service-account-signing-key-file=${key}`,
    "--disable-admission-plugins=ServiceAccount",
  ]);
  const end = async (): Promise<void> => {
    await program.stop();
    await database.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const access = await readyAccess(`https://127.0.0.1:${port}`, directory, token, program);
    return apiServer(access, writeKubeconfig(directory, access), end);
  } catch (fault) {
    await end();
    throw fault;
  }
}

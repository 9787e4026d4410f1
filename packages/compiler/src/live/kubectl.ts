import { spawn } from "node:child_process";
import { systemErrorCode } from "../fault.ts";

/** What `kubectl` printed, or why there is nothing, in one sentence. */
export type KubectlAnswer =
  | { readonly kind: "printed"; readonly text: string }
  | { readonly kind: "unread"; readonly reason: string };

/** So long may it take, in milliseconds; the API server is given a little less. */
const TIMEOUT_MS = 15_000;

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}

/** Runs `kubectl` with a context. It is a process of its own, with the person's own kubeconfig; nothing is written. */
export function kubectl(
  context: string,
  args: readonly string[],
  timeout: number = TIMEOUT_MS,
): Promise<KubectlAnswer> {
  return new Promise((resolve) => {
    const seconds = Math.max(1, Math.floor((timeout * 2) / 3000));
    const all = [...args, `--context=${context}`, `--request-timeout=${seconds}s`];
    const child = spawn("kubectl", all, {
      stdio: ["ignore", "pipe", "pipe"],
    });
    // A plugin that kubectl asks for a token keeps the pipes open when kubectl is killed.
    const watch = setTimeout(() => {
      child.kill("SIGKILL");
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ kind: "unread", reason: `kubectl did not answer within ${timeout / 1000} s` });
    }, timeout);
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", (error) => {
      clearTimeout(watch);
      const reason =
        systemErrorCode(error) === "ENOENT" ? "kubectl is not installed" : `kubectl: ${error.message}`;
      resolve({ kind: "unread", reason });
    });
    child.on("close", (code, signal) => {
      clearTimeout(watch);
      if (code === 0) resolve({ kind: "printed", text: Buffer.concat(stdout).toString("utf8") });
      else {
        const said = firstLine(Buffer.concat(stderr).toString("utf8"));
        resolve({ kind: "unread", reason: said === "" ? `kubectl ended with ${code ?? signal}` : said });
      }
    });
  });
}

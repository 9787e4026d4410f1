import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";

/** A program that ends when this process does, however that happens: it watches its standard input. */
export interface Supervised {
  readonly process: ChildProcessByStdio<Writable, Readable, Readable>;
  /** What it wrote to its standard error. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

/** Runs a command that ends by itself once its standard input is closed. */
export function startWatching(
  command: string,
  parameters: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Supervised {
  const child = spawn(command, parameters, { env: { ...environment }, stdio: ["pipe", "pipe", "pipe"] });
  const pieces: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (piece: string) => {
    pieces.push(piece);
    if (pieces.length > 200) pieces.shift();
  });
  child.stdin.on("error", () => undefined);
  return {
    process: child,
    log: () => pieces.join("").slice(-4000),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "close");
      child.stdin.end();
      await ended;
    },
  };
}

const KEEPER =
  '"$@" & p=$!; (while kill -0 "$p" 2>/dev/null; do sleep 0.2; done; kill "$$" 2>/dev/null) & cat >/dev/null; kill "$p" 2>/dev/null; wait "$p"';

/** Runs a server that knows nothing of its standard input, in a shell that ends it when the input is closed. */
export function startServer(command: string, parameters: readonly string[]): Supervised {
  return startWatching("sh", ["-c", KEEPER, "sh", command, ...parameters], process.env);
}

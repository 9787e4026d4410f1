import { spawn } from "node:child_process";
import { once } from "node:events";
import { basename } from "node:path";
import { E2eFault } from "./e2e-fault.ts";

/** How to run a program. */
export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Milliseconds. */
  readonly timeout?: number;
  readonly cwd?: string;
}

/** Standard output of a program that ends with 0; throws `command` with its standard error otherwise. */
export async function outputOf(
  program: string,
  args: readonly string[],
  { env = {}, input = "", timeout = 120_000, cwd }: CommandOptions = {},
): Promise<string> {
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    timeout,
    ...(cwd === undefined ? {} : { cwd }),
  });
  const pieces: string[] = [];
  const errors: string[] = [];
  child.stdout.setEncoding("utf8").on("data", (piece: string) => pieces.push(piece));
  child.stderr.setEncoding("utf8").on("data", (piece: string) => errors.push(piece));
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const [exitCode] = await once(child, "close");
  if (exitCode !== 0) {
    throw new E2eFault(
      "command",
      `${basename(program)} ${args.join(" ")} ended with ${exitCode}: ${errors.join("").trim()}`,
    );
  }
  return pieces.join("");
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { DeployFault } from "./deploy-fault.ts";

/** A program to run, and where. Its output goes to this terminal. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program to its end; throws `command-failed` when it ends with anything but 0. */
export async function runCommand({ program, args, cwd, env = {} }: Command): Promise<void> {
  const child = spawn(program, args, { cwd, stdio: "inherit", env: { ...process.env, ...env } });
  const ended = once(child, "close");
  child.on("error", () => undefined);
  const [exitCode] = await ended.catch((cause: Error) => {
    throw new DeployFault("command-failed", `${program} cannot be started: ${cause.message}`, { cause });
  });
  if (exitCode !== 0) {
    throw new DeployFault("command-failed", `${program} ${args.join(" ")} ended with ${exitCode}`);
  }
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { DeployFault } from "./deploy-fault.ts";

/** A program to run, and where. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a program to its end with its output on this terminal; throws `command-failed` when it ends with anything but 0.
 */
export function runCommand(command: Command): Promise<void> {
  return ended(command, start(command, "inherit"));
}

/** Runs a program to its end and gives its standard output; throws as `runCommand` does. */
export async function outputOf(command: Command): Promise<string> {
  const child = start(command, "pipe");
  let text = "";
  child.stdout?.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
  });
  await ended(command, child);
  return text;
}

/** Whether a program can be started and ends with 0; what it says is dropped. */
export async function succeeds({ program, args, cwd }: Command): Promise<boolean> {
  const child = spawn(program, args, { cwd, stdio: "ignore" });
  child.on("error", () => undefined);
  const [exitCode] = await once(child, "close").catch(() => [undefined]);
  return exitCode === 0;
}

function start({ program, args, cwd, env = {} }: Command, stdout: "inherit" | "pipe"): ChildProcess {
  const child = spawn(program, args, {
    cwd,
    stdio: ["inherit", stdout, "inherit"],
    env: { ...process.env, ...env },
  });
  child.on("error", () => undefined);
  return child;
}

async function ended({ program, args }: Command, child: ChildProcess): Promise<void> {
  const [exitCode] = await once(child, "close").catch((cause: Error) => {
    throw new DeployFault("command-failed", `${program} cannot be started: ${cause.message}`, { cause });
  });
  if (exitCode !== 0) {
    throw new DeployFault("command-failed", `${program} ${args.join(" ")} ended with ${exitCode}`);
  }
}

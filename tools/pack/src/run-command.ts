import { spawnSync } from "node:child_process";
import { PackFault } from "./pack-fault.ts";

/** Runs a command in a folder and gives what it printed; a command that fails is a fault with its output. */
export function runCommand(
  step: PackFault["code"],
  directory: string,
  command: string,
  ...args: readonly string[]
): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: directory, encoding: "utf8" });
  if (status === 0) return stdout;
  const said = `${stdout ?? ""}${stderr ?? ""}`.trim();
  throw new PackFault(step, `${[command, ...args].join(" ")} in ${directory}:\n${said}`, { cause: error });
}

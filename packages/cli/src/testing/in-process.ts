import { PassThrough } from "node:stream";
import { commandLine } from "../program.ts";
import type { GrampusRun } from "./run-grampus.ts";

/** Runs the command in this process: all of it but its start, for tests about what it says. */
export async function grampusHere(
  root: string,
  args: readonly string[],
): Promise<Omit<GrampusRun, "signal">> {
  const stdout = Object.assign(new PassThrough(), { isTTY: false });
  const stderr = Object.assign(new PassThrough(), { isTTY: false });
  let exitCode: number | null = null;
  const program = commandLine({ stdout, stderr }, "0.0.0", (code) => {
    exitCode = code;
  });
  await program.parseAsync(["--root", root, ...args], { from: "user" });
  const text = (stream: PassThrough) => String(stream.read() ?? "");
  return { exitCode, stdout: text(stdout), stderr: text(stderr) };
}

import { spawn } from "node:child_process";
import { CompilerFault, systemErrorCode } from "../fault.ts";

/** What a Git command answered. */
export interface GitAnswer {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** The environment without what would make git look at another repository than the one around the directory. */
function outsideEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"));
  return Object.fromEntries(kept);
}

/**
 * Runs git in a directory and gives its answer; undefined when git is not installed. The locale is fixed and no
 * prompt, pager or lock is used: Grampus only reads.
 */
export function gitAnswer(
  directory: string,
  args: readonly string[],
  input = "",
): Promise<GitAnswer | undefined> {
  return new Promise((resolve, reject) => {
    const env = { ...outsideEnvironment(), LC_ALL: "C", GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0" };
    const child = spawn("git", ["-C", directory, ...args], { env, stdio: ["pipe", "pipe", "pipe"] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.stdin.on("error", () => child.stdin.destroy());
    child.on("error", (error) => {
      if (systemErrorCode(error) === "ENOENT") resolve(undefined);
      else reject(new CompilerFault("git-failed", `cannot run git: ${error.message}`, { cause: error }));
    });
    child.on("close", (code) =>
      resolve({
        exitCode: code ?? 1,
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr).toString("utf8").trim(),
      }),
    );
    child.stdin.end(input);
  });
}

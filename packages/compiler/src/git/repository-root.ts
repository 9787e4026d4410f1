import { gitAnswer } from "./git.ts";

/** The root of the repository that a folder is in, as an absolute path; undefined when it is in none, or git is not there. */
export async function repositoryRoot(directory: string): Promise<string | undefined> {
  const answer = await gitAnswer(directory, ["rev-parse", "--show-toplevel"]);
  return answer?.exitCode === 0 ? answer.stdout.toString("utf8").replace(/\r?\n$/, "") : undefined;
}

import { gitAnswer } from "./git.ts";

/** The folder of a fleet in the repository around it, empty at its root; undefined outside of a work tree. */
export async function fleetFolder(root: string): Promise<string | undefined> {
  const answer = await gitAnswer(root, ["rev-parse", "--show-prefix"]);
  return answer?.exitCode === 0 ? answer.stdout.toString("utf8").trimEnd().replace(/\/$/, "") : undefined;
}

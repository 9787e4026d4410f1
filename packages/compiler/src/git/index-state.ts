import { FLEET_FOLDERS } from "../layout.ts";
import { gitAnswer } from "./git.ts";

/** How the files of a fleet differ from Git's index, which is what a commit now would hold. */
export interface IndexState {
  /** Files that are not in the index, or there with another content; paths relative to the fleet's root. */
  readonly unstaged: readonly string[];
  /** Whether a commit is being prepared: the index differs from the last commit. */
  readonly isStaging: boolean;
}

/** Compares the files below `clusters/` and `environments/` with Git's index; undefined where there is no repository. */
export async function indexState(root: string): Promise<IndexState | undefined> {
  const paths = Object.values(FLEET_FOLDERS);
  const [files, staged] = await Promise.all([
    gitAnswer(root, ["ls-files", "-z", "--modified", "--others", "--", ...paths]),
    gitAnswer(root, ["diff", "--cached", "--quiet", "--", "."]),
  ]);
  if (files?.exitCode !== 0) return undefined;
  const unstaged = files.stdout.toString("utf8").split("\0").filter(Boolean);
  return { unstaged: [...new Set(unstaged)], isStaging: staged?.exitCode === 1 };
}

import { committedFiles, gitLine } from "./committed-files.ts";

/** Object ids, by path, of what a merge that is not committed yet brings in; none where no merge goes on. */
export async function mergedIds(root: string): Promise<ReadonlyMap<string, string>> {
  const commit = await gitLine(root, ["rev-parse", "--verify", "--quiet", "MERGE_HEAD"]);
  if (commit === undefined) return new Map();
  const files = await committedFiles(root, commit);
  return files.kind === "committed" ? files.ids : new Map();
}

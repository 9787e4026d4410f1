import { COMMIT_ID, committedFiles, gitLine, type NothingCommitted } from "./committed-files.ts";

/** The commit that a change is compared with. */
export interface PlanBase {
  readonly kind: "base";
  /** Its id. */
  readonly commit: string;
  /** How messages name it: `the merge base of origin/main (1a2b3c4)`. */
  readonly name: string;
}

/** Two histories that a shallow clone does not have the common commit of. */
export interface CutHistory {
  readonly kind: "cut";
  readonly ref: string;
}

/** Names a default branch may have, where the remote does not say. */
const LIKELY = ["origin/main", "origin/master", "main", "master"] as const;

function commitId(repository: string, ref: string): Promise<string | undefined> {
  return gitLine(repository, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]);
}

/** The default branch: what `origin/HEAD` leads to, else the first that there is of `origin/main`, `main` and the like. */
async function defaultBranch(repository: string): Promise<string | undefined> {
  const remote = await gitLine(repository, [
    "symbolic-ref",
    "--quiet",
    "--short",
    "refs/remotes/origin/HEAD",
  ]);
  for (const ref of remote === undefined ? LIKELY : [remote, ...LIKELY])
    if ((await commitId(repository, ref)) !== undefined) return ref;
  return undefined;
}

/** Where a commit left the default branch; undefined without one, or when a shallow clone does not have it. */
export async function branchPoint(repository: string, commit: string): Promise<string | undefined> {
  const branch = await defaultBranch(repository);
  return branch === undefined ? undefined : gitLine(repository, ["merge-base", commit, branch]);
}

async function named(repository: string, ref: string, commit: string): Promise<PlanBase> {
  const short = (await gitLine(repository, ["rev-parse", "--short", commit])) ?? commit;
  return { kind: "base", commit, name: ref === short ? ref : `${ref} (${short})` };
}

/**
 * The commit that `head` is compared with: where it left the branch that is named, or the default branch; a commit that
 * is named by its id as it is. Without a default branch, `head` itself, so that only what is not committed counts.
 */
export async function planBase(
  repository: string,
  ref: string | undefined,
  head: string,
): Promise<PlanBase | CutHistory | NothingCommitted> {
  const from = ref ?? (await defaultBranch(repository)) ?? head;
  const [id, headId] = [await commitId(repository, from), await commitId(repository, head)];
  if (id === undefined || headId === undefined) {
    const missing = await committedFiles(repository, id === undefined ? from : head);
    if (missing.kind === "nothing") return missing;
    throw new RangeError(`${from} is a commit and none`);
  }
  if (from === head || COMMIT_ID.test(from)) return named(repository, from, id);
  const base = await gitLine(repository, ["merge-base", headId, id]);
  if (base === id) return named(repository, from, id);
  if (base !== undefined) return named(repository, `the merge base of ${from}`, base);
  const isShallow = (await gitLine(repository, ["rev-parse", "--is-shallow-repository"])) === "true";
  return isShallow ? { kind: "cut", ref: from } : named(repository, from, id);
}

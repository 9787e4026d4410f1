import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { namesText } from "../data/value-text.ts";
import { CompilerFault } from "../fault.ts";
import { blobId } from "./blob-id.ts";
import { fleetEntries } from "./fleet-entries.ts";
import { type GitAnswer, gitAnswer } from "./git.ts";

/** The generated files of a commit. */
export interface CommittedFiles {
  readonly kind: "committed";
  /** The commit, as the user names it: `HEAD`. */
  readonly ref: string;
  /** The commit as messages name it: `HEAD (1a2b3c4)`, `the merge base of main (1a2b3c4)`. */
  readonly name: () => Promise<string>;
  /** Gives the texts of files by path relative to the fleet's root; files that the commit lacks are left out. */
  readonly texts: (files: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Object ids of the files below `clusters/` and `environments/`, by path relative to the fleet's root. */
  readonly ids: ReadonlyMap<string, string>;
  /** The hash function of the object ids. */
  readonly hash: "sha1" | "sha256";
  /** Object ids of the branch that was named, where it went on since the commit; undefined when it did not. */
  readonly tip?: () => Promise<ReadonlyMap<string, string> | undefined>;
  /** Whether a file on disk is another than in the commit. */
  readonly isChanged: (file: string) => boolean;
}

/** There is no committed state to compare with, and why. */
export interface NothingCommitted {
  readonly kind: "nothing";
  readonly reason:
    | "no-git"
    | "no-repository"
    | "no-commit"
    | "unknown-ref"
    | "shallow"
    | "git-refuses"
    | "several-fleets";
  /** What git said; for several fleets their folders. */
  readonly message: string;
}

/** Splits the output of `git cat-file --batch`: for each object a line with its size, its bytes and a line feed. */
function batchTexts(output: Buffer, files: readonly string[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  let offset = 0;
  for (const file of files) {
    const end = output.indexOf(0x0a, offset);
    const [, type, size] = output.subarray(offset, end).toString("utf8").split(" ");
    if (end < 0 || type !== "blob")
      throw new CompilerFault("git-failed", `git did not give the object of ${file}`);
    const start = end + 1;
    texts.set(file, output.subarray(start, start + Number(size)).toString("utf8"));
    offset = start + Number(size) + 1;
  }
  return texts;
}

/** Reads the texts of files by their object ids; files without one are left out. */
export async function readTexts(
  root: string,
  ids: ReadonlyMap<string, string>,
  files: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const known = files.filter((file) => ids.has(file));
  if (known.length === 0) return new Map();
  const input = known.map((file) => `${ids.get(file)}\n`).join("");
  const answer = await gitAnswer(root, ["cat-file", "--batch"], input);
  if (answer === undefined || answer.exitCode !== 0) {
    throw new CompilerFault("git-failed", `git cat-file failed: ${answer?.stderr ?? "git is gone"}`);
  }
  return batchTexts(answer.stdout, known);
}

/** Why there are no files of a commit to list. */
async function nothingCommitted(
  root: string,
  ref: string,
  { stderr: message }: GitAnswer,
): Promise<NothingCommitted> {
  const inside = await gitAnswer(root, ["rev-parse", "--show-object-format"]);
  if (inside?.exitCode !== 0) {
    const refusal = inside?.stderr ?? "";
    const reason = refusal.includes("not a git repository") ? "no-repository" : "git-refuses";
    return { kind: "nothing", reason, message: refusal };
  }
  const commit = `${ref}^{commit}`;
  const known = await gitAnswer(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", commit]);
  if (known?.exitCode === 0) throw new CompilerFault("git-failed", `git ls-tree ${ref} failed: ${message}`);
  if (ref === "HEAD") return { kind: "nothing", reason: "no-commit", message };
  const object = ["rev-parse", "--verify", "--quiet", "--end-of-options", ref];
  if (ref === "" || (await gitLine(root, object)) !== undefined) {
    return { kind: "nothing", reason: "unknown-ref", message };
  }
  const shallow = await gitAnswer(root, ["rev-parse", "--is-shallow-repository"]);
  const isShallow = shallow?.stdout.toString("utf8").trim() === "true";
  return { kind: "nothing", reason: isShallow ? "shallow" : "unknown-ref", message };
}

/** The first line that a git command prints; undefined when it fails. */
export async function gitLine(root: string, args: readonly string[]): Promise<string | undefined> {
  const answer = await gitAnswer(root, args);
  return answer?.exitCode === 0 ? answer.stdout.toString("utf8").trim() : undefined;
}

async function commitName(root: string, ref: string, commit: string): Promise<string> {
  const id = await gitLine(root, ["rev-parse", "--short", "--verify", "--end-of-options", commit]);
  const name = commit === `${ref}^{commit}` ? ref : `the merge base of ${ref}`;
  return id === undefined || id === ref ? name : `${name} (${id})`;
}

/** A commit that is named by its id. */
export const COMMIT_ID = /^[0-9a-f]{7,64}$/;

/**
 * What a ref is compared by: for a branch that went on since `HEAD` left it, the commit where that was. A commit that is
 * named by its id is meant as it is.
 */
async function comparedCommit(root: string, ref: string): Promise<string> {
  const commit = `${ref}^{commit}`;
  if (ref === "HEAD" || COMMIT_ID.test(ref)) return commit;
  const id = await gitLine(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", commit]);
  if (id === undefined) return commit;
  const base = await gitLine(root, ["merge-base", "HEAD", id]);
  return base === undefined || base === id ? commit : base;
}

/** Whether a file on disk is another than the object. */
export function isChangedFile(
  root: string,
  file: string,
  id: string | undefined,
  hash: "sha1" | "sha256",
): boolean {
  const absolute = path.join(root, file);
  if (!existsSync(absolute)) return id !== undefined;
  return id !== blobId(readFileSync(absolute, "utf8"), hash);
}

/** The files of a branch as it is now, where that is not the commit it is compared by. */
async function tipIds(
  root: string,
  ref: string,
  compared: string,
): Promise<ReadonlyMap<string, string> | undefined> {
  const tip = `${ref}^{commit}`;
  if (compared === tip) return undefined;
  const entries = await fleetEntries(root, tip);
  return entries !== undefined && "ids" in entries ? entries.ids : undefined;
}

/** The generated files of a commit of the repository that holds the fleet. */
export async function committedFiles(root: string, ref: string): Promise<CommittedFiles | NothingCommitted> {
  const commit = await comparedCommit(root, ref);
  const entries = await fleetEntries(root, commit);
  if (entries === undefined) return { kind: "nothing", reason: "no-git", message: "" };
  if ("exitCode" in entries) return nothingCommitted(root, ref, entries);
  if ("folders" in entries) {
    const folders = entries.folders.map((folder) => folder || "the repository's root").sort();
    return { kind: "nothing", reason: "several-fleets", message: namesText(folders) };
  }
  const { ids } = entries;
  const [id = ""] = ids.values();
  const hash = id.length === 64 ? "sha256" : "sha1";
  return {
    kind: "committed",
    ref,
    name: () => commitName(root, ref, commit),
    ids,
    hash,
    texts: (files) => readTexts(root, ids, files),
    tip: () => tipIds(root, ref, commit),
    isChanged: (file) => isChangedFile(root, file, ids.get(file), hash),
  };
}

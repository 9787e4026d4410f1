import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { CompilerFault } from "../fault.ts";
import { FLEET_FOLDERS } from "../layout.ts";
import { blobId } from "./blob-id.ts";
import { type GitAnswer, gitAnswer } from "./git.ts";

/** The generated files of a commit. */
export interface CommittedFiles {
  readonly kind: "committed";
  /** The commit, as the user names it: `HEAD`. */
  readonly ref: string;
  /** The commit as messages name it, with the beginning of its id: `HEAD (1a2b3c4)`. */
  readonly name: () => Promise<string>;
  /** Gives the texts of files by path relative to the fleet's root; files that the commit lacks are left out. */
  readonly texts: (files: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Object ids of the files below `clusters/` and `environments/`, by path relative to the fleet's root. */
  readonly ids: ReadonlyMap<string, string>;
  /** The hash function of the object ids. */
  readonly hash: "sha1" | "sha256";
  /** Whether a file on disk is another than in the commit. */
  readonly isChanged: (file: string) => boolean;
}

/** There is no committed state to compare with, and why. */
export interface NothingCommitted {
  readonly kind: "nothing";
  readonly reason: "no-git" | "no-repository" | "no-commit" | "unknown-ref" | "shallow" | "git-refuses";
  /** What git said. */
  readonly message: string;
}

const ENTRY = /^[0-7]{6} blob ([0-9a-f]+)\t(.*)$/s;

function listedIds(listing: Buffer): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const line of listing.toString("utf8").split("\0")) {
    const [, id, file] = ENTRY.exec(line) ?? [];
    if (id !== undefined && file !== undefined) ids.set(file, id);
  }
  return ids;
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

async function readTexts(
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
  const shallow = await gitAnswer(root, ["rev-parse", "--is-shallow-repository"]);
  const isShallow = shallow?.stdout.toString("utf8").trim() === "true";
  return { kind: "nothing", reason: isShallow ? "shallow" : "unknown-ref", message };
}

async function commitName(root: string, ref: string): Promise<string> {
  const commit = `${ref}^{commit}`;
  const answer = await gitAnswer(root, ["rev-parse", "--short", "--verify", "--end-of-options", commit]);
  const id = answer?.exitCode === 0 ? answer.stdout.toString("utf8").trim() : "";
  return id === "" || id === ref ? ref : `${ref} (${id})`;
}

function isChangedFile(root: string, file: string, id: string | undefined, hash: "sha1" | "sha256"): boolean {
  const absolute = path.join(root, file);
  if (!existsSync(absolute)) return id !== undefined;
  return id !== blobId(readFileSync(absolute, "utf8"), hash);
}

/** The generated files of a commit of the repository that holds the fleet. */
export async function committedFiles(root: string, ref: string): Promise<CommittedFiles | NothingCommitted> {
  const commit = `${ref}^{commit}`;
  const paths = Object.values(FLEET_FOLDERS);
  const listing = await gitAnswer(root, ["ls-tree", "-r", "-z", "--end-of-options", commit, ...paths]);
  if (listing === undefined) return { kind: "nothing", reason: "no-git", message: "" };
  if (listing.exitCode !== 0) return nothingCommitted(root, ref, listing);
  const ids = listedIds(listing.stdout);
  const [id = ""] = ids.values();
  const hash = id.length === 64 ? "sha256" : "sha1";
  return {
    kind: "committed",
    ref,
    name: () => commitName(root, ref),
    ids,
    hash,
    texts: (files) => readTexts(root, ids, files),
    isChanged: (file) => isChangedFile(root, file, ids.get(file), hash),
  };
}

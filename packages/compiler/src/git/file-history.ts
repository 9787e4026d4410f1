import { CompilerFault } from "../fault.ts";
import { gitLine } from "./committed-files.ts";
import { gitAnswer } from "./git.ts";
import { branchPoint } from "./plan-base.ts";

/** Where the history of a fleet is. */
export interface FleetInGit {
  /** The fleet's root, or a repository without a work tree. */
  readonly directory: string;
  /** The folder of the fleet in the repository, with `/` at its end; empty for the top. */
  readonly folder: string;
}

/** Where the history of a fleet in a work tree is. */
export async function fleetInGit(root: string): Promise<FleetInGit> {
  return { directory: root, folder: (await gitLine(root, ["rev-parse", "--show-prefix"])) ?? "" };
}

/** A file as the commits from one that changed it on have it. */
export interface FileVersion<Content> {
  readonly commit: string;
  /** When that commit was made, in seconds since 1970: its committer's time. */
  readonly seconds: number;
  readonly content: Content;
}

/** The versions of a file on a branch, the newest first. */
export interface FileHistory<Content> {
  /** A version by its number, from 0; undefined past the oldest. */
  readonly version: (index: number) => Promise<FileVersion<Content> | undefined>;
  /** Whether older commits were not fetched. */
  readonly isCut: boolean;
}

/** Versions that are read at a time. */
const CHUNK = 32;

/** The objects that `git cat-file --batch` gives, in the order they were asked for; undefined for one that is missing. */
function batchTexts(output: Buffer): readonly (string | undefined)[] {
  const texts: (string | undefined)[] = [];
  for (let offset = 0; offset < output.length; ) {
    const end = output.indexOf(0x0a, offset);
    const [, size] = /^[0-9a-f]+ blob (\d+)$/.exec(output.subarray(offset, end).toString("utf8")) ?? [];
    const start = end + 1;
    texts.push(
      size === undefined ? undefined : output.subarray(start, start + Number(size)).toString("utf8"),
    );
    offset = size === undefined ? start : start + Number(size) + 1;
  }
  return texts;
}

async function batch(
  directory: string,
  objects: readonly string[],
): Promise<readonly (string | undefined)[]> {
  const answer = await gitAnswer(
    directory,
    ["cat-file", "--batch"],
    objects.map((name) => `${name}\n`).join(""),
  );
  if (answer?.exitCode === 0) return batchTexts(answer.stdout);
  throw new CompilerFault("git-failed", `git cat-file failed: ${answer?.stderr ?? "git is gone"}`);
}

/**
 * The commits that changed a path, newest first, each with its time: those of the branch since it left the default one or
 * last merged it, then those of that one. Without a default branch, those of the branch.
 */
async function changingCommits(directory: string, tip: string, path: string): Promise<readonly string[]> {
  const point = await branchPoint(directory, tip);
  const ranges =
    point === undefined
      ? [["--end-of-options", tip]]
      : [
          ["--ancestry-path", "--end-of-options", `${point}..${tip}`],
          ["--end-of-options", point],
        ];
  const commits: string[] = [];
  for (const range of ranges) {
    const log = await gitAnswer(directory, [
      "log",
      "--first-parent",
      "--format=%H %ct",
      ...range,
      "--",
      path,
    ]);
    if (log?.exitCode !== 0)
      throw new CompilerFault("git-failed", `git log failed: ${log?.stderr ?? "git is gone"}`);
    commits.push(...log.stdout.toString("utf8").split("\n").filter(Boolean));
  }
  return commits;
}

/**
 * The versions of a file on the branch that a commit is the tip of, and on the default one before: a merge counts as one commit, at its own time. Each is
 * read once, and only when it is asked for.
 *
 * @param read makes what is needed of a text; undefined where the file is gone
 * @throws CompilerFault `git-failed`
 */
export async function fileHistory<Content>(
  { directory, folder }: FleetInGit,
  commit: string,
  file: string,
  read: (text: string | undefined) => Content,
): Promise<FileHistory<Content>> {
  const commits = await changingCommits(directory, commit, `:(top,literal)${folder}${file}`);
  const versions: FileVersion<Content>[] = [];
  const version: FileHistory<Content>["version"] = async (index) => {
    if (index >= versions.length && index < commits.length) {
      const some = commits.slice(versions.length, index + CHUNK).map((line) => line.split(" "));
      const texts = await batch(
        directory,
        some.map(([id = ""]) => `${id}:${folder}${file}`),
      );
      for (const [position, [id = "", seconds = ""]] of some.entries())
        versions.push({ commit: id, seconds: Number(seconds), content: read(texts[position]) });
    }
    return versions[index];
  };
  const isCut = (await gitLine(directory, ["rev-parse", "--is-shallow-repository"])) === "true";
  return { version, isCut };
}

/** Since when a file has said something without a break. */
export interface Since {
  readonly commit: string;
  readonly seconds: number;
  /** Whether it may be longer: older commits were not fetched. */
  readonly isAtLeast: boolean;
}

/** Since when a file says something; undefined when it does not say it now. */
export async function saidSince<Content>(
  { version, isCut }: FileHistory<Content>,
  isSaid: (content: Content) => boolean,
): Promise<Since | undefined> {
  let since: FileVersion<Content> | undefined;
  for (let index = 0; ; index++) {
    const older = await version(index);
    if (older !== undefined && isSaid(older.content)) since = older;
    else
      return (
        since && { commit: since.commit, seconds: since.seconds, isAtLeast: isCut && older === undefined }
      );
  }
}

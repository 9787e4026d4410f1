import { spawnSync } from "node:child_process";
import { directoryOf, type FileContent, type ReadOnlyFileSystem, resolvePath } from "../load/file-system.ts";
import { fileContent } from "./file-content.ts";

/** Git is not there, or did not do what it was asked for. */
export class GitFault extends Error {
  readonly code = "git-failed";
}

/** More than any tree or file that is worth building. */
const MAX_BYTES = 1 << 30;
/** Links that lead to links; more are taken for a circle. */
const MAX_LINKS = 40;

/** Runs git without anything in the environment that would make it look at another repository. */
function gitOutput(repository: string, parameters: readonly string[], input = ""): Buffer {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"));
  const run = spawnSync("git", ["-C", repository, ...parameters], {
    input,
    maxBuffer: MAX_BYTES,
    env: { ...Object.fromEntries(kept), LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0" },
  });
  if (run.status === 0) return run.stdout;
  const reason = run.error?.message ?? run.stderr.toString("utf8").trim();
  throw new GitFault(`git ${parameters[0] ?? ""} in ${repository} failed: ${reason}`, { cause: run.error });
}

interface Entry {
  readonly id: string;
  readonly isLink: boolean;
}

const LINE = /^(100[0-7]{3}|120000) blob ([0-9a-f]+)\t(.*)$/s;

function listedEntries(listing: string): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const line of listing.split("\0")) {
    const [, mode, id, path] = LINE.exec(line) ?? [];
    if (id !== undefined && path !== undefined) entries.set(path, { id, isLink: mode === "120000" });
  }
  return entries;
}

/** Splits the output of `git cat-file --batch`: for each object a line that ends with its size, its bytes, a line feed. */
function batchContents(output: Buffer, ids: readonly string[]): ReadonlyMap<string, Buffer> {
  const contents = new Map<string, Buffer>();
  let offset = 0;
  for (const id of ids) {
    const end = output.indexOf(0x0a, offset);
    const size = Number(output.toString("utf8", offset, end).split(" ").at(-1));
    if (end === -1 || Number.isNaN(size)) throw new GitFault(`git cat-file did not give the object ${id}`);
    contents.set(id, output.subarray(end + 1, end + 1 + size));
    offset = end + 1 + size + 1;
  }
  return contents;
}

class GitTree implements ReadOnlyFileSystem {
  readonly #repository: string;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #directories = new Map<string, string[]>([["", []]]);
  readonly #contents = new Map<string, Buffer>();

  constructor(repository: string, revision: string) {
    this.#repository = repository;
    const tree = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{tree}`];
    let id: string;
    try {
      id = gitOutput(repository, tree).toString("utf8").trim();
    } catch (cause) {
      throw new GitFault(`${repository} has no revision ${revision}`, { cause });
    }
    const listing = gitOutput(repository, ["ls-tree", "-r", "-z", "--full-tree", id]);
    this.#entries = listedEntries(listing.toString("utf8"));
    for (const path of this.#entries.keys()) this.#enter(path);
  }

  #enter(path: string): void {
    const directory = directoryOf(path);
    const known = this.#directories.get(directory);
    if (known !== undefined) {
      known.push(path);
      return;
    }
    this.#directories.set(directory, [path]);
    if (directory !== "") this.#enter(directory);
  }

  /** Reads what lies beside a file with it: a build is going to ask for that too. */
  #bytes(path: string, id: string): Buffer {
    const known = this.#contents.get(id);
    if (known !== undefined) return known;
    const beside = this.#directories.get(directoryOf(path)) ?? [];
    const ids = new Set([id, ...beside.flatMap((other) => this.#entries.get(other)?.id ?? [])]);
    const wanted = [...ids].filter((other) => !this.#contents.has(other));
    const output = gitOutput(
      this.#repository,
      ["cat-file", "--batch"],
      wanted.map((other) => `${other}\n`).join(""),
    );
    for (const [other, content] of batchContents(output, wanted)) this.#contents.set(other, content);
    return this.#contents.get(id) ?? Buffer.alloc(0);
  }

  realPath(path: string, links = 0): string | undefined {
    if (this.#directories.has(path)) return path;
    const entry = this.#entries.get(path);
    if (entry !== undefined && !entry.isLink) return path;
    if (links > MAX_LINKS) return undefined;
    if (entry !== undefined) {
      const target = this.#bytes(path, entry.id).toString("utf8");
      const resolved = target.startsWith("/") ? undefined : resolvePath(directoryOf(path), target);
      return resolved === undefined ? undefined : this.realPath(resolved, links + 1);
    }
    const directory = directoryOf(path);
    const parent = directory === "" ? undefined : this.realPath(directory, links + 1);
    if (parent === undefined || parent === directory) return undefined;
    return this.realPath(`${parent}${path.slice(directory.length)}`, links + 1);
  }

  isDirectory(path: string): boolean {
    const real = this.realPath(path);
    return real !== undefined && this.#directories.has(real);
  }

  readFile(path: string): FileContent | undefined {
    const real = this.realPath(path);
    const entry = real === undefined ? undefined : this.#entries.get(real);
    return real === undefined || entry === undefined ? undefined : fileContent(this.#bytes(real, entry.id));
  }
}

/**
 * The files of a revision of a Git repository, without a checkout. Links are followed inside the tree; submodules and
 * what Git LFS or filters would put in place of a file are not there. Needs `git` in the `PATH`.
 *
 * @param repository a directory in the repository, or a bare one; paths start at the top of the tree in any case
 * @param revision anything that names a commit or a tree: `HEAD`, a branch, a tag, an id
 * @throws GitFault when there is no git, no repository or no such revision
 */
export function gitFileSystem(repository: string, revision = "HEAD"): ReadOnlyFileSystem {
  return new GitTree(repository, revision);
}

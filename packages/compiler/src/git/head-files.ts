import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CompilerFault, fileFault } from "../fault.ts";
import { FLEET_FOLDERS } from "../layout.ts";
import { type CommittedFiles, isChangedFile, readTexts } from "./committed-files.ts";
import { fleetFolders, listedIds } from "./fleet-entries.ts";
import { gitAnswer } from "./git.ts";

/** What definitions and releases can be made of. */
const READ = /(\.(ts|json|yaml|cnf)|\/SHA256SUMS)$/;

async function listed(repository: string, tree: string): Promise<ReadonlyMap<string, string>> {
  const listing = await gitAnswer(repository, [
    "ls-tree",
    "-r",
    "-z",
    "--full-tree",
    "--end-of-options",
    tree,
  ]);
  if (listing?.exitCode === 0) return listedIds(listing.stdout);
  throw new CompilerFault("git-failed", `git ls-tree ${tree} failed: ${listing?.stderr ?? "git is gone"}`);
}

/** The folders of a commit that hold a fleet, each with `/` at its end; empty for the top. */
export async function headFleets(repository: string, commit: string): Promise<readonly string[]> {
  return fleetFolders((await listed(repository, commit)).keys());
}

function treeOf(commit: string, folder: string): string {
  return folder === "" ? commit : `${commit}:${folder.replace(/\/$/, "")}`;
}

/**
 * Writes what definitions can be made of, of a fleet in a commit, into a new folder for temporary files, and gives the
 * folder. Whoever asks removes it.
 *
 * @throws CompilerFault `cannot-write`, `git-failed`
 */
export async function extractedFleet(repository: string, commit: string, folder: string): Promise<string> {
  const ids = await listed(repository, treeOf(commit, folder));
  const texts = await readTexts(
    repository,
    ids,
    [...ids.keys()].filter((file) => READ.test(file)),
  );
  const root = mkdtempSync(path.join(tmpdir(), "grampus-head-"));
  try {
    for (const [file, text] of texts) {
      const absolute = path.join(root, file);
      mkdirSync(path.dirname(absolute), { recursive: true });
      writeFileSync(absolute, text);
    }
  } catch (error) {
    rmSync(root, { recursive: true, force: true });
    throw fileFault("cannot-write", root, error);
  }
  return root;
}

/** The files of a fleet in a commit, read from Git's objects, beside those of a folder on disk. */
export async function committedFleet(
  repository: string,
  { commit, name }: { readonly commit: string; readonly name: string },
  folder: string,
  root: string,
): Promise<CommittedFiles> {
  const tops = Object.values(FLEET_FOLDERS).map((top) => `${top}/`);
  const all = (await headFleets(repository, commit)).includes(folder)
    ? await listed(repository, treeOf(commit, folder))
    : new Map<string, string>();
  const ids = new Map([...all].filter(([file]) => tops.some((top) => file.startsWith(top))));
  const [id = ""] = ids.values();
  const hash = id.length === 64 ? "sha256" : "sha1";
  return {
    kind: "committed",
    ref: name,
    name: async () => name,
    ids,
    hash,
    texts: (files) => readTexts(repository, ids, files),
    isChanged: (file) => isChangedFile(root, file, ids.get(file), hash),
  };
}

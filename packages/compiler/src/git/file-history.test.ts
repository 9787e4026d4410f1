import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { fileHistory, fleetInGit, saidSince } from "./file-history.ts";

let root: string;

function git(directory: string, ...args: readonly string[]): void {
  const identity = [
    "-c",
    "user.name=test",
    "-c",
    "user.email=test@example.com",
    "-c",
    "init.defaultBranch=main",
  ];
  const run = spawnSync("git", [...identity, ...args], { cwd: directory, encoding: "utf8" });
  if (run.status !== 0) throw new Error(run.stderr);
}

function commit(text: string, seconds: number): void {
  writeFileSync(path.join(root, "fleets/one/lock"), text);
  git(root, "add", "--all");
  vi.stubEnv("GIT_COMMITTER_DATE", `@${seconds} +0000`);
  git(root, "commit", "--quiet", "--allow-empty", "--message", text);
  vi.unstubAllEnvs();
}

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), "grampus-history-"));
  mkdirSync(path.join(root, "fleets/one"), { recursive: true });
  git(root, "init", "--quiet");
  for (let number = 1; number <= 70; number++) commit(`version ${number}`, 1000 * number);
  git(root, "checkout", "--quiet", "-b", "side", "HEAD~1");
  commit("version 69 too", 65_500);
  git(root, "checkout", "--quiet", "main");
  vi.stubEnv("GIT_COMMITTER_DATE", "@90000 +0000");
  git(root, "merge", "--quiet", "--no-edit", "--strategy=ours", "side");
  vi.unstubAllEnvs();
  commit("version 71", 100_000);
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

test("versions are those of the branch, the newest first, however many", async () => {
  const place = await fleetInGit(path.join(root, "fleets/one"));
  expect(place.folder).toBe("fleets/one/");
  const { version, isCut } = await fileHistory(place, "HEAD", "lock", (text) => text);
  expect(isCut).toBe(false);
  expect(await version(0)).toMatchObject({ seconds: 100_000, content: "version 71" });
  expect(await version(1)).toMatchObject({ seconds: 70_000, content: "version 70" });
  expect(await version(70)).toMatchObject({ seconds: 1000, content: "version 1" });
  expect(await version(71)).toBeUndefined();
});

test("a repository without a work tree has the same history, and a shallow one says where it ends", async () => {
  const clones = mkdtempSync(path.join(tmpdir(), "grampus-clones-"));
  try {
    git(clones, "clone", "--quiet", "--bare", root, "bare");
    const bare = { directory: path.join(clones, "bare"), folder: "fleets/one/" };
    const isSo = (text: string | undefined) => text === "version 71" || text === "version 70";
    const read = (text: string | undefined) => text;
    expect(await saidSince(await fileHistory(bare, "HEAD", "lock", read), isSo)).toMatchObject({
      seconds: 70_000,
      isAtLeast: false,
    });
    git(clones, "clone", "--quiet", "--depth=1", `file://${root}`, "shallow");
    const shallow = await fleetInGit(path.join(clones, "shallow/fleets/one"));
    const cut = await fileHistory(shallow, "HEAD", "lock", read);
    expect(await saidSince(cut, isSo)).toMatchObject({ seconds: 100_000, isAtLeast: true });
    expect(await saidSince(cut, (text) => text === "version 1")).toBeUndefined();
  } finally {
    rmSync(clones, { recursive: true, force: true });
  }
});

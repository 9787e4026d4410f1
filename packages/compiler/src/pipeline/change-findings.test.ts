import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { diagnosticsText } from "../testing/diagnostics-text.ts";
import { clusterText, SOUND_FLEET } from "../testing/fleet-directory.ts";
import { type GitFleet, gitFleet } from "../testing/git-fleet.ts";
import { check } from "./check.ts";

let fleet: GitFleet;

beforeEach(async () => {
  fleet = await gitFleet(SOUND_FLEET);
});

afterEach(() => fleet.remove());

async function withoutGit<Result>(run: () => Promise<Result>): Promise<Result> {
  const { PATH } = process.env;
  process.env.PATH = "/nonexistent";
  try {
    return await run();
  } finally {
    process.env.PATH = PATH;
  }
}

describe("a comparison that was asked for and cannot be made is an error", () => {
  test("git is not installed", async () => {
    fleet.write({ "clusters/orders/cluster.ts": clusterText('  name: "orders",\n  members: 5,') });
    const before = fleet.generated();
    expect(await withoutGit(() => fleet.compiled({ against: "HEAD" }))).toMatchInlineSnapshot(`
      "error fleet/cannot-compare: rules about changes cannot be applied: git is not installed
        hint    install git where this runs

      1 error
      "
    `);
    expect(fleet.generated()).toEqual(before);
  });

  test("there is no repository", async () => {
    rmSync(path.join(fleet.root, ".git"), { recursive: true });
    expect(await fleet.compiled({ against: "origin/main" })).toMatchInlineSnapshot(`
      "error fleet/cannot-compare: rules about changes cannot be applied: the fleet is not in a Git repository
        hint    run this in a clone of the fleet's repository, with its .git folder

      1 error
      "
    `);
    const { diagnostics } = await check({ root: fleet.root, selection: {}, isRequired: true });
    expect(diagnosticsText(fleet.root, diagnostics)).toContain("error fleet/cannot-compare");
  });

  test("the repository has no commit", async () => {
    rmSync(path.join(fleet.root, ".git"), { recursive: true });
    fleet.git("init", "--quiet");
    expect(await fleet.compiled({ isRequired: true })).toMatchInlineSnapshot(`
      "error fleet/cannot-compare: rules about changes cannot be applied: the Git repository has no commit yet
        hint    commit the fleet first

      1 error
      "
    `);
  });

  test("a shallow clone lacks the commit, and the message fetches it", async () => {
    fleet.git("branch", "release");
    fleet.write({ "clusters/orders/cluster.ts": clusterText('  name: "orders",\n  members: 5,') });
    await fleet.compiled();
    fleet.commit();
    const root = mkdtempSync(path.join(tmpdir(), "grampus-clone-"));
    try {
      const git = (...args: readonly string[]) =>
        spawnSync("git", ["-C", root, ...args], { encoding: "utf8" }).status;
      expect(git("clone", "--quiet", "--depth=1", `file://${fleet.root}`, ".")).toBe(0);
      const said = async (against: string) =>
        diagnosticsText(root, (await check({ root, selection: {}, against })).diagnostics);
      expect(await said("HEAD~1")).toMatchInlineSnapshot(`
        "error fleet/shallow-clone: HEAD~1 is not in this clone, which is shallow
          hint    git fetch --unshallow, or with actions/checkout: fetch-depth: 0

        1 error
        "
      `);
      expect(await said("origin/release")).toMatchInlineSnapshot(`
        "error fleet/shallow-clone: origin/release is not in this clone, which is shallow
          hint    git fetch --depth=1 origin release:refs/remotes/origin/release, or with actions/checkout: fetch-depth: 0

        1 error
        "
      `);
      expect(git("fetch", "--depth=1", "origin", "release:refs/remotes/origin/release")).toBe(0);
      expect(await said("origin/release")).toBe("");
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});

test("when nobody asked for a comparison, compile says what it could not do", async () => {
  expect(await withoutGit(() => fleet.compiled())).toMatchInlineSnapshot(`
    "note fleet/no-committed-state: rules about changes were not applied: git is not installed

    1 note
    "
  `);
});

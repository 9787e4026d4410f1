import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { diagnosticsText } from "../testing/diagnostics-text.ts";
import { clusterText, SOUND_FLEET } from "../testing/fleet-directory.ts";
import { type GitFleet, gitFleet } from "../testing/git-fleet.ts";
import { check } from "./check.ts";
import { compile } from "./compile.ts";

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
      expect(await said("origin/release~1")).toContain(
        "hint    git fetch --unshallow, or with actions/checkout",
      );
      expect(await said("HEAD^{tree}")).toContain(
        "error fleet/unknown-reference: HEAD^{tree} is not a commit",
      );
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

describe("a fleet that is moved in its repository is the same fleet", () => {
  const fewer = {
    "sub/clusters/orders/cluster.ts": clusterText('  name: "orders",\n  storage: { size: "1Gi" },'),
  };

  async function said(folder: string, against?: string): Promise<string> {
    const root = path.join(fleet.root, folder);
    const request = { root, selection: {}, ...(against === undefined ? {} : { against }) };
    const text = diagnosticsText(root, (await compile(request)).diagnostics);
    return text.replaceAll(/\([0-9a-f]{7,}\)/g, "(1234567)");
  }

  test("into a folder", async () => {
    fleet.write({ "sub/notes.md": "" });
    fleet.git("mv", "clusters", "environments", "sub/");
    expect(await said("sub")).toBe("");
    fleet.write(fewer);
    expect(await said("sub")).toMatchInlineSnapshot(`
      "clusters/orders/cluster.ts:5:20 error cluster/forbidden-change: a volume cannot shrink; to move to smaller volumes, restore a backup into a new cluster (dev/orders)
          5 │   storage: { size: "1Gi" },
            │                    ^^^^^
        field   storage.size (spec.volumeClaimTemplate.spec.resources.requests.storage)
        found   "1Gi"; "10Gi" in HEAD (1234567)
        hint    when that was never applied, compare with a commit that was: --against <commit>

      1 error
      "
    `);
    expect(await said("sub", "HEAD")).toContain("error cluster/forbidden-change");
  });

  test("out of a folder, where two were", async () => {
    const nested = (folder: string) =>
      Object.fromEntries(Object.entries(SOUND_FLEET).map(([file, text]) => [`${folder}/${file}`, text]));
    fleet.git("rm", "-r", "--quiet", "clusters", "environments");
    fleet.write({ ...nested("a"), ...nested("b") });
    fleet.commit();
    fleet.git("mv", "a", "c");
    expect(await said("c")).toBe("");
    fleet.git("mv", "b", "d");
    expect(await said("d")).toMatchInlineSnapshot(`
      "error fleet/cannot-compare: rules about changes cannot be applied: the fleet is not in this folder of HEAD, and may have been in a/ and b/
        hint    move one fleet, commit that, then move the next

      1 error
      "
    `);
  });

  test("a second fleet beside one that stays is new", async () => {
    fleet.write(fewer);
    fleet.write({ "sub/environments/dev/environment.ts": SOUND_FLEET["environments/dev/environment.ts"] });
    expect(await said("sub", "HEAD")).toBe("");
  });
});

describe("a branch is compared with where it left the other one", () => {
  test("what only the other one has is not missed", async () => {
    fleet.git("checkout", "--quiet", "-b", "work");
    fleet.git("checkout", "--quiet", "main");
    fleet.write({
      "clusters/orders/cluster.ts": clusterText('  name: "orders",\n  storage: { size: "30Gi" },'),
    });
    await fleet.compiled();
    fleet.commit();
    const id = fleet.git("rev-parse", "main").trim();
    fleet.git("checkout", "--quiet", "work");
    expect(await fleet.compiled({ against: "main" })).toBe("");
    fleet.write({
      "clusters/orders/cluster.ts": clusterText('  name: "orders",\n  storage: { size: "1Gi" },'),
    });
    expect(await fleet.compiled({ against: "main" })).toMatchInlineSnapshot(`
      "clusters/orders/cluster.ts:5:20 error cluster/forbidden-change: a volume cannot shrink; to move to smaller volumes, restore a backup into a new cluster (dev/orders)
          5 │   storage: { size: "1Gi" },
            │                    ^^^^^
        field   storage.size (spec.volumeClaimTemplate.spec.resources.requests.storage)
        found   "1Gi"; "10Gi" in the merge base of main (1234567)
        hint    when that was never applied, compare with a commit that was: --against <commit>

      1 error
      "
    `);
    expect(await fleet.compiled({ against: id })).toContain(`"30Gi" in ${id} (1234567)`);
  });
});

test.each(["", " ", "HEAD^{tree}", "HEAD:clusters", "nowhere"])("%j is not a commit", async (against) => {
  const ref = against.trim() === "" ? JSON.stringify(against) : against;
  expect(await fleet.compiled({ against })).toBe(
    `error fleet/unknown-reference: ${ref} is not a commit of this repository
  hint    name a branch, a tag or the id of a commit: --against origin/main

1 error
`,
  );
});

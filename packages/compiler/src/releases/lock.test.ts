import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Lock, lockText, type Pin, readLock } from "./lock.ts";

const pins = fc.option(
  fc.record({
    release: fc.integer({ min: 1, max: 5000 }),
    digest: fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}`),
  }),
  { nil: null },
);
const names = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z0-9]$/);
const locks: fc.Arbitrary<Lock> = fc
  .dictionary(names, pins, { noNullPrototype: true })
  .map((lines) => new Map(Object.entries(lines)));

test("a lock that is read is the one that was written, in whatever order, and each cluster has its line", () => {
  fc.assert(
    fc.property(locks, (lock) => {
      const text = lockText(lock);
      const read = readLock(text);
      expect(read).toMatchObject({ kind: "lock", lock });
      expect(lockText(new Map([...lock].reverse()))).toBe(text);
      const lines = read.kind === "lock" ? read.lines : new Map<string, number>();
      for (const name of lock.keys())
        expect(text.split("\n")[(lines.get(name) ?? 0) - 1]).toMatch(`"${name}": `);
    }),
  );
});

const GOOD = `{ "release": 1, "digest": "sha256:${"0".repeat(64)}" }`;

test.each([
  ["no JSON", '{\n"orders": ,\n'],
  ["half of JSON", `{\n"orders": ${GOOD},`],
  ["a list", "[]\n"],
  ["no version", "{}\n"],
  ["a newer version", '{\n"lockVersion": 2\n}\n'],
  [
    "a release that is no number",
    `{\n"billing": null,\n\n"orders": { "release": "3" },\n\n"lockVersion": 1\n}\n`,
  ],
  ["a digest that is none", `{\n"orders": { "release": 3, "digest": "sha256:1" },\n\n"lockVersion": 1\n}\n`],
  ["more than a release", `{\n"orders": ${GOOD.replace("{", '{ "by": "me",')},\n\n"lockVersion": 1\n}\n`],
  ["a byte order mark", `\ufeff{\n"orders": ${GOOD},\n\n"lockVersion": 1\n}\n`],
  [
    "a word that is none, far from the end",
    `{\n"orders": nul,\n\n"users": ${GOOD},\n\n"lockVersion": 1\n}\n`,
  ],
  ["a cluster twice in one line", `{\n"orders": null, "orders": ${GOOD},\n\n"lockVersion": 1\n}\n`],
  ["a cluster twice in two spellings", `{\n"orders": null,\n"\\u006frders": null,\n"lockVersion": 1\n}\n`],
  ["a release twice", `{\n"orders": ${GOOD.replace("{", '{ "release": 2,')},\n"lockVersion": 1\n}\n`],
  ["a cluster twice", `{\n"orders": ${GOOD},\n\n"orders": null,\n\n"lockVersion": 1\n}\n`],
])("what is no lock is said with its line: %s", (_, text) => {
  expect(readLock(text)).toMatchSnapshot();
});

test("a lock that a formatter spread over lines says the same", () => {
  const lock: Lock = new Map([
    ["orders", { release: 1, digest: `sha256:${"0".repeat(64)}` }],
    ["users", { release: 2, digest: `sha256:${"1".repeat(64)}` }],
  ]);
  expect(readLock(JSON.stringify(JSON.parse(lockText(lock)), null, 2))).toMatchObject({ kind: "lock", lock });
});

describe("promotions on two branches", () => {
  let root = "";
  const file = "releases.lock.json";

  function git(...args: readonly string[]) {
    const identity = [
      "-c",
      "user.name=test",
      "-c",
      "user.email=test@example.com",
      "-c",
      "init.defaultBranch=main",
    ];
    return spawnSync("git", [...identity, ...args], { cwd: root, encoding: "utf8" });
  }

  beforeAll(() => {
    root = mkdtempSync(path.join(tmpdir(), "grampus-lock-"));
    git("init", "--quiet");
    writeFileSync(path.join(root, "other"), "");
    git("add", "--all");
    git("commit", "--quiet", "--message", "first");
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  function commit(text: string): void {
    writeFileSync(path.join(root, file), text);
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message", "change");
  }

  /** What Git makes of two changes of one lock; undefined when it cannot join them. */
  function merged(base: string, ours: string, theirs: string): string | undefined {
    git("checkout", "--quiet", "--detach", "main");
    commit(base);
    git("checkout", "--quiet", "-B", "ours");
    git("checkout", "--quiet", "-B", "theirs");
    commit(theirs);
    git("checkout", "--quiet", "ours");
    commit(ours);
    const run = git("merge", "--quiet", "--no-edit", "theirs");
    if (run.status === 0) return readFileSync(path.join(root, file), "utf8");
    git("merge", "--abort");
    return undefined;
  }

  const pin = (release: number): Pin => ({ release, digest: `sha256:${String(release % 10).repeat(64)}` });
  const FLEET = ["billing", "mysql", "orders", "users"];
  const start: Lock = new Map(FLEET.map((name) => [name, name === "users" ? null : pin(1)]));
  const promoted = (lock: Lock, changes: readonly (readonly [string, number])[]): Lock =>
    new Map([...lock, ...changes.map(([name, release]) => [name, pin(release)] as const)]);

  test("Git joins promotions of different clusters, neighbours and first ones among them", () => {
    const sides = fc
      .shuffledSubarray(FLEET, { minLength: 2 })
      .chain((chosen) =>
        fc
          .integer({ min: 1, max: chosen.length - 1 })
          .map((split) => [chosen.slice(0, split), chosen.slice(split)] as const),
      );
    fc.assert(
      fc.property(sides, ([left, right]) => {
        const ours = left.map((name) => [name, 2] as const);
        const theirs = right.map((name) => [name, 3] as const);
        const text = merged(
          lockText(start),
          lockText(promoted(start, ours)),
          lockText(promoted(start, theirs)),
        );
        expect(text).toBe(lockText(promoted(promoted(start, ours), theirs)));
      }),
      {
        numRuns: 12,
        examples: [
          [[["mysql"], ["orders"]]],
          [[["orders"], ["users"]]],
          [
            [
              ["billing", "orders"],
              ["mysql", "users"],
            ],
          ],
        ],
      },
    );
  });

  test("Git does not join two promotions of one cluster, nor new clusters between the same neighbours", () => {
    const text = lockText(start);
    const two = (release: number) => lockText(promoted(start, [["orders", release]]));
    expect(merged(text, two(2), two(3))).toBeUndefined();
    const listed = (name: string) => lockText(new Map([...start, [name, null]]));
    expect(merged(text, listed("carts"), listed("cells"))).toBeUndefined();
    expect(merged(text, listed("accounts"), listed("parts"))).toContain('"parts": null,');
  });
});

import { type SpawnSyncOptions, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { REPOSITORY } from "./repository.ts";

const made: string[] = [];

afterEach(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** Whether compile writes a file anew: releases and what pins them are there, and stay as they are. */
function isGenerated(file: string): boolean {
  return file.endsWith(".yaml") && !file.includes("/releases/");
}

/** The texts of all generated files below a fleet's root. */
function generatedFiles(root: string): Readonly<Record<string, string>> {
  const files = ["clusters", "environments"].flatMap((top) =>
    readdirSync(path.join(root, top), { recursive: true }).map((file) => path.join(top, String(file))),
  );
  return Object.fromEntries(
    files
      .filter(isGenerated)
      .sort()
      .map((file) => [file, readFileSync(path.join(root, file), "utf8")]),
  );
}

/** A copy of the repository's definitions without their output. */
function definitionsCopy(): string {
  const root = mkdtempSync(path.join(tmpdir(), "grampus-copy-"));
  made.push(root);
  for (const top of ["clusters", "environments"]) {
    cpSync(path.join(REPOSITORY, top), path.join(root, top), {
      recursive: true,
      filter: (file) => !isGenerated(file),
    });
  }
  return root;
}

function compile(root: string, options: SpawnSyncOptions = {}): string {
  const launcher = path.join(REPOSITORY, "packages/cli/bin/grampus.mjs");
  const env = { ...process.env, NODE_COMPILE_CACHE: "", ...options.env };
  const run = spawnSync(process.execPath, [launcher, "compile"], {
    cwd: root,
    ...options,
    env,
    encoding: "utf8",
  });
  expect(run.status, run.stderr).toBe(0);
  return run.stdout;
}

/** Turns the order of imports and of listed clusters round in every environment. */
function shuffle(root: string): void {
  for (const name of readdirSync(path.join(root, "environments"))) {
    const file = path.join(root, "environments", name, "environment.ts");
    const text = readFileSync(file, "utf8");
    const imports = text.match(/^import \w+ from .*\n/gm) ?? [];
    const entries =
      text.match(/^ {4}(mysql|billing|orders)(,|: override\([\s\S]*?^ {4}\}\),|: override\(.*\),)\n/gm) ?? [];
    const turned = [imports, entries].reduce((result, lines) => {
      const all = lines.join("");
      return result.replace(all, lines.toReversed().join(""));
    }, text);
    expect(entries.length).toBeGreaterThan(1);
    expect(turned).not.toBe(text);
    writeFileSync(file, turned);
  }
}

test("the committed output is what compile writes, and a second run changes nothing", () => {
  const root = definitionsCopy();
  compile(root);
  expect(generatedFiles(root)).toEqual(generatedFiles(REPOSITORY));
  expect(compile(root)).toContain(" 0 created, 0 updated, 0 removed,");
});

test.each([
  [
    "another time zone and locale",
    { env: { TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" } },
  ],
  ["another home and no colours", { env: { HOME: "/nonexistent", NO_COLOR: "1", TERM: "dumb" } }],
])("%s: the same bytes", (_, options) => {
  const root = definitionsCopy();
  compile(root, options);
  expect(generatedFiles(root)).toEqual(generatedFiles(REPOSITORY));
});

test("another user and file mode mask: the same bytes", () => {
  const root = definitionsCopy();
  const other = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;
  if (other !== undefined) {
    for (const entry of ["", ...readdirSync(root, { recursive: true })]) {
      chownSync(path.join(root, String(entry)), other.uid, other.gid);
    }
  }
  chmodSync(root, 0o700);
  const mask = process.umask(0o077);
  try {
    compile(root, other);
  } finally {
    process.umask(mask);
  }
  expect(generatedFiles(root)).toEqual(generatedFiles(REPOSITORY));
});

test("definitions in another order: the same bytes", () => {
  const root = definitionsCopy();
  shuffle(root);
  compile(root);
  expect(generatedFiles(root)).toEqual(generatedFiles(REPOSITORY));
});

import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileFault, systemErrorCode } from "../fault.ts";
import type { Finding } from "../findings/finding.ts";
import type { FleetSources } from "../fleet/sources.ts";
import { lockFile, releaseDirectory } from "../layout.ts";
import { mergeConflict } from "./conflict.ts";
import { releaseCodes } from "./diagnostics.ts";
import { type Lock, type Pin, readLock } from "./lock.ts";
import { type ReleaseRead, readRelease } from "./read-release.ts";
import type { Release } from "./release.ts";
import { releaseNumbers } from "./release-numbers.ts";

/** The releases that an environment pins. */
export interface EnvironmentPins {
  readonly environment: string;
  /** Path of its lock, and its text. */
  readonly file: string;
  readonly text: string;
  readonly lock: Lock;
  /** The line of each cluster in it, from 1. */
  readonly lines: ReadonlyMap<string, number>;
  /** The releases by the name of their cluster; one that is wrong is left out, and told. */
  readonly releases: ReadonlyMap<string, Release>;
  /** Whether all of it is right: else nobody knows what waits for a promotion. */
  readonly isRight: boolean;
}

/** What the locks of a fleet pin, by environment, and what is wrong with them. */
export interface PinnedReleases {
  readonly byEnvironment: ReadonlyMap<string, EnvironmentPins>;
  /** What is wrong with locks as a whole, and with releases. */
  readonly findings: readonly Finding[];
  readonly wrongPins: readonly WrongPin[];
}

/** What is wrong with one line of a lock. */
interface WrongPin {
  readonly environment: string;
  readonly cluster: string;
  readonly finding: Finding;
}

/** The text of an environment's lock; undefined when it has none. */
export function lockFileText(root: string, environment: string): string | undefined {
  const file = lockFile(environment);
  try {
    return readFileSync(path.join(root, file), "utf8");
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return undefined;
    throw fileFault("cannot-read", file, error);
  }
}

function located(diagnostic: Finding["diagnostic"], file: string, line: number, column = 1): Finding {
  return { diagnostic: { ...diagnostic, source: { file, line, column } } };
}

/** What the other side of a merge promoted, as commands that do it again. */
function promotionsOf(lines: readonly string[], environment: string): readonly string[] {
  return lines.flatMap((line) => {
    const [, cluster, release] = /^\s*"([^"]+)": \{ "release": (\d+),/.exec(line) ?? [];
    return cluster === undefined
      ? []
      : [`grampus promote ${cluster} --to ${environment} --release ${release}`];
  });
}

/** A lock that could be read, with the line of each cluster; or what is wrong with it. */
interface CheckedLock {
  readonly lock?: Lock;
  readonly lines: ReadonlyMap<string, number>;
  readonly findings: readonly Finding[];
}

/** Reads the text of a lock, or says what is wrong with it. */
function checkedLock(environment: string, text: string): CheckedLock {
  const file = lockFile(environment);
  const conflict = mergeConflict(text);
  if (conflict !== undefined) {
    const again = promotionsOf(conflict.theirs, environment);
    const then =
      again.length === 0
        ? "then grampus compile, which adds the lines of clusters that are listed anew"
        : `then promote again what the other one did: ${again.join("; ")}`;
    const hint = `keep one side with git checkout --ours -- ${file}, ${then}`;
    const diagnostic = releaseCodes.create("conflict", { file }, { hint });
    return { lines: new Map(), findings: [located(diagnostic, file, conflict.line)] };
  }
  const read = readLock(text);
  if (read.kind === "lock") return { lock: read.lock, lines: read.lines, findings: [] };
  const hint = `bring back the committed one with git checkout HEAD -- ${file}, then promote again: grampus promote NAME --to ${environment}`;
  const diagnostic = releaseCodes.create("not-a-lock", { file, problem: read.message }, { hint });
  return { lines: new Map(), findings: [located(diagnostic, file, read.line, read.column)] };
}

/** What is wrong with the place of a lock: it is taken by a folder; undefined where it is not. */
function folderInPlace(root: string, environment: string): Finding | undefined {
  const file = lockFile(environment);
  if (statSync(path.join(root, file), { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  const hint = `move the folder away, and bring back the committed lock with git checkout HEAD -- ${file}; where none was committed, grampus promote --all --to ${environment}`;
  return located(
    releaseCodes.create(
      "not-a-lock",
      { file, problem: "it is a folder" },
      { found: "a folder", allowed: "a file", hint },
    ),
    file,
    1,
  );
}

interface Pinning {
  readonly environment: string;
  readonly cluster: string;
  readonly pin: Pin;
  readonly line: number;
}

function wrongPin(
  root: string,
  { environment, cluster, pin, line }: Pinning,
  read: ReleaseRead,
): Finding | undefined {
  const file = lockFile(environment);
  const name = { environment, cluster, release: pin.release };
  if (read.kind === "missing") {
    const numbers = releaseNumbers(root, cluster);
    const newest = numbers.at(-1);
    const directory = releaseDirectory(cluster, pin.release);
    const hint =
      newest === undefined
        ? `bring it back with git checkout HEAD -- clusters/${cluster}/releases; or cut one with grampus release ${cluster}, then grampus promote ${cluster} --to ${environment}`
        : `bring it back with git checkout "$(git log -1 --format=%h --diff-filter=AM -- ${directory})" -- ${directory}; or promote one that exists: grampus promote ${cluster} --to ${environment} --release ${newest}`;
    const allowed = numbers.length === 0 ? "no release was cut yet" : numbers.join(", ");
    return located(
      releaseCodes.create("unknown-release", name, { found: String(pin.release), allowed, hint }),
      file,
      line,
    );
  }
  if (read.kind === "wrong" || read.release.digest === pin.digest) return undefined;
  const { directory } = read.release;
  const hint = `bring back what was promoted with git checkout HEAD -- ${directory}, or from the commit before (git log -- ${directory}); or promote the one that is here: grampus promote ${cluster} --to ${environment} --release ${pin.release}`;
  return located(
    releaseCodes.create("other-digest", name, { found: pin.digest, allowed: read.release.digest, hint }),
    file,
    line,
  );
}

/**
 * Reads the locks of a fleet's environments, and the releases that they pin.
 *
 * @param locks texts of locks that stand in the place of those on disk, by the name of their environment
 */
export function pinnedReleases(
  { root, environments }: FleetSources,
  locks: ReadonlyMap<string, string> = new Map(),
): PinnedReleases {
  const findings: Finding[] = [];
  const wrongPins: WrongPin[] = [];
  const reads = new Map<string, ReleaseRead>();
  const read = (cluster: string, release: number) => {
    const key = `${cluster}/${release}`;
    const known = reads.get(key);
    if (known !== undefined) return known;
    const found = readRelease(root, cluster, release);
    reads.set(key, found);
    if (found.kind === "wrong") findings.push(found.finding);
    return found;
  };
  const byEnvironment = new Map<string, EnvironmentPins>();
  for (const { folder: environment } of environments) {
    const said = locks.get(environment);
    const folder = said === undefined ? folderInPlace(root, environment) : undefined;
    const text = said ?? (folder === undefined ? lockFileText(root, environment) : "");
    if (text === undefined) continue;
    const checked: CheckedLock =
      folder === undefined ? checkedLock(environment, text) : { lines: new Map(), findings: [folder] };
    findings.push(...checked.findings);
    const { lines } = checked;
    const lock: Lock = checked.lock ?? new Map();
    const releases = new Map<string, Release>();
    let isRight = checked.lock !== undefined;
    for (const [cluster, pin] of lock) {
      if (pin === null) continue;
      const found = read(cluster, pin.release);
      const finding = wrongPin(root, { environment, cluster, pin, line: lines.get(cluster) ?? 1 }, found);
      if (finding !== undefined) wrongPins.push({ environment, cluster, finding });
      if (finding === undefined && found.kind === "release") releases.set(cluster, found.release);
      else isRight = false;
    }
    byEnvironment.set(environment, {
      environment,
      file: lockFile(environment),
      text,
      lock,
      lines,
      releases,
      isRight,
    });
  }
  return { byEnvironment, findings, wrongPins };
}

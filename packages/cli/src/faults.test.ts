import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  clusterText,
  environmentText,
  type FleetDirectory,
  fleetDirectory,
  SOUND_FLEET,
} from "@grampus/compiler/testing";
import { afterEach, expect, test } from "vitest";
import { grampus, type StartedRun, startedGrampus } from "./testing/run-grampus.ts";

const cleanups: (() => void)[] = [];

afterEach(() => {
  for (const cleanup of cleanups.splice(0).reverse()) cleanup();
});

function fleetOf(files: Readonly<Record<string, string>>): FleetDirectory {
  const fleet = fleetDirectory(files);
  cleanups.push(fleet.remove);
  return fleet;
}

/** A fleet of so many clusters, all in one environment. */
function largeFleet(clusters: number): Readonly<Record<string, string>> {
  const names = Array.from({ length: clusters }, (_, index) => `c${index}`);
  return {
    ...Object.fromEntries(
      names.map((name) => [`clusters/${name}/cluster.ts`, clusterText(`  name: "${name}",\n  members: 3,`)]),
    ),
    "environments/dev/environment.ts": environmentText(
      names,
      `  name: "dev",\n  namespace: "mysql-dev",\n  platform: kubernetes(),\n  clusters: { ${names.join(", ")} },`,
    ),
  };
}

/** The texts a sound compile gives, from a run elsewhere. */
async function wantedFiles(
  files: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  const fleet = fleetOf(files);
  expect(await grampus(fleet.root, ["compile"])).toMatchObject({ exitCode: 0 });
  return fleet.generated();
}

/** Each file is wholly new or absent, and nothing half written is there. */
function expectWholeFiles(
  found: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): void {
  for (const [file, text] of Object.entries(found)) {
    if (!file.includes(".grampus-")) expect(text, file).toBe(wanted[file]);
  }
}

/** Another user, so that permissions count even where the tests run as root. */
const otherUser: { readonly uid: number; readonly gid: number } | undefined =
  process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;

function giveTo(directory: string, owner: typeof otherUser): void {
  if (owner === undefined) return;
  chownSync(directory, owner.uid, owner.gid);
  for (const entry of readdirSync(directory, { recursive: true })) {
    chownSync(path.join(directory, String(entry)), owner.uid, owner.gid);
  }
}

test("an unreadable directory: exit 2, nothing is touched, the next run converges", async () => {
  const fleet = fleetOf(SOUND_FLEET);
  giveTo(fleet.root, otherUser);
  const closed = path.join(fleet.root, "clusters/orders");
  chmodSync(closed, 0o000);
  const run = await grampus(fleet.root, ["compile"], otherUser);
  expect(run.stderr).toMatchInlineSnapshot(`
    "fault[cannot-read]: cannot read clusters/orders: EACCES
      hint: check the owner and the permissions of the file and of its directory
    "
  `);
  expect(run).toMatchObject({ exitCode: 2, stdout: "" });
  chmodSync(closed, 0o755);
  expect(fleet.generated()).toEqual({});
  expect(await grampus(fleet.root, ["compile"], otherUser)).toMatchObject({ exitCode: 0 });
});

test("a directory that cannot be written: exit 2, files are whole, the next run converges", async () => {
  const fleet = fleetOf(SOUND_FLEET);
  const wanted = await wantedFiles(SOUND_FLEET);
  giveTo(fleet.root, otherUser);
  const closed = path.join(fleet.root, "environments/dev");
  chmodSync(closed, 0o555);
  const run = await grampus(fleet.root, ["compile"], otherUser);
  expect(run.stderr).toMatchInlineSnapshot(`
    "fault[cannot-write]: cannot write environments/dev/clusters/orders/cluster.patch.yaml: EACCES
      hint: check the owner and the permissions of the file and of its directory
    "
  `);
  expect(run.exitCode).toBe(2);
  expectWholeFiles(fleet.generated(), wanted);
  chmodSync(closed, 0o755);
  expect(await grampus(fleet.root, ["compile"], otherUser)).toMatchObject({ exitCode: 0 });
  expect(fleet.generated()).toEqual(wanted);
});

const DISK_SCRIPT = `set -eu
mount -t tmpfs -o size=1m tmpfs "$1"
cp -a "$2/." "$1/"
head -c 2000000 /dev/zero > "$1/filler" 2>/dev/null || true
truncate -s -61440 "$1/filler"
cd "$1"
set +e
"$3" "$4" compile; echo "exit $?" >&2
find . -name '.grampus-*' >&2
cd "$1" && tar cf "$5" clusters environments
rm filler
"$3" "$4" compile >/dev/null; echo "then $?" >&2
tar cf "$6" clusters environments
`;

/** Unpacks a tar file into a new fleet directory and gives its generated files. */
function unpacked(tar: string): Readonly<Record<string, string>> {
  const fleet = fleetOf({});
  expect(spawnSync("tar", ["xf", tar, "-C", fleet.root]).status).toBe(0);
  return fleet.generated();
}

test("a full disk: exit 2, files are whole, the next run converges", async () => {
  const files = largeFleet(30);
  const wanted = await wantedFiles(files);
  const fleet = fleetOf(files);
  const scratch = fleetOf({ "disk.sh": DISK_SCRIPT });
  const disk = path.join(scratch.root, "disk");
  mkdirSync(disk);
  const launcher = path.resolve(import.meta.dirname, "../bin/grampus.mjs");
  const full = path.join(scratch.root, "full.tar");
  const after = path.join(scratch.root, "after.tar");
  const script = [
    path.join(scratch.root, "disk.sh"),
    disk,
    fleet.root,
    process.execPath,
    launcher,
    full,
    after,
  ];
  const isolation = process.getuid?.() === 0 ? ["--mount"] : ["--mount", "--map-root-user"];
  const run = spawnSync("unshare", [...isolation, "sh", ...script], {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  expect(run.stderr.replace(/cannot write \S+:/, "cannot write <file>:")).toMatchInlineSnapshot(`
    "fault[cannot-write]: cannot write <file>: ENOSPC
      hint: free some disk space and run the command again
    exit 2
    note fleet/no-committed-state: rules about changes were not applied: the fleet is not in a Git repository

    1 note
    then 0
    "
  `);
  expectWholeFiles(unpacked(full), wanted);
  expect(unpacked(after)).toEqual(wanted);
});

/** Starts a compile and sends a signal once the first files are there. Undefined when the compile was quicker. */
async function interruptedRun(fleet: FleetDirectory, signal: NodeJS.Signals) {
  const run: StartedRun = startedGrampus(fleet.root, ["compile"]);
  let isOver = false;
  const finished = run.finished.finally(() => {
    isOver = true;
  });
  const first = path.join(fleet.root, "clusters/c0/base/cluster.yaml");
  while (!isOver && !existsSync(first)) await new Promise((resolve) => setTimeout(resolve, 1));
  run.kill(signal);
  const result = await finished;
  return result.exitCode === 0 ? undefined : result;
}

/** Interrupts a compile in the middle of its writing; with more clusters when it was too quick. */
async function interruptedCompile(signal: NodeJS.Signals) {
  for (let clusters = 300; clusters <= 4_800; clusters *= 2) {
    const files = largeFleet(clusters);
    const fleet = fleetOf(files);
    const run = await interruptedRun(fleet, signal);
    if (run !== undefined) return { files, fleet, run };
  }
  throw new Error("every compile ended before the signal came");
}

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s in the middle of writing: exit 130, files are whole, the next run converges",
  async (signal) => {
    const { files, fleet, run } = await interruptedCompile(signal);
    const wanted = await wantedFiles(files);
    expect(run.exitCode).toBe(130);
    expect(run.stderr).toMatch(/^interrupted: \d+ files? left; run the command again to go on\n$/m);
    const found = fleet.generated();
    expect(Object.keys(found).length).toBeLessThan(Object.keys(wanted).length);
    expect(Object.keys(found).filter((file) => file.includes(".grampus-"))).toEqual([]);
    expectWholeFiles(found, wanted);
    expect(await grampus(fleet.root, ["compile"])).toMatchObject({ exitCode: 0 });
    expect(fleet.generated()).toEqual(wanted);
  },
);

test("a process killed in the middle of writing: files are whole, the next run converges and tidies up", async () => {
  const { files, fleet, run } = await interruptedCompile("SIGKILL");
  const wanted = await wantedFiles(files);
  expect(run.signal).toBe("SIGKILL");
  expectWholeFiles(fleet.generated(), wanted);
  const directory = path.join(fleet.root, "clusters/c0/base");
  const left = path.join(directory, `.grampus-${deadPid()}-7.tmp`);
  writeFileSync(left, "half");
  expect(await grampus(fleet.root, ["compile"])).toMatchObject({ exitCode: 0 });
  expect(statSync(left, { throwIfNoEntry: false })).toBeUndefined();
  expect(fleet.generated()).toEqual(wanted);
});

test("a reader that goes away does not change the exit code", () => {
  const fleet = fleetOf({ ...SOUND_FLEET, "clusters/orders/cluster.ts": clusterText("  membres: 3,") });
  const launcher = path.resolve(import.meta.dirname, "../bin/grampus.mjs");
  const script = '"$0" "$1" check --json | true; exit $PIPESTATUS';
  const run = spawnSync("bash", ["-c", script, process.execPath, launcher], { cwd: fleet.root });
  expect(run.status).toBe(1);
});

test("an output that cannot be written is a fault", () => {
  const fleet = fleetOf(SOUND_FLEET);
  const launcher = path.resolve(import.meta.dirname, "../bin/grampus.mjs");
  const script = '"$0" "$1" render dev > /dev/full';
  const run = spawnSync("bash", ["-c", script, process.execPath, launcher], {
    cwd: fleet.root,
    encoding: "utf8",
  });
  expect(run.stderr).toMatch(/^fault\[cannot-write\]: the output: ENOSPC$/m);
  expect(run.status).toBe(2);
});

/** The pid of a process that has ended. */
function deadPid(): number {
  return spawnSync("true").pid;
}

import { existsSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FILES, PATHS } from "../member/paths.ts";
import { SUPERVISE_SCRIPT } from "./supervise.ts";
import { emptyPod, type Pod } from "./testing/pod.ts";

const STARTS = "/starts";
const HOSTS = `${PATHS.server}/hosts.sh`;
/** Every bash of the pod runs it first. */
const CLOCK = "/clock.sh";

vi.setConfig({ testTimeout: 20_000 });

let pod: Pod;

beforeEach(() => {
  pod = emptyPod();
  pod.write(HOSTS, "while :; do sleep 3; done\n");
  // bash may take a signal of its own for the end of a child that ends at that very moment: so none does here.
  pod.program("a-while-passes", "for i in {1..8}; do sleep 1; done");
  pod.write(CLOCK, `trap 'SECONDS=$((SECONDS + 10)); touch ${pod.at("/forward")}' USR1\n`);
  pod.program(
    "ten-seconds-pass",
    `kill -USR1 $MYSQLD_PARENT_PID; until [ -e ${pod.at("/forward")} ]; do sleep 1; done; a-while-passes`,
  );
});
afterEach(() => pod.remove());

/** What mysqld does at its first start, at its second and so on. */
function withMysqld(...lives: readonly string[]): void {
  for (const [index, life] of lives.entries()) pod.write(`/life-${index}`, life);
  pod.program(
    "mysqld",
    `printf '%s\\n' "$*" >>${pod.at(STARTS)}
mapfile -t starts <${pod.at(STARTS)}
. ${pod.at("/life-")}$((\${#starts[@]} - 1))`,
  );
}

const supervise = () => pod.start(SUPERVISE_SCRIPT, { BASH_ENV: pod.at(CLOCK) });

const appears = (path: string) =>
  vi.waitFor(() => expect(existsSync(pod.at(path))).toBe(true), { timeout: 15_000, interval: 10 });

describe("the supervisor", () => {
  it.each([
    { what: "starts again what exits 16", lives: ["exit 16", "exit 16", "exit 3"], starts: 3, code: 3 },
    { what: "ends with what exits otherwise", lives: ["exit 1"], starts: 1, code: 1 },
    { what: "ends with a clean end", lives: ["exit 0"], starts: 1, code: 0 },
    {
      what: "starts again what a signal killed after ten seconds",
      lives: ["ten-seconds-pass; kill -9 $$", "exit 5"],
      starts: 2,
      code: 5,
    },
    { what: "ends when a signal killed it before", lives: ["kill -9 $$"], starts: 1, code: 137 },
    {
      what: "counts the ten seconds from the last start",
      lives: ["ten-seconds-pass; kill -9 $$", "kill -SEGV $$"],
      starts: 2,
      code: 139,
    },
    {
      what: "ends with what fails after ten seconds",
      lives: ["ten-seconds-pass; exit 1"],
      starts: 1,
      code: 1,
    },
  ])("$what", async ({ lives, starts, code }) => {
    withMysqld(...lives);
    expect(await supervise().ended).toBe(code);
    expect(pod.read(STARTS)).toBe(`--defaults-file=${pod.at(FILES.configuration)}\n`.repeat(starts));
  });

  it("passes SIGTERM on, and ends with mysqld's code", async () => {
    withMysqld(`trap 'a-while-passes; exit 7' TERM; touch ${pod.at("/up")}; while :; do sleep 3; done`);
    const supervisor = supervise();
    await appears("/up");
    supervisor.process.kill("SIGTERM");
    expect(await supervisor.ended).toBe(7);
  });

  it("does not start again what asked for it while it is to stop", async () => {
    withMysqld(
      `trap 'a-while-passes; exit 16' TERM; touch ${pod.at("/up")}; while :; do sleep 3; done`,
      "exit 0",
    );
    const supervisor = supervise();
    await appears("/up");
    supervisor.process.kill("SIGTERM");
    expect(await supervisor.ended).toBe(16);
  });

  it("tells mysqld that somebody starts it again", async () => {
    withMysqld(`[ "$MYSQLD_PARENT_PID" = "$PPID" ] && exit 4`);
    expect(await supervise().ended).toBe(4);
  });

  it("starts the keeper of addresses again whenever it ends", async () => {
    pod.write(
      HOSTS,
      `n=0; while [ -e ${pod.at("/run-")}$n ]; do n=$((n + 1)); done; touch ${pod.at("/run-")}$n; kill -9 $$\n`,
    );
    withMysqld("while :; do sleep 3; done");
    supervise();
    await appears("/run-2");
  });
});

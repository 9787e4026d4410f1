import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FILES } from "../member/paths.ts";
import { READY_SCRIPT } from "./ready.ts";
import { emptyPod, type Pod } from "./testing/pod.ts";

const ASKED = "/asked";
const FULL = 'echo "ERROR 1040 (08004): Too many connections" >&2; exit 1';

vi.setConfig({ testTimeout: 20_000 });

let pod: Pod;

beforeEach(() => {
  pod = emptyPod();
});
afterEach(() => pod.remove());

/** What the client does over the socket, and what it does at the administrative interface. */
function withClient(socket: string, admin: string): void {
  pod.program(
    "mysql",
    `printf '%s\\n' "$1" >>${pod.at(ASKED)}
if [ "$1" = --defaults-extra-file=${pod.at(FILES.client)} ]; then ${socket}; else ${admin}; fi`,
  );
}

const isReady = async () => (await pod.start(READY_SCRIPT).ended) === 0;
const asked = () => pod.read(ASKED).trimEnd().split("\n").length;

describe("readiness", () => {
  it.each([
    ["a member that is ONLINE", "echo ONLINE", "exit 1", true, 1],
    ["a member on its way", "echo RECOVERING", "echo ONLINE", false, 1],
    ["a member of no group", "true", "echo ONLINE", false, 1],
    ["a server that does not answer", "echo 'ERROR 2002 (HY000)' >&2; exit 1", "echo ONLINE", false, 1],
    ["a full server whose member is ONLINE", FULL, "echo ONLINE", true, 2],
    ["a full server whose member is in no group", FULL, "true", false, 2],
    ["a server that lets nobody in", FULL, FULL, false, 2],
  ])("%s", async (_, socket, admin, ready, questions) => {
    withClient(socket, admin);
    expect([await isReady(), asked()]).toEqual([ready, questions]);
  });
});

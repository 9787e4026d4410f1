import { existsSync, rmSync, statSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FILES } from "../member/paths.ts";
import { HOSTS_SCRIPT } from "./hosts.ts";
import { emptyPod, type Pod, type RunningScript } from "./testing/pod.ts";

const OWN = "127.0.0.1\tlocalhost\n::1\tlocalhost\n10.0.0.1\torders-0.members\torders-0\n";
const DNS = "/dns";
const CALLS = "/calls";

/** Answers as glibc's does: three lines for a name it knows, nothing for another, and 2 without a server. */
const getent = (dns: string, calls: string) => `
printf '%s\\n' "$*" >>${calls}
[ "$1 $2 $3" = "-s dns ahosts" ] || exit 1
[ -e ${dns} ] || exit 2
shift 3
for name; do
  while read -r known found; do
    [ "$known" != "$name" ] || printf '%s STREAM %s\\n%s DGRAM  \\n%s RAW    \\n' $found $name $found $found
  done <${dns}
done`;

vi.setConfig({ testTimeout: 20_000 });

let pod: Pod;

beforeEach(() => {
  pod = emptyPod();
  pod.program("getent", getent(pod.at(DNS), pod.at(CALLS)));
  pod.write(FILES.ownHosts, OWN);
  pod.write(FILES.hosts, OWN);
  withSeeds("orders-0", "orders-1", "orders-2");
});
afterEach(() => pod.remove());

function withSeeds(...members: readonly string[]): void {
  const seeds = members.map((member) => `${member}.members:3306`).join(",");
  pod.write(FILES.variables, `[mysqld]\nmax_connections=100\ngroup_replication_group_seeds="${seeds}"\n`);
}

/** Addresses that DNS has from now on, by member. */
function withDns(addresses: Readonly<Record<string, string>>): void {
  const lines = Object.entries(addresses).map(([member, address]) => `${member}.members ${address}\n`);
  pod.write(DNS, lines.join(""));
}

const withoutDns = () => rmSync(pod.at(DNS));

const start = (): RunningScript => pod.start(HOSTS_SCRIPT, { POD_NAME: "orders-0" });

function othersAre(addresses: Readonly<Record<string, string>>): Promise<void> {
  const lines = Object.entries(addresses).map(([member, address]) => `${address}\t${member}.members\n`);
  return vi.waitFor(() => expect(pod.read(FILES.hosts)).toBe(`${OWN}${lines.join("")}`), {
    timeout: 15_000,
    interval: 10,
  });
}

const rounds = () => (existsSync(pod.at(CALLS)) ? pod.read(CALLS).split("\n").length - 1 : 0);

/** Waits until the script has asked again and has done with the answer. */
async function anotherRound(): Promise<void> {
  const before = rounds();
  await vi.waitFor(() => expect(rounds()).toBeGreaterThan(before + 1), { timeout: 15_000, interval: 10 });
}

const BOTH = { "orders-1": "10.0.0.2", "orders-2": "10.0.0.3" };

describe("the script that keeps the members' addresses", () => {
  it("writes what DNS says, into the same file, and takes changes", async () => {
    withDns(BOTH);
    const { ino } = statSync(pod.at(FILES.hosts));
    start();
    await othersAre(BOTH);
    withDns({ ...BOTH, "orders-2": "10.0.0.9" });
    await othersAre({ ...BOTH, "orders-2": "10.0.0.9" });
    expect(statSync(pod.at(FILES.hosts)).ino).toBe(ino);
  });

  it("keeps what it knows when DNS fails, and when DNS forgets a member", async () => {
    withDns(BOTH);
    start();
    await othersAre(BOTH);
    withoutDns();
    await anotherRound();
    await othersAre(BOTH);
    withDns({ "orders-2": "10.0.0.9" });
    await othersAre({ ...BOTH, "orders-2": "10.0.0.9" });
  });

  it("keeps what the script before it knew while there is no DNS", async () => {
    withDns(BOTH);
    const first = start();
    await othersAre(BOTH);
    await first.kill();
    withoutDns();
    start();
    await anotherRound();
    await othersAre(BOTH);
  });

  it("takes an address that changed while no script ran", async () => {
    withDns(BOTH);
    const first = start();
    await othersAre(BOTH);
    await first.kill();
    withDns({ "orders-1": "10.0.0.8" });
    start();
    await othersAre({ ...BOTH, "orders-1": "10.0.0.8" });
  });

  it("never takes another address for its own name", async () => {
    withDns({ "orders-0": "10.0.0.7", ...BOTH });
    pod.write(FILES.hosts, `${OWN}10.0.0.6\torders-0.members\n`);
    start();
    await othersAre(BOTH);
  });

  it("drops who is no member any more", async () => {
    withDns(BOTH);
    start();
    await othersAre(BOTH);
    withSeeds("orders-0", "orders-1");
    await othersAre({ "orders-1": "10.0.0.2" });
  });
});

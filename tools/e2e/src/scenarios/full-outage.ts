import { setTimeout as delay } from "node:timers/promises";
import { expectThat } from "../e2e-fault.ts";
import { killMysqld } from "../kill.ts";
import { expectNothingLost } from "../ledger.ts";
import { eventually } from "../retry.ts";
import { doublePrimaries, startSampler } from "../sampler.ts";
import type { Figures, Scenario, Stage } from "../scenario.ts";
import { median } from "../statistics.ts";
import { settledPrimary, switchover } from "../switchover.ts";
import { testedCluster } from "../tested-cluster.ts";
import { startWriter } from "../writer.ts";
import { SEED } from "./create.ts";

const ROUNDS = { core: 4, all: 20 } as const;

interface Round {
  readonly writable: number;
  readonly ready: number;
  readonly switched: number;
  /** From the end of the switchover to a write of every writer. */
  readonly flowing: number;
}

async function outage(stage: Stage, number: number): Promise<Round> {
  const cluster = testedCluster(stage.kube, SEED.namespace, SEED.name);
  await cluster.ready(SEED.members.length, 180_000);
  const sampler = startSampler(cluster, SEED.members);
  const tag = `outage ${number} ${Date.now() % 1e6}`;
  const writer = startWriter(cluster, tag);
  const second = startWriter(cluster, `${tag} b`);
  await delay(1500 + Math.random() * 1000);
  const killedAt = performance.now();
  await Promise.all(SEED.members.map((member) => killMysqld(stage.kube, cluster, member)));
  const ended = performance.now();
  await cluster.online(SEED.members, 180_000);
  await cluster.ready(SEED.members.length, 60_000);
  const ready = performance.now() - killedAt;
  // As a plan would: the wedge after an outage shows itself here at the latest.
  const from = await settledPrimary(cluster);
  const switched = await switchover(cluster, SEED.members.find((member) => member !== from) ?? "");
  const afterSwitch = performance.now();
  await eventually(
    "writes flow after the switchover",
    async () =>
      [writer, second].every(({ acknowledged }) => (acknowledged.at(-1)?.at ?? 0) > afterSwitch) || undefined,
    { within: 30_000, every: 50 },
  ).finally(() => Promise.all([writer.stop(), second.stop()]));
  const flowing = performance.now() - afterSwitch;
  const logs = await Promise.all([writer.stop(), second.stop()]);
  await sampler.stop();
  for (const log of logs) await expectNothingLost(cluster, SEED.members, log);
  const both = doublePrimaries(sampler.samples);
  expectThat(both.length === 0, `two members would have acknowledged writes: ${JSON.stringify(both[0])}`);
  const firstAgain = logs[0]?.acknowledged.find(({ at }) => at > ended)?.at ?? Number.NaN;
  const round = {
    writable: Math.round(firstAgain - killedAt),
    ready: Math.round(ready),
    switched: Math.round(switched),
    flowing: Math.round(flowing),
  };
  stage.say(
    `round ${number}: writable after ${round.writable} ms, Ready after ${round.ready} ms, switch ${round.switched} ms, writes flow ${round.flowing} ms after it`,
  );
  return round;
}

async function run(stage: Stage): Promise<Figures> {
  const rounds: Round[] = [];
  const wanted = stage.core ? ROUNDS.core : ROUNDS.all;
  while (rounds.length < wanted) rounds.push(await outage(stage, rounds.length + 1));
  const writable = rounds.map((round) => round.writable);
  return {
    n: rounds.length,
    writableP50: median(writable),
    writableMax: Math.max(...writable),
    readyP50: median(rounds.map(({ ready }) => ready)),
    readyMax: Math.max(...rounds.map(({ ready }) => ready)),
    flowingAfterSwitchoverMax: Math.max(...rounds.map(({ flowing }) => flowing)),
    switchoverMax: Math.max(...rounds.map(({ switched }) => switched)),
    writable,
  };
}

/** kill -9 of all three, again and again, under writers: comes back by itself, and writes flow. */
export const fullOutages: Scenario = { name: "full outage, again and again", run };

import { setTimeout as delay } from "node:timers/promises";
import { ROLE_LABEL } from "@grampus/api";
import { expectThat } from "../e2e-fault.ts";
import { signalMysqld } from "../kill.ts";
import { expectNothingLost } from "../ledger.ts";
import { eventually } from "../retry.ts";
import { doublePrimaries, startSampler } from "../sampler.ts";
import type { Figures, Scenario, Stage } from "../scenario.ts";
import { settledPrimary } from "../switchover.ts";
import { type TestedCluster, testedCluster } from "../tested-cluster.ts";
import { APPLICATION, longestGap, startWriter } from "../writer.ts";
import { SEED } from "./create.ts";

const FROZEN_FOR = 15_000;

interface Round {
  readonly gap: number;
  readonly back: number;
}

/** Stops a member's mysqld where it stands until the group has expelled it, and lets it go on. */
async function freeze(stage: Stage, cluster: TestedCluster, member: string, tag: string): Promise<Round> {
  const { kube } = stage;
  const sampler = startSampler(cluster, SEED.members);
  const writer = startWriter(cluster, `${tag} ${Date.now() % 1e6}`);
  const direct = startWriter(cluster, `${tag} direct ${Date.now() % 1e6}`, {
    ...APPLICATION,
    to: { member },
  });
  await delay(1000);
  const frozenAt = performance.now();
  await signalMysqld(kube, cluster, member, "STOP");
  await eventually(
    `${member} has no role any more`,
    async () => {
      const pod = (await cluster.pods()).find(({ metadata }) => metadata.name === member);
      return pod?.metadata.labels?.[ROLE_LABEL] === undefined ? true : undefined;
    },
    { within: FROZEN_FOR },
  ).finally(async () => {
    await delay(Math.max(0, frozenAt + FROZEN_FOR - performance.now()));
    await signalMysqld(kube, cluster, member, "CONT");
  });
  const thawedAt = performance.now();
  await cluster.online(SEED.members, 180_000);
  await cluster.ready(SEED.members.length, 60_000);
  const back = performance.now() - thawedAt;
  const [log, directLog] = [await writer.stop(), await direct.stop()];
  await sampler.stop();
  // For some seconds after it goes on, the member still believes in the view it had: what it says then is no proof, what
  // it acknowledges is.
  const believed = sampler.samples.filter((sample) => sample.member !== member || sample.at < frozenAt);
  const both = doublePrimaries(believed);
  expectThat(both.length === 0, `two members would have acknowledged writes: ${JSON.stringify(both[0])}`);
  for (const one of [log, directLog]) await expectNothingLost(cluster, SEED.members, one);
  return { gap: Math.round(longestGap(log, frozenAt)), back: Math.round(back) };
}

async function run(stage: Stage): Promise<Figures> {
  const cluster = testedCluster(stage.kube, SEED.namespace, SEED.name);
  await cluster.ready(SEED.members.length, 180_000);
  const primary = await settledPrimary(cluster);
  const secondary = SEED.members.find((member) => member !== primary) ?? "";
  const ofSecondary = await freeze(stage, cluster, secondary, "frozen secondary");
  const ofPrimary = await freeze(stage, cluster, primary, "frozen primary");
  return {
    secondaryGap: ofSecondary.gap,
    secondaryBack: ofSecondary.back,
    primaryGap: ofPrimary.gap,
    primaryBack: ofPrimary.back,
  };
}

/** A member that stands still is expelled, loses its role, and is a member again when it goes on. */
export const expelled: Scenario = { name: "expelled members, a secondary and the primary", run };

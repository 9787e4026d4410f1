import { setTimeout as delay } from "node:timers/promises";
import { type CutOffJudgement, judgeCutOff, type Sides } from "../cut-off.ts";
import { type CutOffReport, startCutOffClient } from "../cut-off-client.ts";
import { placeDnsOn, switchDns } from "../dns.ts";
import { E2eFault, expectThat } from "../e2e-fault.ts";
import { killMysqld, killPod } from "../kill.ts";
import type { Kube } from "../kube.ts";
import { expectNothingLost } from "../ledger.ts";
import { leader, moveLeaderAwayFrom } from "../operator-pods.ts";
import type { Rig } from "../rig.ts";
import { doublePrimaries, newPrimaryAt, startSampler } from "../sampler.ts";
import { type Figures, rigOf, type Scenario, type Stage } from "../scenario.ts";
import { median } from "../statistics.ts";
import { switchover } from "../switchover.ts";
import { type TestedCluster, testedCluster } from "../tested-cluster.ts";
import { longestGap, startWriter } from "../writer.ts";
import { SEED } from "./create.ts";

/** A way to break the primary, and to mend what does not mend itself. */
interface Breakage {
  readonly name: string;
  /** Outside of the core set, which has one. */
  readonly rounds: number;
  /** Whether it breaks a node, which only the rig can. */
  readonly needsRig?: true;
  /** Whether the member lives on where nobody else reaches it: a client beside it has to watch it. */
  readonly cutsOff?: true;
  /** Whether the operator's leader is lost with it; it is elsewhere otherwise. */
  readonly withLeader?: true;
  /** What has to be so before. */
  readonly prepares?: (stage: Stage) => Promise<void>;
  readonly breaks: (stage: Stage, cluster: TestedCluster, member: string, node: string) => Promise<void>;
  readonly mends: (stage: Stage, node: string) => Promise<void>;
  /** Milliseconds between breaking and mending. */
  readonly lasts: number;
}

const nothing = () => Promise.resolve();

/** A write that was on its way when the primary was broken is acknowledged within this time, in milliseconds. */
const SETTLED_AFTER = 2000;

const BREAKAGES: readonly Breakage[] = [
  {
    name: "kill -9 of the primary's mysqld",
    rounds: 3,
    lasts: 12_000,
    breaks: ({ kube }, cluster, member) => killMysqld(kube, cluster, member),
    mends: nothing,
  },
  {
    name: "kill -9 of the primary's mysqld while there is no DNS",
    rounds: 1,
    lasts: 20_000,
    needsRig: true,
    prepares: ({ kube }) => switchDns(kube, "off"),
    breaks: ({ kube }, cluster, member) => killMysqld(kube, cluster, member),
    mends: ({ kube }) => switchDns(kube, "on"),
  },
  {
    name: "forced deletion of the primary's pod",
    rounds: 3,
    lasts: 12_000,
    breaks: ({ kube }, cluster, member) => killPod(kube, cluster, member),
    mends: nothing,
  },
  {
    name: "power cut of the primary's node",
    rounds: 3,
    needsRig: true,
    lasts: 20_000,
    breaks: (stage, _cluster, _member, node) => rigOf(stage).node(node, "kill"),
    mends: (stage, node) => rigOf(stage).node(node, "boot"),
  },
  {
    name: "power cut of the node of the primary and of the operator's leader",
    rounds: 3,
    needsRig: true,
    withLeader: true,
    lasts: 20_000,
    breaks: (stage, _cluster, _member, node) => rigOf(stage).node(node, "kill"),
    mends: (stage, node) => rigOf(stage).node(node, "boot"),
  },
  {
    name: "partition of the primary's node",
    rounds: 3,
    needsRig: true,
    cutsOff: true,
    lasts: 30_000,
    breaks: (stage, _cluster, _member, node) => rigOf(stage).node(node, "partition"),
    mends: (stage, node) => rigOf(stage).node(node, "heal"),
  },
];

interface Round {
  readonly gap: number;
  readonly floor: number;
  readonly recovered: number;
  readonly cutOff?: CutOffJudgement;
}

/** The node of a member. */
export async function nodeOf(cluster: TestedCluster, member: string): Promise<string> {
  const pod = (await cluster.pods()).find(({ metadata }) => metadata.name === member);
  return pod?.spec?.nodeName ?? "";
}

/** The test's own way to the Services is on other nodes; one of two DNS servers is on this one, as it may be in anybody's cluster. */
async function prepareNetworkForLossOf(node: string, rig: Rig, kube: Kube): Promise<void> {
  await rig.routeServicesThrough(["n1", "n2", "n3"].find((name) => name !== node) ?? "n1");
  await placeDnsOn(kube, node);
}

/** What has to go on working while the node is broken is on other nodes, the operator's leader too. */
export async function prepareForLossOf(node: string, rig: Rig, kube: Kube): Promise<void> {
  await prepareNetworkForLossOf(node, rig, kube);
  await moveLeaderAwayFrom(kube, node);
}

/** Makes the member beside the operator's leader the primary. */
async function switchToLeadersNode(kube: Kube, cluster: TestedCluster): Promise<void> {
  const node = (await leader(kube)).spec?.nodeName;
  const member = (await cluster.pods()).find(({ spec }) => spec?.nodeName === node)?.metadata.name;
  if (member === undefined)
    throw new E2eFault("setup", `no member is on ${node}, the node of the operator's leader`);
  if (member !== (await cluster.primary())) await switchover(cluster, member);
  await cluster.ready(SEED.members.length, 60_000);
}

/** What the client beside the old primary shows; throws when that is two primaries, a lost row, or nothing. */
async function judged(
  cluster: TestedCluster,
  { log, samples }: CutOffReport,
  rest: Omit<Sides, "local" | "samples">,
): Promise<CutOffJudgement> {
  await expectNothingLost(cluster, SEED.members, log);
  const judgement = judgeCutOff({ ...rest, local: log.acknowledged, samples });
  expectThat(judgement.findings.length === 0, judgement.findings.join("; "));
  return judgement;
}

async function breakOnce(stage: Stage, breakage: Breakage, tag: string): Promise<Round> {
  const { rig, kube, say } = stage;
  const cluster = testedCluster(kube, SEED.namespace, SEED.name);
  await cluster.ready(SEED.members.length, 300_000);
  if (breakage.withLeader === true) await switchToLeadersNode(kube, cluster);
  const old = await cluster.primary();
  const node = await nodeOf(cluster, old);
  if (rig !== undefined && breakage.needsRig === true) {
    await (breakage.withLeader === true ? prepareNetworkForLossOf : prepareForLossOf)(node, rig, kube);
  }
  await breakage.prepares?.(stage);

  const sampler = startSampler(cluster, SEED.members);
  const writer = startWriter(cluster, tag);
  const beside = breakage.cutsOff && (await startCutOffClient(rigOf(stage), cluster, old, `${tag} beside`));
  await delay(2000);
  const brokenAt = performance.now();
  await breakage.breaks(stage, cluster, old, node);
  await delay(breakage.lasts);
  const mendedAt = performance.now();
  const failedOver = writer.acknowledged.some(({ at }) => at > brokenAt + SETTLED_AFTER);
  await breakage.mends(stage, node);
  await cluster.online(SEED.members, 300_000);
  await cluster.ready(SEED.members.length, 60_000);
  const recovered = performance.now() - mendedAt;
  await delay(1000);
  const log = await writer.stop();
  await sampler.stop();
  const report = await beside?.stop();

  expectThat(
    failedOver || breakage.needsRig !== true,
    `no write was acknowledged within ${breakage.lasts} ms, while ${breakage.name}`,
  );
  const samples = [...sampler.samples, ...(report?.samples ?? [])];
  const both = doublePrimaries(samples.sort((left, right) => left.at - right.at));
  expectThat(both.length === 0, `two members would have acknowledged writes: ${JSON.stringify(both[0])}`);
  await expectNothingLost(cluster, SEED.members, log);
  const service = log.acknowledged;
  const cutOff = report && (await judged(cluster, report, { old, cutAt: brokenAt, mendedAt, service }));
  const last = log.acknowledged.at(-1)?.at ?? 0;
  expectThat(last > mendedAt, `no write was acknowledged any more: ${JSON.stringify(log.failures)}`);
  const writableAt = newPrimaryAt(sampler.samples, old, brokenAt) ?? Number.NaN;
  const round = {
    gap: Math.round(longestGap(log, brokenAt)),
    floor: Math.round(writableAt - brokenAt),
    recovered: Math.round(recovered),
    ...(cutOff === undefined ? {} : { cutOff }),
  };
  say(
    `write gap ${round.gap} ms, Group Replication's own part ${round.floor} ms, ${log.acknowledged.length} rows`,
  );
  return round;
}

async function runBreakage(stage: Stage, breakage: Breakage): Promise<Figures> {
  const rounds: Round[] = [];
  while (rounds.length < (stage.core ? 1 : breakage.rounds)) {
    rounds.push(
      await breakOnce(stage, breakage, `${breakage.name.slice(0, 20)} ${rounds.length} ${Date.now() % 1e6}`),
    );
  }
  const gaps = rounds.map(({ gap }) => gap);
  const floors = rounds.map(({ floor }) => floor).filter((floor) => !Number.isNaN(floor));
  const judgements = rounds.flatMap(({ cutOff }) => cutOff ?? []);
  return {
    n: rounds.length,
    gapP50: median(gaps),
    gapMax: Math.max(...gaps),
    floorP50: median(floors),
    floorMax: Math.max(...floors),
    gaps,
    floors,
    readyAgainAfterMending: rounds.map(({ recovered }) => recovered),
    ...(judgements.length === 0
      ? {}
      : {
          localAcknowledged: judgements.map(({ localAcknowledged }) => localAcknowledged),
          lastLocalAcknowledgedAfterCut: judgements.map((one) => one.lastLocalAcknowledgedAfterCut),
        }),
  };
}

/** Each way of losing the primary: nothing acknowledged is lost, never two that acknowledge, the Service follows. */
export const failovers: readonly Scenario[] = BREAKAGES.map((breakage) => ({
  name: breakage.name,
  ...(breakage.needsRig === true ? { needsRig: true } : {}),
  run: (stage) => runBreakage(stage, breakage),
}));

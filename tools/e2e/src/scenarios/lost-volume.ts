import { expectThat } from "../e2e-fault.ts";
import { expectNothingLost } from "../ledger.ts";
import { eventually } from "../retry.ts";
import type { Figures, Scenario, Stage } from "../scenario.ts";
import { settledPrimary } from "../switchover.ts";
import { testedCluster } from "../tested-cluster.ts";
import { longestGap, startWriter } from "../writer.ts";
import { SEED } from "./create.ts";

async function run({ kube }: Stage): Promise<Figures> {
  const cluster = testedCluster(kube, SEED.namespace, SEED.name);
  await cluster.ready(SEED.members.length, 180_000);
  const primary = await settledPrimary(cluster);
  const secondary = SEED.members.find((member) => member !== primary) ?? "";
  const claim = `data-${secondary}`;
  const before = await kube.find("persistentvolumeclaim", SEED.namespace, claim);
  expectThat(before !== undefined, `there is no claim ${claim}`);
  const writer = startWriter(cluster, `lost volume ${Date.now() % 1e6}`);
  const startedAt = performance.now();
  await kube.run("delete", "persistentvolumeclaim", claim, "-n", SEED.namespace, "--wait=false");
  await kube.run("delete", "pod", secondary, "-n", SEED.namespace, "--wait=true");
  await eventually(
    `${secondary} has a new volume`,
    async () => {
      const found = await kube.find("persistentvolumeclaim", SEED.namespace, claim);
      return found !== undefined && found.metadata.uid !== before.metadata.uid ? true : undefined;
    },
    { within: 120_000 },
  );
  await cluster.online(SEED.members, 300_000);
  const reseeded = performance.now() - startedAt;
  const log = await writer.stop();
  await expectNothingLost(cluster, SEED.members, log);
  return { reseeded: Math.round(reseeded), longestGap: Math.round(longestGap(log, startedAt)) };
}

/** A secondary whose volume is gone is seeded again from the group. */
export const lostVolume: Scenario = { name: "deleted volume of a secondary", run };

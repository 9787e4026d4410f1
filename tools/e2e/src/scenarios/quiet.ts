import { existsSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { writesSince } from "../audit.ts";
import { E2eFault, expectThat } from "../e2e-fault.ts";
import { operatorMemory } from "../operator-figures.ts";
import { type Figures, rigOf, type Scenario, type Stage } from "../scenario.ts";
import { testedCluster } from "../tested-cluster.ts";
import { SEED } from "./create.ts";

const SETTLE_MS = 30_000;
const QUIET_MS = { core: 120_000, all: 300_000 } as const;

async function run(stage: Stage): Promise<Figures> {
  const { kube, say } = stage;
  const rig = rigOf(stage);
  if (!existsSync(rig.auditLog)) {
    throw new E2eFault(
      "setup",
      `there is no audit log at ${rig.auditLog}: start the rig through npm run e2e`,
    );
  }
  await testedCluster(kube, SEED.namespace, SEED.name).ready(SEED.members.length, 180_000);
  await delay(SETTLE_MS);
  const since = new Date();
  const quietFor = stage.core ? QUIET_MS.core : QUIET_MS.all;
  say(`watching for ${quietFor / 1000} s that nothing is written`);
  await delay(quietFor);
  const writes = await writesSince(rig.auditLog, since);
  const [first] = writes;
  expectThat(writes.length === 0, `${writes.length} writes, the first ${first?.verb} ${first?.requestURI}`);
  return {
    seconds: quietFor / 1000,
    writes: writes.length,
    operatorRssMiB: await operatorMemory(kube),
  };
}

/** After everything has settled the operator writes nothing, its Lease aside. */
export const quiet: Scenario = { name: "no API writes while nothing changes", needsRig: true, run };

import { existsSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { writesSince } from "../audit.ts";
import { E2eFault, expectThat } from "../e2e-fault.ts";
import { operatorMemory } from "../operator-figures.ts";
import { type Figures, rigOf, type Scenario, type Stage } from "../scenario.ts";
import { testedCluster } from "../tested-cluster.ts";
import { SEED } from "./create.ts";

const SETTLE = 30_000;
const QUIET = 300_000;

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
  await delay(SETTLE);
  const since = new Date();
  say("watching for five minutes that nothing is written");
  await delay(QUIET);
  const writes = await writesSince(rig.auditLog, since);
  const [first] = writes;
  expectThat(writes.length === 0, `${writes.length} writes, the first ${first?.verb} ${first?.requestURI}`);
  return {
    seconds: QUIET / 1000,
    writes: writes.length,
    operatorRssMiB: await operatorMemory(kube),
  };
}

/** After everything has settled the operator writes nothing for five minutes, its Lease aside. */
export const quiet: Scenario = { name: "no API writes in five minutes", needsRig: true, run };

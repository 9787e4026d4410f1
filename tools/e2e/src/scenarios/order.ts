import type { Scenario } from "../scenario.ts";
import { changes } from "./change.ts";
import { createSeed } from "./create.ts";
import { devOverlays } from "./dev-overlays.ts";
import { drift, leavingVolume } from "./drift.ts";
import { expelled } from "./expelled.ts";
import { failovers } from "./failover.ts";
import { fullOutages } from "./full-outage.ts";
import { argocd, flux } from "./gitops.ts";
import { lostVolume } from "./lost-volume.ts";
import { operatorKilled } from "./operator-killed.ts";
import { operatorStart } from "./operator-start.ts";
import { predictedChanges } from "./predicted-changes.ts";
import { predictedLife, predictedRefusal } from "./predicted-life.ts";
import { quiet } from "./quiet.ts";
import { randomUid } from "./random-uid.ts";
import { restartTurns } from "./restart-turns.ts";
import { secondOperatorStandsBack } from "./second-operator.ts";
import { switchesWait } from "./switches-wait.ts";
import { waysIn } from "./way-in.ts";

/** All scenarios in their order: those between the creation and the quiet act on the seed's cluster, the last empty it first. */
export const SCENARIOS: readonly Scenario[] = [
  operatorStart,
  createSeed,
  ...failovers,
  expelled,
  ...switchesWait,
  fullOutages,
  lostVolume,
  ...waysIn,
  drift,
  leavingVolume,
  devOverlays,
  quiet,
  secondOperatorStandsBack,
  operatorKilled,
  randomUid,
  changes,
  restartTurns,
  predictedChanges,
  predictedLife,
  predictedRefusal,
  flux,
  argocd,
];

export { deliveredFleet, treeOf } from "./delivered-fleet.ts";
export { diagnosticsText } from "./diagnostics-text.ts";
export {
  clusterText,
  environmentText,
  type FleetDirectory,
  fleetDirectory,
  SOUND_FLEET,
} from "./fleet-directory.ts";
export { type RandomFleet, randomFleet } from "./random-fleet.ts";
export { changeRefusals, type Refusal, refusals } from "./refusals.ts";

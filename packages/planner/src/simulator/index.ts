export { type SimulationResult, simulate } from "./simulate.ts";

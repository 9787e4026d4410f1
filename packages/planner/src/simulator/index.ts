export { type Forecast, forecast } from "./forecast.ts";
export { type SimulationResult, simulate } from "./simulate.ts";

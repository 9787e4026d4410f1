export { type StepRecord, stepRecord } from "../steps/index.ts";
export { type Forecast, type ForecastState, forecast } from "./forecast.ts";
export { type StepSummary, summarise } from "./summary.ts";

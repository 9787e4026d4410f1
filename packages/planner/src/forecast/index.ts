export { type StepRecord, stepRecord } from "../steps/index.ts";
export {
  type Forecast,
  type ForecastStart,
  type ForecastState,
  forecast,
  forecastCreation,
  forecastDeletion,
} from "./forecast.ts";
export { effects, type StepSummary, summarise } from "./summary.ts";
export {
  type MembersBefore,
  type WriteGap,
  type WriteGapFigures,
  type WriteGapKind,
  withoutWrites,
  writeGaps,
} from "./write-gaps.ts";

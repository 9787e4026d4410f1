import { expect, test } from "vitest";
import { seriesOf } from "./series.ts";

test.each([
  ["9.7", "9.7"],
  ["9.7.4", "9.7"],
  ["8.4.6", "8.4"],
  ["8.0.11", undefined],
  ["9.70", undefined],
])("version %s belongs to series %s", (version, series) => {
  expect(seriesOf(version)).toBe(series);
});

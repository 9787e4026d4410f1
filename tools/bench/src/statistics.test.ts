import { describe, expect, test } from "vitest";
import { scalingExponent, spreadOf } from "./statistics.ts";

describe("spreadOf", () => {
  test.each([
    [[3], { min: 3, median: 3, max: 3, count: 1 }],
    [[9, 1, 5], { min: 1, median: 5, max: 9, count: 3 }],
    [[4, 1, 10, 2], { min: 1, median: 3, max: 10, count: 4 }],
  ])("%j", (values, expected) => {
    expect(spreadOf(values)).toEqual(expected);
  });

  test("nothing has no spread", () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });
});

test.each([0.5, 1, 1.3, 2])("costs that grow with the power %f have that exponent", (exponent) => {
  const samples = [10, 30, 100, 1_000].map((size) => ({ size, cost: 7 * size ** exponent }));
  expect(scalingExponent(samples)).toBeCloseTo(exponent, 10);
});

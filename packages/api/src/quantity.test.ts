import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareQuantities, parseQuantity } from "./quantity.ts";

const BILLION = 1_000_000_000n;

describe("parseQuantity", () => {
  test.each([
    ["1", BILLION],
    ["10Gi", 10n * 1024n ** 3n * BILLION],
    ["1.5Ki", 1536n * BILLION],
    ["500m", BILLION / 2n],
    ["1e3", 1000n * BILLION],
    ["1E3", 1000n * BILLION],
    ["1E", 10n ** 18n * BILLION],
    [".5k", 500n * BILLION],
    ["5.", 5n * BILLION],
    ["+2", 2n * BILLION],
    ["-1n", -1n],
    ["0.1n", 1n],
    ["100Ei", (2n ** 63n - 1n) * BILLION],
    ["100E", 10n ** 20n * BILLION],
  ])("%s", (text, nanos) => {
    expect(parseQuantity(text)).toBe(nanos);
  });

  test.each(["", ".", "Gi", "10Gb", "1e", "1e1.5", "10 Gi", "0x10", "1KI", "--1", "1Gi "])(
    "%j is none",
    (text) => {
      expect(parseQuantity(text)).toBeUndefined();
    },
  );
});

describe("compareQuantities", () => {
  test.each([
    ["10Gi", "10240Mi", 0],
    ["10G", "10Gi", -1],
    ["1", 1, 0],
    ["1001m", "1", 1],
  ] as const)("%s and %s", (first, second, order) => {
    expect(compareQuantities(first, second)).toBe(order);
  });

  test("nothing compares with what is no quantity", () => {
    expect(compareQuantities("1", "much")).toBeUndefined();
  });

  test("is the order of integers, whatever the suffix", () => {
    const number = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(
        number,
        number,
        fc.constantFrom("", "Ki", "Mi", "k", "M", "m", "e2"),
        (left, right, suffix) => {
          expect(compareQuantities(`${left}${suffix}`, `${right}${suffix}`)).toBe(Math.sign(left - right));
        },
      ),
    );
  });
});

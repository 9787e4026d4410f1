import { expect, test } from "vitest";
import { growthOf } from "./growth.ts";

test("memory on a line gives the line", () => {
  const growth = growthOf([
    [0, 100],
    [512, 150],
    [1024, 200],
  ]);
  expect(growth.base).toBeCloseTo(100);
  expect(growth.perCluster).toBeCloseTo(100);
});

test("what lies beside the line on both sides leaves it where it is", () => {
  const growth = growthOf([
    [0, 101],
    [0, 99],
    [1024, 201],
    [1024, 199],
  ]);
  expect(growth).toEqual({ base: 100, perCluster: 100 });
});

import { expect, test } from "vitest";
import { withRow } from "./kept.ts";
import { scalePage } from "./page.ts";
import type { Measured } from "./row.ts";

const row = (variant: string, clusters: number, changeSeconds = 4): Measured => ({
  variant,
  clusters,
  date: "2026-01-02",
  firstSeconds: 70.1,
  firstCpuSeconds: 11,
  firstLoad: 2.5,
  changeSeconds,
  changeAllSeconds: 9.5,
  changeCpuSeconds: 6,
  changeLoad: 3.1,
  idlePercent: 0,
  peakMiB: 240,
});

test("a row takes the place of the one of the same way and size, in the order of size and number", () => {
  const rows = [row("Flux, 12 shards", 300), row("Flux, 4 shards", 300)].reduce(withRow, [
    row("Flux, 4 shards", 300, 99),
    row("Flux, 4 shards", 20),
  ]);
  expect(rows.map(({ variant, clusters, changeSeconds }) => [variant, clusters, changeSeconds])).toEqual([
    ["Flux, 4 shards", 20, 4],
    ["Flux, 4 shards", 300, 4],
    ["Flux, 12 shards", 300, 4],
  ]);
});

test("the page has a line for each way", () => {
  expect(
    scalePage([row("Flux, 4 shards", 300)])
      .split("\n")
      .at(-2),
  ).toBe(
    "| Flux, 4 shards | 300 | 70.1 s | 11 s | 2.5 | 4 s | 9.5 s | 6 s | 3.1 | 0 % | 240 MiB | 2026-01-02 |",
  );
});

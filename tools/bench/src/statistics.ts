/** The spread of repeated measurements of one thing. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
  readonly count: number;
}

/** The spread of at least one measurement. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((left, right) => left - right);
  const [min] = sorted;
  const max = sorted.at(-1);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (min === undefined || max === undefined || upper === undefined || lower === undefined) {
    throw new RangeError("a spread needs a measurement");
  }
  return { min, median: (lower + upper) / 2, max, count: sorted.length };
}

/** A size and what it took. */
export interface Sample {
  readonly size: number;
  readonly cost: number;
}

/**
 * The exponent e of `cost = c * size^e` that fits the samples best: least squares on their logarithms. 1 is linear.
 */
export function scalingExponent(samples: readonly Sample[]): number {
  const points = samples.map(({ size, cost }) => ({ x: Math.log(size), y: Math.log(cost) }));
  const mean = (pick: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + pick(point), 0) / points.length;
  const centerX = mean(({ x }) => x);
  const centerY = mean(({ y }) => y);
  const covariance = mean(({ x, y }) => (x - centerX) * (y - centerY));
  return covariance / mean(({ x }) => (x - centerX) ** 2);
}

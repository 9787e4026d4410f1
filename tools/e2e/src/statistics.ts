/** The middle one of some numbers, rounded. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return Math.round(sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN);
}

/** Memory of a process as a line over the number of clusters. */
export interface Growth {
  /** MiB without any cluster. */
  readonly base: number;
  /** KiB for each cluster. */
  readonly perCluster: number;
}

/** The straight line with the least squares through points of clusters and MiB; two different sizes at least. */
export function growthOf(points: readonly (readonly [clusters: number, mebibytes: number])[]): Growth {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const middle = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))] as const;
  const sums = points.map(([x, y]) => [(x - middle[0]) * (y - middle[1]), (x - middle[0]) ** 2] as const);
  const slope = mean(sums.map(([both]) => both)) / mean(sums.map(([, square]) => square));
  return { base: middle[1] - slope * middle[0], perCluster: slope * 1024 };
}

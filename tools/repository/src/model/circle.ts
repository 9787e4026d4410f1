/** One step along imports, between files or between folders. */
export interface Edge<Point> {
  readonly from: Point;
  readonly to: Point;
}

/** The shortest way along edges from a point back to itself; empty when there is none. */
function shortestCircle<Point, Way extends Edge<Point>>(
  start: Point,
  edges: ReadonlyMap<Point, readonly Way[]>,
): readonly Way[] {
  const arrivals = new Map<Point, Way>();
  const queue = [start];
  for (const point of queue) {
    for (const edge of edges.get(point) ?? []) {
      if (arrivals.has(edge.to)) continue;
      arrivals.set(edge.to, edge);
      queue.push(edge.to);
    }
    if (arrivals.has(start)) break;
  }
  const circle: Way[] = [];
  for (let edge = arrivals.get(start); edge !== undefined; edge = arrivals.get(edge.from)) {
    circle.unshift(edge);
    if (edge.from === start) break;
  }
  return circle;
}

/** The circles among points, in the order of the points: none of them starts at a point that an earlier one has. */
export function circles<Point, Way extends Edge<Point>>(
  edges: ReadonlyMap<Point, readonly Way[]>,
): readonly (readonly Way[])[] {
  const said = new Set<Point>();
  return [...edges.keys()].flatMap((point) => {
    if (said.has(point)) return [];
    const circle = shortestCircle(point, edges);
    for (const { from } of circle) said.add(from);
    return circle.length === 0 ? [] : [circle];
  });
}

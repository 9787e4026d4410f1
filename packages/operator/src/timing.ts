/** Times of the operator's process, in milliseconds. Those of decisions are the planner's. */

/** The queue of a kind: least time between two rounds of one object, and the pauses after rounds that failed. */
export const QUEUE_MS = { spacing: 50, firstPause: 500, longestPause: 30_000 } as const;

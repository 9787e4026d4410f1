/**
 * Times of the operator's process, in milliseconds. Those of decisions are the planner's. What was measured stands in
 * docs/results/e2e.json and decision 6.
 */

/** The queue of a kind: least time between two rounds of one object, and the pauses after rounds that failed. */
export const QUEUE_MS = { spacing: 50, firstPause: 500, longestPause: 30_000 } as const;

/**
 * The Lease: a holder that is silent for `duration` is succeeded; it gives up by itself before, at `renewDeadline`. A
 * node that is lost with the holder and a primary on it takes its group some 7 s to replace: by then the next holder is there.
 */
export const LEASE_MS = {
  duration: 6_000,
  renewDeadline: 4_000,
  renewEvery: 1_500,
  retryEvery: 500,
  /** Pause between two looks for other operators; up to twice as long, by chance. */
  standBackFor: 4_000,
} as const;

/** A round that is going on may end by itself when the process does; one that hangs must not hold up the Lease. */
export const LAST_ROUNDS_MS = 5_000;

/** An observation that takes longer than this is worth a line in the log. */
export const SLOW_OBSERVATION_MS = 2_000;

/** Bookmarks come about once a minute; caches that heard nothing for this long are of no use. */
export const LONGEST_SILENCE_MS = 300_000;

/** Time limits of requests to the API server. */
export const REQUEST_MS = { any: 15_000, listPage: 60_000 } as const;

/**
 * A watch. The API server sends a bookmark about once a minute and ends a watch when it is asked to (`lasts`); a longer
 * silence means that the connection is dead without saying so. A server that ends watches as soon as they begin is asked
 * no more often than each `shortest`.
 */
export const WATCH_MS = {
  lasts: 290_000,
  silence: 120_000,
  shortest: 1_000,
  firstPause: 500,
  longestPause: 10_000,
} as const;

/** A new session with a member: DNS, TCP, TLS and the greeting. */
export const CONNECT_MS = 3_000;

/** Time limits of statements. START and STOP may take a minute: xcom drops old incarnations, and a group without quorum blocks both. */
export const STATEMENT_MS = {
  question: 4_000,
  quick: 5_000,
  canary: 5_000,
  switchPrimary: 30_000,
  groupCommand: 90_000,
} as const;

/** Between two changes of the group's configuration: each has to reach the group before the next is asked for. */
export const BETWEEN_CONFIGURATIONS_MS = 1_000;

/** A switch of the primary takes less than a second, unless something holds it up: that is ended, so that writes wait less than 5 s. */
export const SWITCH_HELD_UP_MS = 3_000;

/** How long a round stays for what goes on behind it. */
export const STAY_MS = {
  /** A member that has not answered by then is unreachable for this observation. */
  answer: 1_500,
  /** The same of one that was silent the last time: what the others say must not wait for it. */
  silent: 200,
  /** A healthy group commits in milliseconds; one that does not must not hold up what else there is to see. */
  canary: 300,
  /** START or STOP GROUP_REPLICATION; the member then reports itself as busy. */
  groupCommand: 300,
} as const;

/**
 * The question to each member for its view. A crash closes the session at once; a node that is cut off is only silent,
 * and a group may change its mind without either. `every`, and up to `spread` more, bounds how late that is noticed.
 */
export const VIEW_POLL_MS = { every: 1_500, spread: 500, answer: 1_500 } as const;

/** The operator may not watch Secrets, only read those it can name: what it read is good for this long. */
export const SECRET_GOOD_FOR_MS = 60_000;

/** A password of root that a member refused is not tried there again before this, unless its Secret changes. */
export const ROOT_REFUSED_FOR_MS = 600_000;

/** A session by another login than the first choice tries that one again after this. */
export const FIRST_LOGIN_AGAIN_MS = 10_000;

/** Certificates are valid from this long before they were made: a clock that is behind must not refuse a new one. */
export const BACKDATED_MS = 3_600_000;

/** The same words about the same cluster are not worth a second Event for this long. */
export const EVENT_QUIET_MS = 600_000;

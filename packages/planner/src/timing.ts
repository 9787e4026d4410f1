// How long the planner waits, in milliseconds, and why that long. Time comes in with the observation; the operator's own
// pauses and time limits are in its package.

/** The next observation when nothing happens before: after steps, and when the API server has to be read. */
export const LOOK_AT_ONCE_MS = 0;

/** For a canary to come back: a commit takes some milliseconds. */
export const LOOK_AFTER_CANARY_MS = 200;

/** While something is under way: servers and pods take seconds, and a cluster that is not ready is looked at often. */
export const LOOK_AGAIN_MS = 1_000;

/** While a person is awaited: what they do mostly shows in a watch, and this is for the rest. */
export const LOOK_FOR_PERSON_MS = 3_000;

/** While a member is not well: one that fails or returns without Kubernetes noticing is seen by asking only. */
export const LOOK_UNEASY_MS = 500;

/** The same while a person is awaited. */
export const LOOK_FOR_PERSON_UNEASY_MS = 2_000;

/** While no member has an address: there is nobody to ask, and what is waited for shows in a watch. For times that pass. */
export const LOOK_WHEN_WATCHED_MS = 20_000;

/** When all is well: watches and open connections tell of most changes sooner. */
export const LOOK_WHEN_READY_MS = 30_000;

/** A canary that was written counts this long: writes that begin to hang in a view that stays are seen within it. */
export const CANARY_WRITTEN_MS = 60_000;

/** One that failed is tried again after this: a primary that was just elected may still refuse writes. */
export const CANARY_FAILED_MS = 2_000;

/** Workers that wait for a commit ticket this long are stuck: those that were seen to be waited for ever. */
export const APPLIER_STUCK_MS = 30_000;

/** Writes that hang this long without a stuck applier are told to a person: a wait for a lock ends after 50 s. */
export const WRITES_HANG_MS = 120_000;

/** A secondary that takes writes is closed after this: at the end of a switch a former primary is one for an instant. */
export const SECONDARY_WRITABLE_MS = 1_000;

/** A primary that takes none is told to a person after this: one that was just elected is read-only for a moment. */
export const PRIMARY_READ_ONLY_MS = 10_000;

/** A secondary that lacks something for this long is behind: less is the time between two reads of its and the primary's sets. */
export const BEHIND_MS = 5_000;

/**
 * `spec.maxSecondaryLag` when the spec does not say it. Bursts are applied within seconds; what lasts a minute is a member
 * that stands still or cannot keep up, or an ALTER TABLE, and an application should know that its reads are that old.
 */
export const MAX_SECONDARY_LAG_MS = 60_000;

/** A member that is silent, or cannot be trusted, is a person's question after this: restarts after a crash took 1 to 4 s. */
export const MEMBER_SILENT_MS = 60_000;

/** After a pod lost the label of the primary its Service may lead there for this long: sessions are ended again then. */
export const SESSIONS_LEFT_MS = 2_000;

/**
 * An expelled member whose host stays silent this long is forgotten by the group: a pod that restarts has a new address
 * before, and commits are to flow 20 s after the expulsion, which comes some 5 s after the silence begins.
 */
export const EXPELLED_SILENT_MS = 15_000;

/** A switch that waited within this time, and is wanted still, goes on waiting: its bound is counted from when it began. */
export const SWITCH_WAIT_KEPT_MS = 60_000;

/** The group's own rejoin is left alone this long: a stall of 5 s costs one expulsion, and the member comes back itself. */
export const REJOIN_MS = 60_000;

/** A member that was refused tries again after this: most refusals are a donor or a view that is changing. */
export const JOIN_AGAIN_MS = 10_000;

/** A pod that does not come up, is not made, or does not end: told to a person after this, once an image was pulled. */
export const POD_FAILING_MS = 120_000;

/** kubelet brings a changed Secret into a pod within this time: its sync period and the age of its cache, a minute each. */
export const SECRET_PROPAGATION_MS = 120_000;

/** A server that still serves the older certificate is asked to read it again after this. */
export const RELOAD_AGAIN_MS = 30_000;

/** What was refused for its content is tried again after this: a quota or an admission policy may have changed. */
export const REFUSED_AGAIN_MS = 60_000;

/** What the API server had trouble with steps aside this long, so that the rest is looked after. */
export const STEPS_ASIDE_MS = 10_000;

/** A statement that a server refuses is told to a person after this: the group may be changing. */
export const STATEMENT_REFUSED_MS = 120_000;

/** Accounts that were mended are not mended again before this: members and sessions need a moment to follow. */
export const ACCOUNTS_AGAIN_MS = 60_000;

/** After a step that came off: the watch needs a moment to bring what it changed. */
export const ROUND_AFTER_STEP_MS = 100;

/** After a conflict: a cache that lags or a kubelet that was quicker; those that stay are asked about less and less often. */
export const ROUND_AFTER_CONFLICT_MS = { first: 250, longest: 15_000 } as const;

/** After a round that failed; it doubles each time. */
export const ROUND_AFTER_FAILURE_MS = { first: 500, longest: 30_000 } as const;

/** A failure this long past is not what a step waits for now. */
export const FAILURE_FORGOTTEN_MS = 600_000;

/** A StatefulSet's controller may make pods from a template for this long after it was put back: it reads a cache. */
export const TEMPLATE_LINGERS_MS = 60_000;

/** For this long after it a change of a template counts of which nobody knows when it was made. */
export const UNKNOWN_DRIFT_COUNTS_MS = 3_600_000;

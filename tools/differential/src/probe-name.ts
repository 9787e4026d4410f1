/** The longest name a cluster may have: names of its members then have the longest form too. */
export const PROBE_NAME = `probe-${"n".repeat(34)}`;

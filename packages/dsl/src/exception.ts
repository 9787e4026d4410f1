import type { BuiltInRule } from "./policy.ts";
import type { CalendarDay } from "./units.ts";

/** One cluster that need not meet one policy of an environment for a while. */
export interface PolicyException {
  /** The name of a cluster that the environment lists. */
  readonly cluster: string;
  /** The policy, by the name that its messages have: `min-members`, or that of one of your own. */
  readonly policy: BuiltInRule | (string & {});
  /** Why, for whoever reads it in a year: `"two nodes until the new rack is there, OPS-123"`. */
  readonly because: string;
  /** The last day it holds, `2027-03-31`. `grampus check` fails from the day after. */
  readonly until: CalendarDay;
}

/**
 * Lets one cluster break one policy until a day. Its finding is an information while it lasts.
 *
 * @example
 * exceptions: [
 *   exception({ cluster: "orders", policy: "min-members", because: "one rack, OPS-123", until: "2027-03-31" }),
 * ]
 */
export function exception(settings: PolicyException): PolicyException {
  return settings;
}

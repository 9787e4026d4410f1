import type { ChangeClass } from "@grampus/api";
import type { CalendarDay } from "./units.ts";

/** A length of time: `"30m"`, `"48h"`, `"7d"`. */
export type Duration = `${number}${"m" | "h" | "d"}`;

/** What a promotion to an environment has to wait for. It is data; `promote`, `plan` and `check --gates` judge it. */
export type Gate =
  | { readonly kind: "soak"; readonly time: Duration }
  | { readonly kind: "healthy" }
  | { readonly kind: "window"; readonly open: readonly string[] }
  | ({ readonly kind: "freeze" } & Freeze)
  | ({ readonly kind: "approval" } & RequiredApproval)
  | { readonly kind: "maxInFlight"; readonly clusters: number };

/** The names of gates in messages and in `grampus promote --override`. */
export type GateName = "soak" | "healthy" | "window" | "freeze" | "approval" | "max-in-flight";

/** Days on which nothing is promoted. */
export interface Freeze {
  /** The first day, `2026-12-20`. */
  readonly from: CalendarDay;
  /** The last day, `2027-01-06`. */
  readonly until: CalendarDay;
  /** Why, for whoever is held by it. */
  readonly because: string;
  /** The time zone of both days, by its IANA name; UTC unless said. */
  readonly zone?: string;
}

/** Who has to approve which changes. */
export interface RequiredApproval {
  /** Teams or users, as `owner` and `owners` name them: `"team-dba"`, `"@acme/team-dba"`. One of them is enough. */
  readonly from: readonly string[];
  /** Changes of this class and of higher ones. */
  readonly for: ChangeClass;
}

/**
 * The environment before has run this release for so long. It counts from the commit on the default branch that pinned it
 * there; where that environment follows head, from the one that cut the release.
 */
export function soak(time: Duration): Gate {
  return { kind: "soak", time };
}

/** The environment before runs this release and is ready, as `grampus attest` recorded it or as `--live` sees it. */
export function healthy(): Gate {
  return { kind: "healthy" };
}

/**
 * Promotions are made in these hours of a week, in local time: `"Mon-Thu 09:00-16:00 Europe/Berlin"`. Days may wrap
 * (`"Fri-Mon"`) and be listed (`"Mon,Wed"`), hours may go over midnight (`"Sat 22:00-04:00"` ends on Sunday). Of several
 * windows one has to be open.
 */
export function window(...open: readonly [string, ...string[]]): Gate {
  return { kind: "window", open };
}

/** Nothing is promoted on these days. */
export function freeze(days: Freeze): Gate {
  return { kind: "freeze", ...days };
}

/** Changes of a class and of higher ones have a line in the environment's `approvals.yaml`. */
export function approval(required: RequiredApproval): Gate {
  return { kind: "approval", ...required };
}

/** At most so many clusters of this environment have a promotion that was not seen healthy yet. */
export function maxInFlight(clusters: number): Gate {
  return { kind: "maxInFlight", clusters };
}

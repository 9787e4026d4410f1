import type { ChangeClass } from "@grampus/api";
import type { GateName } from "@grampus/dsl";
import type { Since } from "../git/file-history.ts";
import type { Approval } from "../records/approvals.ts";
import type { Override } from "../records/overrides.ts";

/** What a gate says of a promotion. */
export interface GateVerdict {
  readonly gate: GateName;
  /** Where the gate is among those of its environment. */
  readonly index: number;
  readonly state: "open" | "holds" | "overridden";
  /** Why, one sentence without a full stop. */
  readonly reason: string;
  /** What to do where it holds. */
  readonly hint?: string;
  /** When it opens by itself, as ISO 8601 writes it, in UTC; absent where that is not known. */
  readonly opens?: string;
}

/** What was seen of the release in the environment before. */
export type Sight =
  /** `isHealthy`: it ran there and was ready. */
  | {
      readonly kind: "seen";
      readonly isHealthy: boolean;
      readonly saw: string;
      readonly at: string;
      readonly by: "attestation" | "live";
    }
  /** Nobody looked, or it could not be looked at, and why; and what to do, where that is not to look. */
  | { readonly kind: "unseen"; readonly why: string; readonly hint?: string };

/** How a shallow clone gets the rest. */
export const DEEPEN = "git fetch --unshallow, or with actions/checkout: fetch-depth: 0";

/** The environment before another, for a cluster. */
export interface EnvironmentBefore {
  readonly name: string;
  readonly follows: "head" | "releases";
  /** Whether it runs the release that is promoted. */
  readonly runsIt: boolean;
  /** What it runs instead, in words. */
  readonly runs: string;
}

/** What is known of the change that a promotion brings. */
export interface PromotedChange {
  readonly changeClass: ChangeClass;
  readonly digest: string;
}

/** A release that is promoted, and all that gates are judged by. */
export interface PromotionFacts {
  readonly environment: string;
  readonly cluster: string;
  readonly release: number;
  readonly digest: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The commit in which merged promotions are looked for, as messages name it. */
  readonly base: string;
  readonly before: EnvironmentBefore | undefined;
  /** Since when the environment before pins it, or since when it was cut. */
  readonly since: Since | undefined;
  readonly sight: Sight;
  /** Absent when nothing of the cluster changes. */
  readonly change: PromotedChange | undefined;
  readonly approvals: readonly Approval[];
  /** Clusters of the environment that were promoted before this one and not seen healthy since. */
  readonly inFlight: readonly string[];
  /** Whether it goes back to a release that ran here before. */
  readonly isWayBack: boolean;
  /** Gates that this promotion goes past. */
  readonly overrides: readonly Override[];
  /** Gates that earlier promotions went past: the commit that is compared with has them already. */
  readonly usedOverrides: readonly Override[];
}

import type { ClusterView } from "../view/cluster-view.ts";
import { type Lag, lagOf, maxSecondaryLag } from "../view/lag.ts";
import type { Member } from "../view/member.ts";
import type { Group } from "./diagnosis.ts";
import { rowOf } from "./group.ts";

/** How far a member of the group is behind its primary; `undefined` when it is not, and for the primary. */
export function lagIn(
  { members, observation: { now } }: ClusterView,
  group: Group,
  member: Member,
): Lag | undefined {
  if (rowOf(group, member.name)?.state !== "ONLINE" || member.name === group.primary) return undefined;
  return lagOf(
    member,
    members.find(({ name }) => name === group.primary),
    now,
  );
}

/**
 * How far a secondary is behind, when that is too far for clients that read. It leaves its Service beyond the bound of the
 * spec and returns below half of it, so that one near the bound does not come and go.
 */
export function farBehind(view: ClusterView, group: Group, member: Member): Lag | undefined {
  const lag = lagIn(view, group, member);
  const bound = maxSecondaryLag(view.spec) / (member.pod?.role === "secondary" ? 1 : 2);
  return lag !== undefined && lag.ms >= bound ? lag : undefined;
}

import type { Observation } from "@grampus/planner";
import type { Pod } from "../kube/kinds.ts";
import type { Login, OnDenied } from "../mysql/login.ts";
import { memberAddress } from "../mysql/member-address.ts";
import type { MemberAddress } from "../mysql/member-connection.ts";
import type { WaysIn } from "../observe/logins.ts";

/** What leads to members: ways in, and the cluster's pods as they were observed. */
export interface MemberAccess {
  readonly ways: WaysIn;
  /** With their addresses. */
  readonly pods: readonly Pod[];
}

/** How to open a session with one member. */
export interface Access {
  readonly address: MemberAddress;
  readonly logins: readonly Login[];
  readonly onDenied: OnDenied;
}

/** How to open a session with the member; nothing when its pod is not this one. */
export function accessTo(
  member: string,
  podUid: string,
  { cluster, platform }: Observation,
  { ways, pods }: MemberAccess,
): Access | undefined {
  const pod = pods.find(({ metadata }) => metadata.name === member);
  const host = pod?.status?.podIP;
  if (host === undefined || pod?.metadata.uid !== podUid) return undefined;
  return {
    address: memberAddress(cluster, member, platform, host),
    logins: ways.loginsFor(podUid),
    onDenied: ways.denied(podUid),
  };
}

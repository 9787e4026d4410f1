import { baseServerIdOf, type MemberStatus } from "@grampus/api";
import type { Group } from "../diagnosis/diagnosis.ts";
import { lagIn } from "../diagnosis/far-behind.ts";
import { rowOf } from "../diagnosis/group.ts";
import type { ClusterView } from "../view/cluster-view.ts";
import { roughLag } from "../view/lag.ts";
import type { Member } from "../view/member.ts";

const STATES = {
  ONLINE: "Online",
  RECOVERING: "Recovering",
  OFFLINE: "Offline",
  ERROR: "Error",
  UNREACHABLE: "Unreachable",
} as const;

function stateOf(member: Member, group: Group | undefined): MemberStatus["state"] {
  const row = group === undefined ? undefined : rowOf(group, member.name);
  if (row !== undefined) return STATES[row.state];
  if (member.answer !== undefined) {
    const { state } = member.answer;
    return group !== undefined && state === "ONLINE" ? "Offline" : STATES[state];
  }
  return member.pod === undefined ? "Missing" : "Unreachable";
}

/** Members as the group's majority sees them; those outside of it as they say themselves. */
export function memberStatuses(view: ClusterView, group: Group | undefined): readonly MemberStatus[] {
  const { members, spec, wanted } = view;
  return members
    .filter((member) => member.ordinal < wanted || member.pod !== undefined || member.recorded)
    .map((member) => {
      const row = group === undefined ? undefined : rowOf(group, member.name);
      const state = stateOf(member, group);
      const role =
        state !== "Online"
          ? undefined
          : row?.role === "PRIMARY"
            ? "Primary"
            : row?.role === "SECONDARY"
              ? "Secondary"
              : undefined;
      const lag = group === undefined ? undefined : lagIn(view, group, member);
      const behind = lag === undefined ? undefined : roughLag(lag);
      const version = member.answer?.version ?? row?.version;
      return {
        name: member.name,
        state,
        ...(role === undefined ? {} : { role }),
        ...(version === undefined || version === "" ? {} : { version }),
        ...(behind === undefined
          ? {}
          : { behindSeconds: behind.seconds, behindTransactions: behind.transactions }),
        serverId: baseServerIdOf(spec) + member.ordinal,
      };
    });
}

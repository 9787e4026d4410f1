import type { MemberStatus } from "@grampus/api";
import type { Group } from "../diagnosis/diagnosis.ts";
import { rowOf } from "../diagnosis/group.ts";
import type { Seat } from "../situation/seat.ts";
import type { Situation } from "../situation/situation.ts";

const STATES = {
  ONLINE: "Online",
  RECOVERING: "Recovering",
  OFFLINE: "Offline",
  ERROR: "Error",
  UNREACHABLE: "Unreachable",
} as const;

function stateOf(seat: Seat, group: Group | undefined): MemberStatus["state"] {
  const row = group === undefined ? undefined : rowOf(group, seat.name);
  if (row !== undefined) return STATES[row.state];
  if (seat.answer !== undefined) {
    const { state } = seat.answer;
    return group !== undefined && state === "ONLINE" ? "Offline" : STATES[state];
  }
  return seat.pod === undefined ? "Missing" : "Unreachable";
}

/** Members as the group's majority sees them; those outside of it as they say themselves. */
export function memberStatuses(
  { seats, spec, wanted }: Situation,
  group: Group | undefined,
): readonly MemberStatus[] {
  return seats
    .filter((seat) => seat.ordinal < wanted || seat.pod !== undefined || seat.recorded)
    .map((seat) => {
      const row = group === undefined ? undefined : rowOf(group, seat.name);
      const state = stateOf(seat, group);
      const role =
        state !== "Online"
          ? undefined
          : row?.role === "PRIMARY"
            ? "Primary"
            : row?.role === "SECONDARY"
              ? "Secondary"
              : undefined;
      const version = seat.answer?.version ?? row?.version;
      return {
        name: seat.name,
        state,
        ...(role === undefined ? {} : { role }),
        ...(version === undefined || version === "" ? {} : { version }),
        serverId: (spec.baseServerId ?? 1000) + seat.ordinal,
      };
    });
}

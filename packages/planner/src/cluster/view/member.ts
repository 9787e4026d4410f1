import type { GtidSet } from "../../gtid/index.ts";
import type { MemberAnswer, MemberReport } from "../observation/member-report.ts";
import type { ObservedClaim, ObservedPod } from "../observation/objects.ts";

/** The place of one member: its name, and what is there of it. */
export interface Member {
  readonly name: string;
  readonly ordinal: number;
  /** Full DNS name: what the group shows as its host. */
  readonly host: string;
  readonly pod?: ObservedPod;
  readonly claim?: ObservedClaim;
  readonly report?: MemberReport;
  /** The report, when the pod that is there now answered. */
  readonly answer?: MemberAnswer;
  /** Executed transactions of the answer. */
  readonly executed?: GtidSet;
  /** Executed and received transactions of the answer; absent when a set could not be read. */
  readonly transactions?: GtidSet;
  /** Whether the identity says that its volume may hold acknowledged transactions. */
  readonly recorded: boolean;
  /** Whether the spec gives up the transactions of the volume it has. */
  readonly abandoned: boolean;
}

/** A member whose pod and server answered. */
export type RespondingMember = Member & {
  readonly pod: ObservedPod;
  readonly answer: MemberAnswer;
  readonly executed: GtidSet;
  readonly transactions: GtidSet;
};

/** Whether a server answered for the member, with sets that can be read. */
export function isResponding(member: Member): member is RespondingMember {
  return member.pod !== undefined && member.answer !== undefined && member.transactions !== undefined;
}

/** Whether the server says that it is in a group: as a member, or on the way to be one. */
export function isInsideGroup(answer: MemberAnswer): boolean {
  return answer.state === "ONLINE" || answer.state === "RECOVERING";
}

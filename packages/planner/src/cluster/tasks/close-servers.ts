import type { Step } from "../../steps/step.ts";
import { PRIMARY_READ_ONLY_MS, SECONDARY_WRITABLE_MS } from "../../timing.ts";
import { rowOf } from "../diagnosis/group.ts";
import { isResponding, type RespondingMember } from "../view/member.ts";
import { serverTarget } from "./targets.ts";
import { type ByMajority, perform, type Task } from "./task.ts";

/** A server that is armed to bootstrap would make a second group at its next START, whoever runs it. */
export const disarmBootstrap: Task = ({ view: { members } }) => {
  const steps = members
    .filter(isResponding)
    .filter(({ answer }) => answer.bootstrapArmed && answer.busy === undefined)
    .map(
      (member): Step => ({
        kind: "disarm-bootstrap",
        target: serverTarget(member),
        because: `${member.name} would bootstrap at its next START`,
      }),
    );
  return steps.length === 0 ? undefined : perform(...steps);
};

/** A server outside of any group that accepts writes would make transactions nobody else has. */
export const setReadOnlyOutsideGroup: Task = ({ view: { members } }) => {
  const steps = members.filter(isResponding).flatMap((member): readonly Step[] => {
    const { answer, name } = member;
    const outside = answer.state === "OFFLINE" || answer.state === "ERROR";
    if (!outside || answer.superReadOnly || answer.busy !== undefined) return [];
    return [
      {
        kind: "set-read-only",
        target: serverTarget(member),
        because: `${name} is writable outside of the group`,
      },
    ];
  });
  return steps.length === 0 ? undefined : perform(...steps);
};

function isMisfit({ answer }: RespondingMember, now: number, after: number): boolean {
  return answer.misfitSince !== undefined && now - answer.misfitSince >= after;
}

/** A secondary that accepts writes makes two members that do: whoever opened it, it is closed again. */
export const setReadOnlySecondaries: Task<ByMajority> = ({ view: { members, observation }, group }) => {
  const steps = members.filter(isResponding).flatMap((member): readonly Step[] => {
    const row = rowOf(group, member.name);
    const isSecondary = row?.state === "ONLINE" && row.role === "SECONDARY";
    if (!isSecondary || member.answer.serverUuid !== row.serverUuid || member.answer.superReadOnly) return [];
    if (!isMisfit(member, observation.now, SECONDARY_WRITABLE_MS)) return [];
    return [
      {
        kind: "set-read-only",
        target: serverTarget(member),
        because: `${member.name} is a secondary and takes writes`,
      },
    ];
  });
  return steps.length === 0 ? undefined : perform(...steps);
};

/**
 * A primary that takes no writes is left as it is: a group that hands the role over makes it read-only first, and
 * whoever wants no writes may have done it. A person is told.
 */
export const reportReadOnlyPrimary: Task<ByMajority> = ({ view: { members, observation }, group }) => {
  const primary = members.filter(isResponding).find(({ name }) => name === group.primary);
  if (primary === undefined || primary.pod.deleting || !primary.answer.readOnly) return undefined;
  if (!isMisfit(primary, observation.now, PRIMARY_READ_ONLY_MS)) return undefined;
  const since = new Date(primary.answer.misfitSince ?? observation.now).toISOString();
  return {
    kind: "note",
    stall: {
      reason: "PrimaryReadOnly",
      message: `${primary.name} is the primary, and ${primary.answer.superReadOnly ? "super_read_only" : "read_only"} is ON there since ${since}: clients cannot write. If that is not meant, run SET GLOBAL super_read_only=OFF and SET GLOBAL read_only=OFF on it, as root.`,
    },
  };
};

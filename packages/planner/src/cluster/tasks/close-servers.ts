import type { Step } from "../../steps/step.ts";
import { isResponding } from "../view/member.ts";
import { serverTarget } from "./targets.ts";
import { perform, type Task } from "./task.ts";

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

import type { Group } from "../diagnosis/diagnosis.ts";
import { rowOf } from "../diagnosis/group.ts";
import { isAnswering, type Seat } from "../situation/seat.ts";
import type { Step } from "../steps/step.ts";
import { preconditionOf, serverTarget } from "./targets.ts";
import { perform, type Task } from "./task.ts";

type LabelStep = Extract<Step, { readonly kind: "label-pod" }>;
type Role = LabelStep["role"];

function roleIn(group: Group, member: string, primaryAllowed: boolean): Role {
  const row = rowOf(group, member);
  if (row?.state !== "ONLINE") return undefined;
  if (row.role === "SECONDARY") return "secondary";
  return row.role === "PRIMARY" && group.primary === member && primaryAllowed ? "primary" : undefined;
}

function labelStep(seat: Seat, role: Role, because: string): readonly LabelStep[] {
  const { pod } = seat;
  if (pod === undefined || pod.role === role) return [];
  const cutConnections = pod.role === "primary" && isAnswering(seat);
  return [{ kind: "label-pod", target: preconditionOf(pod), from: pod.role, role, cutConnections, because }];
}

/** A former primary first, the new one last: two pods never carry the label at once. */
function inOrder(steps: readonly LabelStep[]): readonly LabelStep[] {
  const rank = ({ role, cutConnections }: LabelStep) => (cutConnections ? 0 : role === "primary" ? 2 : 1);
  return [...steps].sort((left, right) => rank(left) - rank(right));
}

/**
 * Keeps the role labels as the group's majority sees it. Without a group, and sure of it, no pod is a primary. What is
 * uncertain changes no label.
 */
export const roleLabels: Task = ({ situation, diagnosis, group }) => {
  const { seats, identity } = situation;
  if (group?.evidence === "majority") {
    const primaryAllowed = identity?.bootstrap === undefined;
    const steps = seats.flatMap((seat) => {
      const role = roleIn(group, seat.name, primaryAllowed);
      return labelStep(
        seat,
        role,
        `the group sees ${seat.name} as ${rowOf(group, seat.name)?.role ?? "no member"}`,
      );
    });
    return steps.length === 0 ? undefined : perform(...inOrder(steps));
  }
  const certain =
    diagnosis.state === "Outage" || diagnosis.state === "QuorumLost" || diagnosis.state === "Diverged";
  if (!certain) return undefined;
  const steps = seats.flatMap((seat) => labelStep(seat, undefined, "no group takes writes"));
  return steps.length === 0 ? undefined : perform(...inOrder(steps));
};

/** A server that is armed to bootstrap would make a second group at its next START, whoever runs it. */
export const disarmedBootstraps: Task = ({ situation: { seats } }) => {
  const steps = seats
    .filter(isAnswering)
    .filter(({ answer }) => answer.bootstrapArmed && answer.busy === undefined)
    .map(
      (seat): Step => ({
        kind: "disarm-bootstrap",
        target: serverTarget(seat),
        because: `${seat.name} would bootstrap at its next START`,
      }),
    );
  return steps.length === 0 ? undefined : perform(...steps);
};

/** A server outside of any group that accepts writes would make transactions nobody else has. */
export const readOnlyOutside: Task = ({ situation: { seats } }) => {
  const steps = seats.filter(isAnswering).flatMap((seat): readonly Step[] => {
    const { answer, name } = seat;
    const outside = answer.state === "OFFLINE" || answer.state === "ERROR";
    if (!outside || answer.superReadOnly || answer.busy !== undefined) return [];
    return [
      {
        kind: "set-read-only",
        target: serverTarget(seat),
        because: `${name} is writable outside of the group`,
      },
    ];
  });
  return steps.length === 0 ? undefined : perform(...steps);
};

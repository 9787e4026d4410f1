import type { Step } from "../../steps/step.ts";
import type { Group } from "../diagnosis/diagnosis.ts";
import { farBehind } from "../diagnosis/far-behind.ts";
import { rowOf } from "../diagnosis/group.ts";
import { lagText } from "../view/lag.ts";
import { isResponding, type Member } from "../view/member.ts";
import { preconditionOf } from "./targets.ts";
import { type ByMajority, perform, type Task } from "./task.ts";

type LabelStep = Extract<Step, { readonly kind: "label-pod" }>;
type Role = LabelStep["role"];

/** The role of the server that runs there now: the group may still show a former one at its host. */
function roleIn(group: Group, { name, answer }: Member, primaryAllowed: boolean): Role {
  const row = rowOf(group, name);
  if (row?.state !== "ONLINE") return undefined;
  if (answer !== undefined && answer.serverUuid !== row.serverUuid) return undefined;
  if (row.role === "SECONDARY") return "secondary";
  return row.role === "PRIMARY" && group.primary === name && primaryAllowed ? "primary" : undefined;
}

function labelStep(member: Member, role: Role, because: string): readonly LabelStep[] {
  const { pod } = member;
  if (pod === undefined || pod.role === role) return [];
  const cutConnections = pod.role === "primary" && isResponding(member);
  return [{ kind: "label-pod", target: preconditionOf(pod), from: pod.role, role, cutConnections, because }];
}

/** A former primary first, the new one last: two pods never carry the label at once. */
function inOrder(steps: readonly LabelStep[]): readonly LabelStep[] {
  const rank = ({ role, cutConnections }: LabelStep) => (cutConnections ? 0 : role === "primary" ? 2 : 1);
  return [...steps].sort((left, right) => rank(left) - rank(right));
}

/** Keeps the role labels as the group's majority sees it. */
export const labelRoles: Task<ByMajority> = ({ view, group }) => {
  const primaryAllowed = view.identity?.bootstrap === undefined;
  const steps = view.members.flatMap((member) => {
    const role = roleIn(group, member, primaryAllowed);
    const lag = role === "secondary" ? farBehind(view, group, member) : undefined;
    if (lag !== undefined)
      return labelStep(
        member,
        undefined,
        `${member.name} is ${lagText(lag)}, and leaves the Service for reads until it has caught up`,
      );
    return labelStep(
      member,
      role,
      `the group sees ${member.name} as ${rowOf(group, member.name)?.role ?? "no member"}`,
    );
  });
  return steps.length === 0 ? undefined : perform(...inOrder(steps));
};

/** Without a group, and sure of it, no pod has a role. What is uncertain changes no label. */
export const removeRoles: Task = ({ view: { members } }) => {
  const steps = members.flatMap((member) => labelStep(member, undefined, "no group takes writes"));
  return steps.length === 0 ? undefined : perform(...inOrder(steps));
};

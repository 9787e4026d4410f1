import { type Step, stepSubject } from "../../steps/step.ts";
import type { Observation } from "../observation/observation.ts";
import { bootstrapRule, resetApplierRule } from "./bootstrap.ts";
import {
  changeClaimRule,
  deleteClaimRule,
  deleteObjectRule,
  deletePodRule,
  deleteStatefulSetRule,
  removeFinalizerRule,
} from "./deletion.ts";
import { isMember, isOnline, majorityOf, recordOf } from "./evidence.ts";
import { createRecordRule, replaceRecordRule } from "./record.ts";
import type { Rule, StepKind, StepOf } from "./rule.ts";
import { createSecretRule } from "./secrets.ts";

/** I1 and I2: clients are sent to the member that a majority sees as the primary, once a second disk has its writes. */
const labelPodRule: Rule<"label-pod"> = ({ target, role }, seen) => {
  if (role !== "primary") return undefined;
  if (recordOf(seen)?.bootstrap !== undefined) return "the bootstrap was not confirmed";
  const majority = majorityOf(seen);
  return majority !== undefined && isOnline(seen, majority, target.name, "PRIMARY")
    ? undefined
    : `no majority sees ${target.name} as the primary`;
};

/** I1: what is written for all members is written by the group, through the member that a majority sees as its primary. */
function whyNotOnPrimary(
  { target }: StepOf<"restore-schema" | "mend-accounts">,
  seen: Observation,
): string | undefined {
  const majority = majorityOf(seen);
  return majority !== undefined && isOnline(seen, majority, target.member, "PRIMARY")
    ? undefined
    : `no majority sees ${target.member} as the primary`;
}

/** Every kind of step: what must hold for it, or that another step can undo it. */
const RULES: { readonly [K in StepKind]: Rule<K> | "can be undone" } = {
  bootstrap: bootstrapRule,
  "reset-applier": resetApplierRule,
  "create-identity": createRecordRule,
  "create-secret": createSecretRule,
  "replace-identity": replaceRecordRule,
  "delete-claim": deleteClaimRule,
  "change-claim": changeClaimRule,
  "delete-object": deleteObjectRule,
  "delete-stateful-set": deleteStatefulSetRule,
  "delete-pod": deletePodRule,
  "remove-finalizer": removeFinalizerRule,
  "label-pod": labelPodRule,
  "restore-schema": whyNotOnPrimary,
  "mend-accounts": whyNotOnPrimary,
  "add-finalizer": "can be undone",
  "annotate-pod": "can be undone",
  "relabel-pod": "can be undone",
  apply: "can be undone",
  "configure-recovery": "can be undone",
  "disarm-bootstrap": "can be undone",
  join: "can be undone",
  leave: "can be undone",
  "start-applier": "can be undone",
  "stop-applier": "can be undone",
  "switch-primary": "can be undone",
  "set-read-only": "can be undone",
  "set-variables": "can be undone",
  "end-operations": "can be undone",
  "end-sessions": "can be undone",
  "forget-expelled": "can be undone",
  "reload-tls": "can be undone",
};

function isOf<K extends StepKind>(step: Step, kind: K): step is StepOf<K> {
  return step.kind === kind;
}

function whyByKind<K extends StepKind>(kind: K, step: Step, seen: Observation): string | undefined {
  const rule = RULES[kind];
  return rule === "can be undone" || !isOf(step, kind) ? undefined : rule(step, seen);
}

/**
 * Why a step that cannot be undone must not be performed on what was observed; `undefined` when it may, and for every
 * step that can be undone. Written from the invariants I1 to I4 of docs/operator/states.md and not from the tasks, so
 * that a mistake in those is caught here. Pure, total, and cheap for most kinds.
 */
export function forbidden(step: Step, seen: Observation): string | undefined {
  return whyByKind(step.kind, step, seen);
}

/** A step that must not be performed. */
export interface ForbiddenStep {
  readonly step: Step;
  readonly why: string;
}

/** I1: the label of the primary is taken from every other pod before it is given. */
function secondLabel(steps: readonly Step[], { pods }: Observation): ForbiddenStep | undefined {
  const holders = new Set(pods.filter(({ role }) => role === "primary").map(({ name }) => name));
  for (const step of steps) {
    if (step.kind !== "label-pod") continue;
    const { name } = step.target;
    holders.delete(name);
    const [other] = holders;
    if (step.role !== "primary") continue;
    if (other !== undefined) return { step, why: `${other} has the label of the primary` };
    holders.add(name);
  }
  return undefined;
}

/** A group that lives loses one member at a time. */
function secondLoss(steps: readonly Step[], seen: Observation): ForbiddenStep | undefined {
  const losses = steps.filter(({ kind }) => kind === "delete-pod" || kind === "leave");
  const majority = losses.length < 2 ? undefined : majorityOf(seen);
  if (majority === undefined) return undefined;
  const [, second] = losses.filter((step) => isMember(seen, majority, stepSubject(step)));
  return second === undefined ? undefined : { step: second, why: "the group loses another member already" };
}

/** The first of a decision's steps that must not be performed, alone or after those before it. */
export function firstForbidden(steps: readonly Step[], seen: Observation): ForbiddenStep | undefined {
  for (const step of steps) {
    const why = forbidden(step, seen);
    if (why !== undefined) return { step, why };
  }
  return secondLabel(steps, seen) ?? secondLoss(steps, seen);
}

/** What a person is told of a forbidden step. */
export function forbiddenMessage({ step, why }: ForbiddenStep): string {
  return `${step.kind} on ${stepSubject(step)} was decided and is not performed: ${why}. This is a fault of the operator, and nothing was changed. Report it with the operator's log; what the message names has to change before it goes on.`;
}

import { type Step, stepSubject } from "../../steps/step.ts";
import { REFUSED_AGAIN_MS, STATEMENT_REFUSED_MS, STEPS_ASIDE_MS } from "../../timing.ts";
import type { Stall, StalledReason } from "../diagnosis/diagnosis.ts";
import type { StepFailure } from "../observation/observation.ts";
import type { ClusterView } from "../view/cluster-view.ts";
import { pending, type Work } from "./task.ts";

interface Refusal {
  readonly reason: StalledReason;
  readonly advice: string;
  /** Whether the rest can be looked after meanwhile: nothing later builds on this step. */
  readonly stepsAside: boolean;
  /** Clients wait for it: trouble of the API server's own is no reason to put it off. */
  readonly urgent?: true;
  /** It is tried again and again, and a person is told only after a while. */
  readonly persistent?: true;
}

const OBJECT: Refusal = {
  reason: "ObjectRefused",
  advice:
    "Correct what the message names: a field of the spec, an admission policy or a quota of the namespace, an object of the same name, or the operator's permissions.",
  stepsAside: true,
};
const HOLDING: Refusal = { ...OBJECT, stepsAside: false };
const STATEMENT: Refusal = {
  reason: "StatementRefused",
  advice: "See the member's log for the cause; it is tried again and again.",
  stepsAside: false,
  persistent: true,
};

/** What is said of a step that was refused. */
const REFUSALS: Readonly<Record<Step["kind"], Refusal>> = {
  "set-variables": {
    reason: "VariableRefused",
    advice: "Correct the value in spec.variables.",
    stepsAside: true,
  },
  "change-claim": {
    reason: "VolumeRefused",
    advice:
      "Its storage class does not allow it. A larger size cannot be set back: set allowVolumeExpansion: true on the storage class if its driver can grow volumes, or move to a new cluster. An attributes class can be set back.",
    stepsAside: true,
  },
  apply: OBJECT,
  "create-secret": OBJECT,
  "delete-object": OBJECT,
  "label-pod": { ...OBJECT, urgent: true },
  "relabel-pod": { ...OBJECT, urgent: true },
  "annotate-pod": OBJECT,
  "add-finalizer": HOLDING,
  "remove-finalizer": HOLDING,
  "create-identity": HOLDING,
  "replace-identity": HOLDING,
  "delete-stateful-set": HOLDING,
  "delete-pod": HOLDING,
  "delete-claim": HOLDING,
  join: {
    ...STATEMENT,
    advice:
      "See its log for the cause. If it cannot be cured, name the member in spec.abandonedMembers: it is rebuilt from the group.",
  },
  "configure-recovery": STATEMENT,
  bootstrap: STATEMENT,
  leave: STATEMENT,
  "switch-primary": STATEMENT,
  "start-applier": STATEMENT,
  "stop-applier": STATEMENT,
  "reset-applier": STATEMENT,
  "disarm-bootstrap": { ...STATEMENT, stepsAside: true },
  "set-read-only": { ...STATEMENT, stepsAside: true },
  "end-operations": STATEMENT,
  "end-sessions": { ...STATEMENT, stepsAside: true },
  "forget-expelled": { ...STATEMENT, stepsAside: true },
  "reload-tls": { ...STATEMENT, stepsAside: true },
  "mend-accounts": {
    ...STATEMENT,
    advice: "docs/operator/accounts.md has the statements for a person.",
    stepsAside: true,
  },
  "restore-schema": { ...STATEMENT, stepsAside: true },
};

/** The last failure of this kind of step on this member or object, with the spec as it is. */
export function failureOf(
  { observation, cluster }: ClusterView,
  kind: Step["kind"],
  subject: string,
): StepFailure | undefined {
  return observation.failures.find(
    (failure) =>
      failure.kind === kind &&
      failure.subject === subject &&
      failure.generation === (cluster.metadata.generation ?? 0),
  );
}

/** What becomes of work with a step that failed before. */
interface Retry {
  readonly work?: Work;
  readonly stall?: Stall;
}

/** What becomes of a step that failed before: whether it is tried, and what a person is told. */
function afterFailure(work: Work, failure: StepFailure, refusal: Refusal, now: number): Retry {
  const canWait = refusal.stepsAside && refusal.urgent !== true;
  if (!failure.refused) {
    if (!canWait || now - failure.at >= STEPS_ASIDE_MS) return { work };
    return { work: pending(`${failure.kind} on ${failure.subject} is tried again: ${failure.message}`) };
  }
  const { reason, advice, stepsAside } = refusal;
  const message = `${failure.kind} on ${failure.subject} fails: ${failure.message}. ${advice}`;
  const stall = { reason, message };
  if (refusal.persistent === true) {
    const told = now - failure.since >= STATEMENT_REFUSED_MS ? { stall } : {};
    return stepsAside && now - failure.at < STEPS_ASIDE_MS ? told : { work, ...told };
  }
  if (now - failure.at >= REFUSED_AGAIN_MS) return { work, stall };
  return stepsAside ? { stall } : { work: { kind: "wait", because: message, stall }, stall };
}

/**
 * The work, unless one of its steps failed before: then a person is told what was answered. What the spec or an object
 * carries is tried again once a minute, and the word to the person stays until it succeeds. What others do not build on
 * steps aside meanwhile, so that an object that is refused never holds up the group.
 */
export function unlessRefused(work: Work, view: ClusterView): Retry {
  if (work.kind !== "do") return { work };
  const failures = new Map(
    work.steps.flatMap((step) => {
      const failure = failureOf(view, step.kind, stepSubject(step));
      return failure === undefined ? [] : [[step, failure] as const];
    }),
  );
  for (const [step, failure] of failures) {
    const retry = afterFailure(work, failure, REFUSALS[step.kind], view.observation.now);
    const others = work.steps.filter((other) => !failures.has(other));
    const stepsAside = retry.work === undefined || retry.work.kind === "pending";
    if (!stepsAside || work.independent !== true || others.length === 0) return retry;
    return { ...retry, work: { ...work, steps: others } };
  }
  return { work };
}

/** What a person is told of members whose START was refused for a while. */
export function refusedJoin(view: ClusterView, member: string): Stall | undefined {
  const failure = failureOf(view, "join", member);
  if (failure === undefined || view.observation.now - failure.since < STATEMENT_REFUSED_MS) return undefined;
  const { reason, advice } = REFUSALS.join;
  return { reason, message: `${member} cannot join: ${failure.message}. ${advice}` };
}

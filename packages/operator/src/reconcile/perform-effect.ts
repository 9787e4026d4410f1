import type { ClusterStatus } from "@grampus/api";
import {
  type CanaryTarget,
  type Effect,
  type EffectOutcome,
  type Observation,
  type Round,
  type Step,
  stepRecord,
} from "@grampus/planner";
import { errorText } from "../fault.ts";
import { CLUSTERS } from "../kube/kinds.ts";
import { accessTo, type MemberAccess } from "../perform/member-access.ts";
import { performStep } from "../perform/perform-step.ts";
import { outcomeOfFault, outcomeOfStep, refusalOf } from "./outcome.ts";
import type { ReconcilePorts } from "./reconcile-ports.ts";
import type { ReconcileState } from "./reconcile-state.ts";

/** What the effects of one round are performed with. */
export interface EffectPorts extends ReconcilePorts, MemberAccess {
  readonly state: ReconcileState;
}

function whereOf({ cluster }: Observation) {
  const { name, namespace } = cluster.metadata;
  return { cluster: name, namespace };
}

async function writeStatus(
  observation: Observation,
  status: ClusterStatus,
  { client, metrics, log }: EffectPorts,
): Promise<EffectOutcome> {
  // The uid: a Cluster that was deleted and made again is another one, with generations of its own.
  const { name, namespace = "", uid } = observation.cluster.metadata;
  const { apiVersion, kind } = CLUSTERS;
  const applied = { apiVersion, kind, metadata: { name, namespace, uid }, status };
  try {
    await client.applyStatus(CLUSTERS, applied);
    metrics.statusWrites.inc();
    return { kind: "done" };
  } catch (fault) {
    log("warn", `the status was not written: ${errorText(fault)}`, whereOf(observation));
    return outcomeOfFault(fault);
  }
}

function eventReason(step: Step): string {
  return step.kind
    .split("-")
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join("");
}

async function perform(step: Step, observation: Observation, ports: EffectPorts): Promise<EffectOutcome> {
  const { log, metrics, now, tell, state } = ports;
  const { cluster } = observation;
  const { generation = 0 } = cluster.metadata;
  const where = whereOf(observation);
  const startedAt = now();
  const onLateEnd = (text: string, fault?: Error) => {
    log("info", text, where);
    const refusal = refusalOf(fault);
    if (fault === undefined || refusal !== undefined)
      state.lateEnds = [...state.lateEnds, { step, refusal, generation, at: now() }];
  };
  try {
    const end = await performStep(step, observation, { ...ports, onLateEnd });
    const reasons = step.kind === "delete-pod" ? step.reasons?.join(", ") : undefined;
    log("info", step.because, {
      ...where,
      ...stepRecord(step),
      ms: now() - startedAt,
      ...(reasons === undefined ? {} : { reasons }),
    });
    metrics.steps.inc({ kind: step.kind, outcome: "performed" });
    tell(cluster, { type: "Normal", reason: eventReason(step), message: step.because });
    if (step.kind === "mend-accounts") {
      state.accountsMendedAt = now();
      state.sessions.preferFirstLogin();
    }
    if (step.kind === "create-secret" || step.kind === "delete-object") state.secrets.forget();
    return outcomeOfStep(end);
  } catch (fault) {
    const outcome = outcomeOfFault(fault);
    const isConflict = outcome.kind === "conflict";
    const message = errorText(fault);
    log(isConflict ? "info" : "warn", `${step.kind} failed: ${message}`, { ...where, ...stepRecord(step) });
    metrics.steps.inc({ kind: step.kind, outcome: isConflict ? "conflict" : "failed" });
    if (!isConflict) tell(cluster, { type: "Warning", reason: `${eventReason(step)}Failed`, message });
    return outcome;
  }
}

/** A canary that cannot be sent is none: the next round asks for another one. */
async function sendCanary(canary: CanaryTarget, observation: Observation, ports: EffectPorts): Promise<void> {
  const access = accessTo(canary.member, canary.podUid, observation, ports);
  if (access !== undefined) await ports.state.canary.send(canary, access);
}

/** Performs one effect of a round and says what became of it. Never throws a fault. */
export async function performEffect(
  effect: Effect,
  { observation }: Round,
  ports: EffectPorts,
): Promise<EffectOutcome> {
  if (!ports.mayAct()) return { kind: "forbidden" };
  switch (effect.kind) {
    case "write-status":
      return writeStatus(observation, effect.status, ports);
    case "perform-step":
      return perform(effect.step, observation, ports);
    case "send-canary":
      await sendCanary(effect.canary, observation, ports);
      return { kind: "done" };
  }
}

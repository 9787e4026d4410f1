import type { KubernetesStep, Observation, ServerStep, Step, VariableAssignment } from "@grampus/planner";
import { ACCEPTED_VARIABLES_ANNOTATION, acceptedVariables, forbidden } from "@grampus/planner";
import { ACCOUNTS } from "@grampus/resources";
import { isFault, OperatorFault } from "../fault.ts";
import type { KubeClient } from "../kube/client.ts";
import { CONFIG_MAPS, PODS } from "../kube/kinds.ts";
import { cutClientSessions } from "../mysql/client-sessions.ts";
import { askMember } from "../mysql/member-answer.ts";
import { connectMember, type MemberConnection } from "../mysql/member-connection.ts";
import { performServerStep } from "../mysql/server-step.ts";
import { replicationAccount } from "../observe/credentials.ts";
import { performKubernetesStep } from "./kubernetes-step.ts";
import { accessTo, type MemberAccess } from "./member-access.ts";

/** What steps are performed with. */
export interface StepPorts extends MemberAccess {
  readonly client: KubeClient;
  readonly now: () => number;
  /** Told when a statement ended that went on behind the step; with its fault when it failed. */
  readonly onLateEnd: (outcome: string, fault?: Error) => void;
}

/** `going on`: a statement runs on behind the step; what becomes of it is told by `onLateEnd`. */
export type StepEnd = "ended" | "going on";

function isServerStep(step: Step): step is ServerStep {
  return "target" in step && "serverUuid" in step.target;
}

async function connectTo(
  member: string,
  podUid: string,
  observation: Observation,
  ports: StepPorts,
): Promise<MemberConnection> {
  const access = accessTo(member, podUid, observation, ports);
  if (access === undefined) {
    throw new OperatorFault(
      "mysql-unreachable",
      `${member}: its pod is not the one the step was decided for`,
    );
  }
  return connectMember(access.address, access.credentials);
}

/** The record of the cluster must still be what the bootstrap was decided on. */
async function confirmIdentity(
  step: Extract<ServerStep, { readonly kind: "bootstrap" }>,
  observation: Observation,
  client: KubeClient,
): Promise<void> {
  const { namespace } = observation.cluster.metadata;
  const { name, uid, resourceVersion } = step.identity;
  const found = await client.find(CONFIG_MAPS, { namespace, name });
  if (found?.metadata.uid !== uid || found.metadata.resourceVersion !== resourceVersion) {
    throw new OperatorFault(
      "kube-conflict",
      `the record ${name} has changed since the bootstrap was decided`,
    );
  }
}

function wantedValues(assignments: readonly VariableAssignment[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    assignments.flatMap(({ name, value }) => (value === null ? [] : [[name, value]])),
  );
}

/** After variables were set: what the server made of them, if that is not what was asked for, is kept on the pod. */
async function rememberAccepted(
  step: Extract<ServerStep, { readonly kind: "set-variables" }>,
  connection: MemberConnection,
  observation: Observation,
  client: KubeClient,
): Promise<void> {
  const names = step.assignments.map(({ name }) => name);
  const { variables } = await askMember(connection, step.target.podUid, names);
  const value = acceptedVariables(wantedValues(step.assignments), variables);
  if (value === undefined) return;
  const { name, uid } = step.pod;
  const podName = { namespace: observation.cluster.metadata.namespace, name };
  await client.patch(
    PODS,
    podName,
    { metadata: { annotations: { [ACCEPTED_VARIABLES_ANNOTATION]: value } } },
    { uid },
  );
}

async function performOnServer(
  step: ServerStep,
  observation: Observation,
  ports: StepPorts,
): Promise<StepEnd> {
  const replication = replicationAccount(ports.secrets);
  if (replication === undefined)
    throw new OperatorFault("mysql-unreachable", "the accounts' Secret is missing");
  if (step.kind === "bootstrap") await confirmIdentity(step, observation, ports.client);
  const connection = await connectTo(step.target.member, step.target.podUid, observation, ports);
  let goesOn = false;
  try {
    const context = { connection, replication, onLateEnd: ports.onLateEnd };
    goesOn = (await performServerStep(step, context)) === "going on";
    if (step.kind === "set-variables") await rememberAccepted(step, connection, observation, ports.client);
    return goesOn ? "going on" : "ended";
  } finally {
    if (!goesOn) connection.destroy();
  }
}

/** Ends sessions of clients on a member that loses its role. One that cannot be reached has no client either. */
async function cutConnections(member: string, podUid: string, observation: Observation, ports: StepPorts) {
  const connection = await connectTo(member, podUid, observation, ports).catch((fault) => {
    if (!isFault(fault)) throw fault;
    return undefined;
  });
  if (connection === undefined) return;
  const spared = Object.values(ACCOUNTS).flatMap(({ user }) => (user === ACCOUNTS.root.user ? [] : [user]));
  try {
    await cutClientSessions(connection, spared);
  } catch (fault) {
    ports.onLateEnd(`${member}: client sessions were not ended: ${String(fault)}`);
  } finally {
    connection.destroy();
  }
}

/**
 * Performs one step. Throws a fault when it fails, when the world is not the one it was decided for, and when it must
 * not be performed on what was observed, whoever decided it.
 */
export async function performStep(step: Step, observation: Observation, ports: StepPorts): Promise<StepEnd> {
  const why = forbidden(step, observation);
  if (why !== undefined) throw new OperatorFault("step-forbidden", `${step.kind} is not performed: ${why}`);
  if (isServerStep(step)) return performOnServer(step, observation, ports);
  const kubernetesStep: KubernetesStep = step;
  if (kubernetesStep.kind === "label-pod" && kubernetesStep.cutConnections) {
    await cutConnections(kubernetesStep.target.name, kubernetesStep.target.uid, observation, ports);
  }
  const { client, now } = ports;
  await performKubernetesStep(kubernetesStep, { client, cluster: observation.cluster, now });
  return "ended";
}

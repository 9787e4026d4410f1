import type {
  KubernetesStep,
  Observation,
  Precondition,
  ServerStep,
  Step,
  VariableAssignment,
} from "@grampus/planner";
import {
  ACCEPTED_VARIABLES_ANNOTATION,
  acceptedVariables,
  FORGOTTEN_ANNOTATION,
  FORMER_PRIMARY_ANNOTATION,
  forbidden,
} from "@grampus/planner";
import { ACCOUNTS } from "@grampus/resources";
import { isFault, OperatorFault } from "../fault.ts";
import type { KubeClient } from "../kube/client.ts";
import { CONFIG_MAPS, PODS } from "../kube/kinds.ts";
import { cutClientSessions } from "../mysql/client-sessions.ts";
import { type Login, logIn } from "../mysql/login.ts";
import { askMember } from "../mysql/member-answer.ts";
import type { ConnectMember, MemberConnection } from "../mysql/member-connection.ts";
import { performServerStep } from "../mysql/server-step.ts";
import { performKubernetesStep } from "./kubernetes-step.ts";
import { accessTo, type MemberAccess } from "./member-access.ts";

/** What steps are performed with. */
export interface StepPorts extends MemberAccess {
  readonly client: KubeClient;
  readonly connectMember: ConnectMember;
  readonly now: () => number;
  /** Told when a statement ended that went on behind the step; with its fault when it failed. */
  readonly onLateEnd: (outcome: string, fault?: Error) => void;
}

/** `going on`: a statement runs on behind the step; what becomes of it is told by `onLateEnd`. */
export type StepEnd = "ended" | "going on";

function isServerStep(step: Step): step is ServerStep {
  return "target" in step && "serverUuid" in step.target;
}

/** A session with the member; root's first when that is `preferred`. */
async function connectTo(
  member: string,
  podUid: string,
  observation: Observation,
  ports: StepPorts,
  preferred: Login["kind"] = "operator",
): Promise<{ readonly connection: MemberConnection; readonly login: Login }> {
  const access = accessTo(member, podUid, observation, ports);
  if (access === undefined) {
    throw new OperatorFault(
      "mysql-unreachable",
      `${member}: its pod is not the one the step was decided for`,
    );
  }
  const { address, logins, onDenied } = access;
  const isFirst = ({ kind }: Login) => kind === preferred;
  return logIn(
    ports.connectMember,
    address,
    [...logins.filter(isFirst), ...logins.filter((one) => !isFirst(one))],
    onDenied,
  );
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
  if (value !== undefined)
    await annotate(step.pod, { [ACCEPTED_VARIABLES_ANNOTATION]: value }, observation, client);
}

async function annotate(
  { name, uid }: Precondition,
  annotations: Readonly<Record<string, string | null>>,
  { cluster }: Observation,
  client: KubeClient,
): Promise<void> {
  await client.patch(
    PODS,
    { namespace: cluster.metadata.namespace, name },
    { metadata: { annotations } },
    { uid },
  );
}

/** What came of a statement, and has to be known to whoever is the operator next. */
async function remember(
  step: ServerStep,
  connection: MemberConnection,
  observation: Observation,
  client: KubeClient,
): Promise<void> {
  if (step.kind === "set-variables") await rememberAccepted(step, connection, observation, client);
  if (step.kind === "end-sessions")
    await annotate(step.pod, { [FORMER_PRIMARY_ANNOTATION]: null }, observation, client);
  if (step.kind === "forget-expelled")
    await annotate(step.pod, { [FORGOTTEN_ANNOTATION]: step.viewId }, observation, client);
}

async function performOnServer(
  step: ServerStep,
  observation: Observation,
  ports: StepPorts,
): Promise<StepEnd> {
  const { passwords } = ports.ways;
  if (step.kind === "bootstrap") await confirmIdentity(step, observation, ports.client);
  const { member, podUid } = step.target;
  const preferred = step.kind === "mend-accounts" ? "root" : "operator";
  const { connection, login } = await connectTo(member, podUid, observation, ports, preferred);
  let goesOn = false;
  try {
    const asRoot = login.kind === "root";
    const connectAgain = async () =>
      (await connectTo(member, podUid, observation, ports, preferred)).connection;
    const context = {
      connection,
      connectAgain,
      passwords,
      asRoot,
      spared: SPARED,
      onLateEnd: ports.onLateEnd,
    };
    goesOn = (await performServerStep(step, context)) === "going on";
    await remember(step, connection, observation, ports.client);
    return goesOn ? "going on" : "ended";
  } finally {
    if (!goesOn) connection.destroy();
  }
}

/** Accounts whose sessions are none of a client's. */
const SPARED = Object.values(ACCOUNTS).flatMap(({ user }) => (user === ACCOUNTS.root.user ? [] : [user]));

/** Ends sessions of clients on a member that loses its role. One that cannot be reached keeps them for now. */
async function cutConnections(member: string, podUid: string, observation: Observation, ports: StepPorts) {
  const session = await connectTo(member, podUid, observation, ports).catch((fault) => {
    if (!isFault(fault)) throw fault;
    return undefined;
  });
  if (session === undefined) return;
  const { connection } = session;
  try {
    await cutClientSessions(connection, SPARED);
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

import { setTimeout as delay } from "node:timers/promises";
import type { ServerStep } from "@grampus/planner";
import { askMember, type MemberFacts } from "../mysql/member-answer.ts";
import { connectMember, type MemberConnection } from "../mysql/member-connection.ts";
import { performServerStep } from "../mysql/server-step.ts";
import { OPERATOR, PASSWORDS, type TestServer } from "./mysqld.ts";

type Action = ServerStep extends infer Step
  ? Step extends ServerStep
    ? Omit<Step, "target" | "because">
    : never
  : never;

/** A session of the operator's account with a test server. */
export function connectTo({ port, ca }: TestServer): Promise<MemberConnection> {
  return connectMember({ serverName: "member.test", host: "127.0.0.1", port }, { ...OPERATOR, ca });
}

/** What a test server says of itself. */
async function lookAt(server: TestServer): Promise<MemberFacts> {
  const connection = await connectTo(server);
  return askMember(connection, "pod", []).finally(() => connection.destroy());
}

/** Performs a step on a test server, whoever it is. */
async function performOn(server: TestServer, action: Action): Promise<"ended" | "going on"> {
  const { serverUuid } = await lookAt(server);
  const target = { member: "m", podUid: "pod", serverUuid };
  const step: ServerStep = { ...action, target, because: "the test says so" };
  const connection = await connectTo(server);
  const connectAgain = () => connectTo(server);
  const context = {
    connection,
    connectAgain,
    passwords: PASSWORDS,
    asRoot: false,
    spared: [],
    onLateEnd: () => undefined,
  };
  return performServerStep(step, context);
}

/** Makes a group of these servers; the first is its primary. */
export async function formGroup([first, ...others]: readonly TestServer[]): Promise<void> {
  if (first === undefined) return;
  await performOn(first, { kind: "configure-recovery" });
  const { executed } = await lookAt(first);
  const identity = { name: "orders-identity", uid: "u", resourceVersion: "1" };
  await performOn(first, { kind: "bootstrap", identity, executed });
  for (const server of others) {
    await performOn(server, { kind: "configure-recovery" });
    await performOn(server, { kind: "join" });
    while ((await lookAt(server)).state !== "ONLINE") await delay(300);
  }
}

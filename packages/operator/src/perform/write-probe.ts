import { setTimeout as delay } from "node:timers/promises";
import type { Canary, CanaryTarget } from "@grampus/planner";
import { isFault } from "../fault.ts";
import { type CanaryResult, refusedCanary, sendCanary } from "../mysql/canary.ts";
import { logIn } from "../mysql/login.ts";
import type { ConnectMember } from "../mysql/member-connection.ts";
import { STAY_MS } from "../timing.ts";
import type { Access } from "./member-access.ts";

/** The last canary of a cluster, and the one on its way. */
export interface WriteProbe {
  readonly last: Canary | undefined;
  /** Sends one unless one is on its way, and waits a moment for it. */
  send(target: CanaryTarget, access: Access): Promise<void>;
}

// A session that cannot be had is no write either: clients will not get one.
async function resultOf(
  connect: ConnectMember,
  { address, logins, onDenied }: Access,
): Promise<CanaryResult> {
  try {
    const { connection } = await logIn(connect, address, logins, onDenied);
    return await sendCanary(connection).finally(() => connection.destroy());
  } catch (fault) {
    if (!isFault(fault)) throw fault;
    return refusedCanary(fault);
  }
}

/** Sends canaries one at a time, each on a session of its own: one that hangs is lost with its session. */
export function writeProbe(connectMember: ConnectMember, now: () => number): WriteProbe {
  let last: Canary | undefined;
  let flying: Promise<void> | undefined;

  async function fly({ member, viewId }: CanaryTarget, access: Access): Promise<void> {
    const takenAt = now();
    const result = await resultOf(connectMember, access);
    const before = last?.member === member && last.outcome === result.outcome ? last.since : takenAt;
    last = { member, viewId, ...result, since: before, takenAt };
  }

  return {
    get last() {
      return last;
    },
    async send(target, access) {
      flying ??= fly(target, access).finally(() => {
        flying = undefined;
      });
      await Promise.race([flying, delay(STAY_MS.canary, undefined, { ref: false })]);
    },
  };
}

import { EMPTY_MEMORY, type LateEnd, type RoundMemory } from "@grampus/planner";
import type { KubeClient } from "../kube/client.ts";
import type { ConnectMember } from "../mysql/member-connection.ts";
import { Logins } from "../observe/logins.ts";
import { MemberSessions } from "../observe/member-sessions.ts";
import { type WriteProbe, writeProbe } from "../perform/write-probe.ts";
import { SecretCache } from "../secrets/secret-cache.ts";

/**
 * What the operator keeps of a cluster between two rounds: open sessions, Secrets read a moment ago, and what the
 * planner wants back in the next one. Nothing in it decides anything that a restarted operator would decide otherwise,
 * only later.
 */
export interface ReconcileState {
  readonly sessions: MemberSessions;
  readonly secrets: SecretCache;
  readonly logins: Logins;
  readonly canary: WriteProbe;
  /** When the operator's accounts were mended last. */
  accountsMendedAt: number | undefined;
  memory: RoundMemory;
  /** What ended since the last round began. */
  lateEnds: readonly LateEnd[];
  /** State of the last diagnosis, to tell when it changes. */
  diagnosis: string | undefined;
}

/** The state of a cluster nothing is known of yet. `onSessionEnd`: a member's session ended by itself. */
export function emptyState(
  client: KubeClient,
  connectMember: ConnectMember,
  onSessionEnd: () => void,
): ReconcileState {
  return {
    sessions: new MemberSessions(connectMember, onSessionEnd),
    secrets: new SecretCache(client),
    logins: new Logins(),
    accountsMendedAt: undefined,
    canary: writeProbe(connectMember, Date.now),
    memory: EMPTY_MEMORY,
    lateEnds: [],
    diagnosis: undefined,
  };
}

import type { ObservationRequest, StepFailure } from "@grampus/planner";
import type { KubeClient } from "../kube/client.ts";
import { SecretCache } from "../secrets/secret-cache.ts";
import { MemberSessions } from "./member-sessions.ts";
import { type WriteProbe, writeProbe } from "./write-probe.ts";

/**
 * What the operator keeps of a cluster between two looks: open sessions, since when things are as they are, Secrets
 * read a moment ago. Nothing in it decides anything that a restarted operator would decide otherwise, only later.
 */
export interface ReconcileState {
  readonly sessions: MemberSessions;
  readonly secrets: SecretCache;
  /** What the last decision wants the next observation to bring. */
  request: ObservationRequest;
  readonly canary: WriteProbe;
  /** Steps that were refused and have not succeeded since, one of each kind and subject. */
  failures: readonly StepFailure[];
  /** Rounds one after the other that ended in a conflict. */
  conflicts: number;
  /** State of the last diagnosis, to tell when it changes. */
  state: string | undefined;
}

/** The memory of a cluster nothing is known of yet. `onSessionEnd`: a member's session ended by itself. */
export function emptyState(client: KubeClient, onSessionEnd: () => void): ReconcileState {
  return {
    sessions: new MemberSessions(onSessionEnd),
    secrets: new SecretCache(client),
    request: { live: true },
    canary: writeProbe(Date.now),
    failures: [],
    conflicts: 0,
    state: undefined,
  };
}

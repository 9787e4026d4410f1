import type { Look, StepFailure } from "@grampus/planner";
import type { KubeClient } from "../kube/client.ts";
import { SecretShelf } from "../secrets/secret-shelf.ts";
import { type CanaryFlight, canaryFlight } from "./canary-flight.ts";
import { MemberSessions } from "./member-sessions.ts";

/**
 * What the operator keeps of a cluster between two looks: open sessions, since when things are as they are, Secrets
 * read a moment ago. Nothing in it decides anything that a restarted operator would decide otherwise, only later.
 */
export interface ClusterMemory {
  readonly sessions: MemberSessions;
  readonly secrets: SecretShelf;
  /** What the last decision wants the next observation to bring. */
  look: Look;
  readonly canary: CanaryFlight;
  /** Steps that were refused and have not succeeded since, one of each kind and subject. */
  failures: readonly StepFailure[];
  /** Rounds one after the other that ended in a conflict. */
  conflicts: number;
  /** State of the last diagnosis, to tell when it changes. */
  state: string | undefined;
}

/** The memory of a cluster nothing is known of yet. `onSessionEnd`: a member's session ended by itself. */
export function emptyMemory(client: KubeClient, onSessionEnd: () => void): ClusterMemory {
  return {
    sessions: new MemberSessions(onSessionEnd),
    secrets: new SecretShelf(client),
    look: { live: true },
    canary: canaryFlight(Date.now),
    failures: [],
    conflicts: 0,
    state: undefined,
  };
}

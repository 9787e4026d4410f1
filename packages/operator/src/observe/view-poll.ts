import { askPulse, type MemberFacts, type Pulse } from "../mysql/member-answer.ts";
import type { MemberConnection } from "../mysql/member-connection.ts";
import { VIEW_POLL_MS } from "../timing.ts";

function pulseText({ view, superReadOnly, readOnly }: Pulse): string {
  const rows = view.map(({ serverUuid, state, role }) => `${serverUuid} ${state} ${role}`);
  // Outside of a group a member has no row to say it in.
  return view.length === 0 ? "" : [...rows, superReadOnly, readOnly].join(";");
}

/** Who hears what members are asked for all the time. */
export interface PulseListener {
  /** Told of every answer; whether it is worth a look at the cluster, although the member says what it said. */
  readonly isNews: (pulse: Pulse) => boolean;
  readonly onNews: () => void;
}

/**
 * Asks the member again and again for its view and whether it takes writes, and tells once when that is not what it said
 * or when there is no answer. Ends with what it told, or when the returned function is called.
 */
export function startViewPoll(
  connection: MemberConnection,
  facts: MemberFacts,
  { isNews, onNews }: PulseListener,
): () => void {
  const said = pulseText(facts);
  let stopped = false;
  let timer: NodeJS.Timeout;

  async function ask(): Promise<void> {
    const pulse = await askPulse(connection, facts.serverUuid, VIEW_POLL_MS.answer).catch(() => undefined);
    if (stopped) return;
    if (pulse !== undefined && pulseText(pulse) === said && !isNews(pulse)) schedule();
    else onNews();
  }
  function schedule(): void {
    timer = setTimeout(() => void ask(), VIEW_POLL_MS.every + VIEW_POLL_MS.spread * Math.random());
  }

  schedule();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

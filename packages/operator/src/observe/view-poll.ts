import type { ViewMember } from "@grampus/planner";
import { askView, type MemberFacts } from "../mysql/member-answer.ts";
import type { MemberConnection } from "../mysql/member-connection.ts";

// A crash closes the session at once; a node that is cut off is only silent, and a group may change its mind without
// either. One small question per member and interval bounds how late that is noticed.
const EVERY = 1500;
const SPREAD = 500;
const TIMEOUT = 1500;

function viewText(view: readonly ViewMember[]): string {
  return view.map(({ serverUuid, state, role }) => `${serverUuid} ${state} ${role}`).join(";");
}

/**
 * Asks the member again and again for its view, and tells once when it is another one than it said or when there is no
 * answer. Ends with what it told, or when the returned function is called.
 */
export function startViewPoll(
  connection: MemberConnection,
  facts: MemberFacts,
  onNews: () => void,
): () => void {
  const said = viewText(facts.view);
  let stopped = false;
  let timer: NodeJS.Timeout;

  async function beat(): Promise<void> {
    const view = await askView(connection, facts.serverUuid, TIMEOUT).catch(() => undefined);
    if (stopped) return;
    if (view !== undefined && viewText(view) === said) schedule();
    else onNews();
  }
  function schedule(): void {
    timer = setTimeout(() => void beat(), EVERY + SPREAD * Math.random());
  }

  schedule();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

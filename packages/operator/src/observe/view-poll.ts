import type { ViewMember } from "@grampus/planner";
import { askView, type MemberFacts } from "../mysql/member-answer.ts";
import type { MemberConnection } from "../mysql/member-connection.ts";
import { VIEW_POLL_MS } from "../timing.ts";

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

  async function ask(): Promise<void> {
    const view = await askView(connection, facts.serverUuid, VIEW_POLL_MS.answer).catch(() => undefined);
    if (stopped) return;
    if (view !== undefined && viewText(view) === said) schedule();
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

import { STATEMENT_MS } from "../timing.ts";
import type { MemberConnection } from "./member-connection.ts";

// Sessions of replication, of the server itself and of the operator are none of a client's.
const COMMANDS = new Set(["Sleep", "Query", "Execute", "Prepare", "Init DB", "Reset stmt", "Field List"]);
const SERVERS_OWN = new Set(["system user", "event_scheduler", "unauthenticated user", "mysql.session"]);

const NO_SUCH_THREAD = 1094;

/** Ends the sessions of clients on a member; `spared` are the operator's and the members' own accounts. */
export async function cutClientSessions(
  connection: MemberConnection,
  spared: readonly string[],
): Promise<number> {
  const ask = (sql: string) => connection.query({ sql, timeout: STATEMENT_MS.question });
  const [own] = await ask("SELECT CONNECTION_ID() AS id");
  // Not from information_schema: that makes a table on the server's volume, which may be full.
  const rows = (await ask("SHOW PROCESSLIST")).filter(
    ({ id, user, command }) =>
      String(id) !== String(own?.id) &&
      COMMANDS.has(String(command)) &&
      !SERVERS_OWN.has(String(user)) &&
      !spared.includes(String(user)),
  );
  const ended = await Promise.allSettled(rows.map(({ id }) => ask(`KILL CONNECTION ${Number(id)}`)));
  const refused = ended.find(
    (outcome) => outcome.status === "rejected" && outcome.reason?.errorNumber !== NO_SUCH_THREAD,
  );
  if (refused?.status === "rejected") throw refused.reason;
  return rows.length;
}

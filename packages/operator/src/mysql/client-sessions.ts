import { STATEMENT_MS } from "../timing.ts";
import type { MemberConnection } from "./member-connection.ts";
import { sqlString } from "./sql-text.ts";

// Sessions of replication, of the server itself and of the operator are none of a client's.
const CLIENTS = `SELECT id FROM information_schema.processlist
  WHERE id<>CONNECTION_ID() AND command IN ('Sleep','Query','Execute','Prepare','Init DB','Reset stmt','Field List')
    AND user NOT IN ('system user','event_scheduler','unauthenticated user','mysql.session')`;

const NO_SUCH_THREAD = 1094;

/** Ends the sessions of clients on a member; `spared` are the operator's and the members' own accounts. */
export async function cutClientSessions(
  connection: MemberConnection,
  spared: readonly string[],
): Promise<number> {
  const rows = await connection.query({
    sql: `${CLIENTS}${sparing(spared)}`,
    timeout: STATEMENT_MS.question,
  });
  const ended = await Promise.allSettled(
    rows.map(({ id }) =>
      connection.query({ sql: `KILL CONNECTION ${Number(id)}`, timeout: STATEMENT_MS.question }),
    ),
  );
  const refused = ended.find(
    (outcome) => outcome.status === "rejected" && outcome.reason?.errorNumber !== NO_SUCH_THREAD,
  );
  if (refused?.status === "rejected") throw refused.reason;
  return rows.length;
}

function sparing(accounts: readonly string[]): string {
  return accounts.length === 0 ? "" : ` AND user NOT IN (${accounts.map(sqlString).join(",")})`;
}

import type { Operation } from "@grampus/planner";
import { ACCOUNTS } from "@grampus/resources";
import { isFault } from "../fault.ts";
import { STATEMENT_MS } from "../timing.ts";
import type { MemberConnection, Row } from "./member-connection.ts";

/** An operation as the server tells it: for how long it has run, in seconds. */
export type OperationFacts = Omit<Operation, "since"> & { readonly seconds: number };

/** Longer than any comment that a client puts before a statement, as far as is known. */
const BEGINNING = 512;

/** A switch ends transactions after this long, in seconds; shorter ones are none that it has to wait for. */
export const SWITCH_TRANSACTIONS_S = 5;

// Threads of replication have no client, and no id of a session in INNODB_TRX.
const OPERATIONS = `SELECT id, user, time AS seconds, LEFT(info, ${BEGINNING}) AS statement
  FROM information_schema.processlist
  WHERE command IN ('Query','Execute') AND id<>CONNECTION_ID() AND user NOT IN ('system user','event_scheduler')
  UNION ALL SELECT session.id, session.user, TIMESTAMPDIFF(SECOND, trx.trx_started, NOW()), NULL
  FROM information_schema.innodb_trx AS trx
  JOIN information_schema.processlist AS session ON session.id=trx.trx_mysql_thread_id
  WHERE trx.trx_rows_modified>0 AND trx.trx_started<NOW() - INTERVAL ${SWITCH_TRANSACTIONS_S} SECOND
  AND session.user NOT IN ('system user','event_scheduler')`;

/** First words of statements that a switch waits for however long they run, and that cannot be undone half-way by it. */
const LONG = new Set([
  "ALTER",
  "ANALYZE",
  "CREATE",
  "DROP",
  "IMPORT",
  "LOAD",
  "OPTIMIZE",
  "RENAME",
  "REPAIR",
  "TRUNCATE",
]);

/** Second words that are none of a user's names. */
const OBJECTS = new Set([
  "DATA",
  "DATABASE",
  "EVENT",
  "FULLTEXT",
  "FUNCTION",
  "INDEX",
  "PROCEDURE",
  "ROLE",
  "SCHEMA",
  "SPATIAL",
  "TABLE",
  "TABLESPACE",
  "TRIGGER",
  "UNIQUE",
  "USER",
  "VIEW",
  "XML",
]);

/** Accounts of the operator and of the members: what they run is waited for by other means. */
const OWN_USERS: ReadonlySet<string> = new Set(
  Object.values(ACCOUNTS).flatMap(({ user }) => (user === ACCOUNTS.root.user ? [] : [user])),
);

const COMMENT = /^(\s+|\/\*!\d*|\/\*[\s\S]*?\*\/|(#|--\s)[^\n]*(\n|$))/;

/** What kind of statement it is, in words of SQL's own: never a name, nor a value. `undefined` for short ones and queries. */
export function longStatement(text: string): string | undefined {
  let rest = text;
  for (let found = COMMENT.exec(rest); found !== null; found = COMMENT.exec(rest))
    rest = rest.slice(found[0].length);
  const [first = "", second = ""] = rest.toUpperCase().split(/[^A-Z_]+/, 2);
  if (!LONG.has(first)) return undefined;
  return OBJECTS.has(second) ? `${first} ${second}` : first;
}

function operationOf(row: Row): OperationFacts | undefined {
  const { id, user, seconds, statement } = row;
  const kind = statement === null ? "transaction" : longStatement(String(statement));
  if (kind === undefined) return undefined;
  return { kind, session: Number(id), user: String(user), seconds: Math.max(0, Number(seconds)) };
}

/**
 * What runs on a member that a switch of the primary would wait for, or end: schema changes, loads, and transactions
 * that have written and are older than the switch lets them be. `undefined` when the server cannot say, as with a full
 * volume.
 */
export async function askOperations(
  connection: MemberConnection,
): Promise<readonly OperationFacts[] | undefined> {
  try {
    const rows = await connection.query({ sql: OPERATIONS, timeout: STATEMENT_MS.question });
    const found = rows.flatMap((row) => operationOf(row) ?? []).filter(({ user }) => !OWN_USERS.has(user));
    return found
      .filter(({ kind, session }) => kind !== "transaction" || !hasStatement(found, session))
      .sort((left, right) => left.session - right.session);
  } catch (fault) {
    if (isFault(fault, "mysql-refused")) return undefined;
    throw fault;
  }
}

function hasStatement(found: readonly OperationFacts[], session: number): boolean {
  return found.some((one) => one.session === session && one.kind !== "transaction");
}

/** Ends those of the operations that run yet: a statement by itself, an open transaction with its session. */
export async function endOperations(
  connection: MemberConnection,
  operations: readonly Operation[],
): Promise<void> {
  const running = (await askOperations(connection)) ?? [];
  for (const { kind, session } of running) {
    if (!operations.some((one) => one.session === session && one.kind === kind)) continue;
    const what = kind === "transaction" ? "CONNECTION" : "QUERY";
    await connection.query({ sql: `KILL ${what} ${session}`, timeout: STATEMENT_MS.quick }).catch((fault) => {
      if (!isFault(fault, "mysql-refused")) throw fault;
    });
  }
}

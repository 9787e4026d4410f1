import type { AccountFlaw } from "@grampus/planner";
import { ACCOUNTS, type Account, OPERATOR_PRIVILEGES, OWN_ACCOUNTS } from "@grampus/resources";
import { isFault } from "../fault.ts";
import { STATEMENT_MS } from "../timing.ts";
import type { MemberConnection, Row } from "./member-connection.ts";

const OPERATOR = `'${ACCOUNTS.operator.user}'@'${ACCOUNTS.operator.host}'`;

const ROWS = `SELECT user, host, account_locked, password_expired, password_last_changed, password_lifetime,
  user_attributes->>'$.Password_locking.failed_login_attempts' AS attempts
  FROM mysql.user WHERE user IN (${Object.values(ACCOUNTS)
    .map(({ user }) => `'${user}'`)
    .join(",")})`;

const PRIVILEGES = `SELECT privilege_type FROM information_schema.user_privileges WHERE grantee="${OPERATOR}"`;

/** What anybody may see: its own account. */
const OWN = "SHOW CREATE USER CURRENT_USER()";

const MAY_EXPIRE = "may expire";
const LOCKS_ITSELF = "locks itself after failed logins";

function mendable(user: string, what: string, needsPassword = false): AccountFlaw {
  return { what: `${user} ${what}`, needsRoot: false, needsPassword };
}

function flawsOf({ user, host }: Account, rows: readonly Row[]): readonly AccountFlaw[] {
  const row = rows.find((one) => one.user === user && one.host === host);
  if (row === undefined) return [{ what: `${user} is gone`, needsRoot: true, needsPassword: false }];
  return [
    ...(row.account_locked === "Y" ? [mendable(user, "is locked")] : []),
    ...(row.password_expired === "Y" ? [mendable(user, "has an expired password", true)] : []),
    ...(Number(row.password_lifetime ?? Number.NaN) === 0 ? [] : [mendable(user, MAY_EXPIRE)]),
    ...(Number(row.attempts ?? 0) === 0 ? [] : [mendable(user, LOCKS_ITSELF)]),
  ];
}

/** The flaws that the words of `SHOW CREATE USER` show. */
function ownFlaws([row]: readonly Row[]): readonly AccountFlaw[] {
  const words = Object.values(row ?? {}).join(" ");
  const { user } = ACCOUNTS.operator;
  return [
    ...(words.includes("PASSWORD EXPIRE NEVER") ? [] : [mendable(user, MAY_EXPIRE)]),
    ...(words.includes("FAILED_LOGIN_ATTEMPTS") ? [mendable(user, LOCKS_ITSELF)] : []),
  ];
}

/** The accounts of a server, as far as whoever is logged in may see. */
export interface AccountsSeen {
  /** What is wrong with the operator's own. */
  readonly flaws: readonly AccountFlaw[];
  /** When root's password was changed last, as the server prints it; absent when it cannot be seen. */
  readonly rootChangedAt?: string;
}

/** Looks at the accounts of a server; sees nothing of them while it cannot say. */
export async function lookAtAccounts(connection: MemberConnection): Promise<AccountsSeen> {
  return look(connection).catch((fault) => {
    // Tables of information_schema need room on the volume.
    if (!isFault(fault, "mysql-refused")) throw fault;
    return { flaws: [] };
  });
}

function lackingFlaw(missing: readonly string[]): readonly AccountFlaw[] {
  const what = `${ACCOUNTS.operator.user} lacks ${missing.join(", ")}`;
  return missing.length === 0 ? [] : [{ what, needsRoot: true, needsPassword: false }];
}

async function look(connection: MemberConnection): Promise<AccountsSeen> {
  const ask = (sql: string) => connection.query({ sql, timeout: STATEMENT_MS.question });
  const [rows, privileges] = await Promise.all([
    ask(ROWS).catch((fault) => {
      if (!isFault(fault, "mysql-access-denied")) throw fault;
      return undefined;
    }),
    ask(PRIVILEGES),
  ]);
  const held = new Set(privileges.map((row) => row.privilege_type));
  const lacked = OPERATOR_PRIVILEGES.filter((privilege) => !held.has(privilege));
  if (rows === undefined)
    return { flaws: [...ownFlaws(await ask(OWN)), ...lackingFlaw([...lacked, "SELECT on mysql.user"])] };
  const { user, host } = ACCOUNTS.root;
  const root = rows.find((row) => row.user === user && row.host === host);
  return {
    flaws: [...OWN_ACCOUNTS.flatMap((one) => flawsOf(one, rows)), ...lackingFlaw(lacked)],
    rootChangedAt: String(root?.password_last_changed ?? "gone"),
  };
}

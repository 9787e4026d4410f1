import type { AccountFlaw } from "@grampus/planner";
import { ACCOUNTS, type Account, OPERATOR_PRIVILEGES, OWN_ACCOUNTS } from "@grampus/resources";
import { isFault } from "../fault.ts";
import { STATEMENT_MS } from "../timing.ts";
import type { MemberConnection, Row } from "./member-connection.ts";

const OPERATOR = `'${ACCOUNTS.operator.user}'@'${ACCOUNTS.operator.host}'`;

const ROWS = `SELECT user, host, account_locked, password_expired, password_lifetime,
  user_attributes->>'$.Password_locking.failed_login_attempts' AS attempts
  FROM mysql.user WHERE user IN (${OWN_ACCOUNTS.map(({ user }) => `'${user}'`).join(",")})`;

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

/** What is wrong with the operator's accounts on a server, as far as whoever is logged in may see; nothing while it cannot say. */
export async function accountFlaws(connection: MemberConnection): Promise<readonly AccountFlaw[]> {
  return lookForFlaws(connection).catch((fault) => {
    // Tables of information_schema need room on the volume.
    if (!isFault(fault, "mysql-refused")) throw fault;
    return [];
  });
}

async function lookForFlaws(connection: MemberConnection): Promise<readonly AccountFlaw[]> {
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
  const seen =
    rows === undefined ? ownFlaws(await ask(OWN)) : OWN_ACCOUNTS.flatMap((one) => flawsOf(one, rows));
  const missing = [...lacked, ...(rows === undefined ? ["SELECT on mysql.user"] : [])];
  return [
    ...seen,
    ...(missing.length === 0
      ? []
      : [
          {
            what: `${ACCOUNTS.operator.user} lacks ${missing.join(", ")}`,
            needsRoot: true,
            needsPassword: false,
          },
        ]),
  ];
}
